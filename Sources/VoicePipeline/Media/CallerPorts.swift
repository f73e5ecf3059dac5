package import SimCore

/// One stretch of a caller's speech as the caller means it: behind the seam, so that no agent sees
/// its words or its end.
package final class Utterance: Sendable {
  package let words: [String]
  /// Of each word; words follow each other without a pause.
  package let wordDuration: Duration
  package let traits: SpeechTraits
  /// Counts the caller's stretches of speech, from 0.
  package let index: Int

  package init(words: [String], wordDuration: Duration, traits: SpeechTraits, index: Int) {
    self.words = words
    self.wordDuration = wordDuration
    self.traits = traits
    self.index = index
  }

  /// From the first sound to the last.
  package var duration: Duration { wordDuration * words.count }
}

/// A synthetic caller's mouth, and the hand on the receiver.
package protocol CallerMouth: AnyObject, Sendable {
  /// Begins to speak.
  func say(_ utterance: Utterance)
  /// Has made the last sound, be it the utterance's or an earlier one.
  func fallSilent()
  /// Presses a key (ITU-T Q.23).
  func press(_ digit: Character)
  /// Puts the receiver down.
  func hangUp()
}

/// What reaches a caller's ear.
package enum EarEvent: Sendable, Hashable {
  /// The first sound of a reply, after so much silence at the head of its audio.
  case agentStarted(AgentOnset)
  /// The agent has fallen silent.
  case agentStopped
  /// The line is dead: nothing more can be said or heard.
  case lineClosed
}

/// The first sound of one of the agent's replies.
package struct AgentOnset: Sendable, Hashable {
  /// The reply, counted from 0 (the greeting); nil when the far end does not say.
  package var request: Int?
  /// Silence at the head of the synthesized audio, before the first sound.
  package var leadingSilence: Duration
  package var basis: EarBasis

  package init(request: Int?, leadingSilence: Duration, basis: EarBasis) {
    self.request = request
    self.leadingSilence = leadingSilence
    self.basis = basis
  }
}

/// A synthetic caller's ear: each event comes at the instant at which the sound does.
package protocol CallerEar: AnyObject, Sendable {
  func hear(_ event: EarEvent)
  /// The agent has joined, and somebody keeps the record.
  func observed(by observer: any CallObserver)
}

/// A telephone line between a caller and an agent.
package protocol TelephoneLine: MediaPath, CallerMouth {
  /// Puts a caller on the line; without one there is only silence.
  func connect(_ ear: any CallerEar)
}

/// The constant delays of a line.
package struct LineTiming: Sendable, Hashable {
  /// Caller's mouth to voice activity detection.
  package var uplink: Duration
  /// Agent's audio to the caller's ear, playout buffer included.
  package var downlink: Duration
  /// Speech before voice activity detection reports its start.
  package var onset: Duration
  /// Silence before voice activity detection reports the end of speech.
  package var hangover: Duration

  package init(uplink: Duration, downlink: Duration, onset: Duration, hangover: Duration) {
    self.uplink = uplink
    self.downlink = downlink
    self.onset = onset
    self.hangover = hangover
  }
}

/// Lays the line of each call that is answered: within the simulation, or over a network.
package protocol LineProvider: Sendable {
  /// `onHangUp` runs when the caller puts the receiver down.
  func line(
    of call: CallID,
    on cell: Cell,
    timing: LineTiming,
    onHangUp: @escaping @Sendable () -> Void
  ) -> any TelephoneLine
}
