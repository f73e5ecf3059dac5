package import SimCore

/// What a stretch of a caller's speech is meant as, which no agent is told.
package enum SpeechKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// A turn, or a part of one: the caller wants an answer.
  case turn
  /// "Hello?" into dead air.
  case hello
  /// The caller takes the floor while the agent speaks, and wants an answer.
  case interruption
  /// "Mm-hm": the caller listens, and the agent is to go on.
  case backchannel
  /// Words for somebody beside the caller.
  case aside
  /// A cough, a door, a dog: no words.
  case noise

  /// Whether the caller expects the agent to answer it.
  package var wantsAnswer: Bool {
    switch self {
    case .turn, .hello, .interruption: true
    case .backchannel, .aside, .noise: false
    }
  }
}

/// One stretch of a caller's speech as the caller means it: behind the seam, so that no agent sees
/// its words or its end.
package final class Utterance: Sendable {
  package let words: [String]
  /// Of each word; words follow each other without a pause.
  package let wordDuration: Duration
  package let traits: SpeechTraits
  /// Counts the caller's stretches of speech, from 0.
  package let index: Int
  package let kind: SpeechKind
  /// Whether its words end what the caller wants to say; false before a pause to think.
  package let completesTurn: Bool
  /// From the first sound to the last.
  package let duration: Duration

  package init(
    words: [String],
    wordDuration: Duration,
    traits: SpeechTraits,
    index: Int,
    kind: SpeechKind = .turn,
    completesTurn: Bool = true
  ) {
    self.words = words
    self.wordDuration = wordDuration
    self.traits = traits
    self.index = index
    self.kind = kind
    self.completesTurn = completesTurn
    duration = wordDuration * words.count
  }

  /// A sound without words.
  package init(noise duration: Duration, traits: SpeechTraits, index: Int) {
    words = []
    wordDuration = duration
    self.traits = traits
    self.index = index
    kind = .noise
    completesTurn = false
    self.duration = duration
  }
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
  /// The agent goes on with a further sentence; nil when only its sound is known.
  case agentWentOn(text: String?)
  /// The agent has fallen silent; `isCut` when it broke off, as far as the line can tell.
  case agentStopped(isCut: Bool)
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
  /// What the first sentence says; nil when only its sound is known.
  package var text: String?

  package init(
    request: Int?,
    leadingSilence: Duration,
    basis: EarBasis,
    text: String? = nil
  ) {
    self.request = request
    self.leadingSilence = leadingSilence
    self.basis = basis
    self.text = text
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
