package import SimCore

/// A handle on audio that is being spoken, recorded or synthesized.
///
/// The agent passes handles between ports and never looks inside: in a simulation the handle stands
/// for an utterance whose words and end lie in the future, on a live line for bytes still to come.
package protocol AudioStream: AnyObject, Sendable {}

/// Which part of which reply an audio stream is, so that its playback can be reported back.
package struct PlaybackMark: Sendable, Hashable, Codable {
  /// The agent's request for a reply, counted from 0 (the greeting).
  package var request: Int
  /// The sentence within the reply, from 0.
  package var sentence: Int

  package init(request: Int, sentence: Int) {
    self.request = request
    self.sentence = sentence
  }
}

/// Speech as it reaches the agent's side, with the text that travels beside the sound.
///
/// For a recognizer that is simulated: it asks what has been said by now, and nobody can tell it
/// what comes next.
package protocol HeardSpeech: AudioStream {
  /// Counts the caller's stretches of speech, from 0: draws of the recognizer hang on it.
  var index: Int { get }
  var traits: SpeechTraits { get }
  /// The words that have arrived whole.
  func words(at now: SimInstant) -> ArraySlice<String>
  /// The longest gap that touches each of those words, in frames of 20 ms that were made up; nil
  /// where only the line's average is known.
  func gapsInWords(at now: SimInstant) -> [Int]?
  /// As it is to be rendered and heard by a real recognizer; nil for speech that is text only.
  func sound(at now: SimInstant) -> LineSpeech?
  /// How long it has sounded, pauses included.
  func length(at now: SimInstant) -> Duration
  /// Whether those words, and how they were said, sound like the end of what the speaker wants to
  /// say: a detector of turn ends hears that, and may err.
  func soundsComplete(at now: SimInstant) -> Bool
}

extension HeardSpeech {
  package func gapsInWords(at now: SimInstant) -> [Int]? { nil }
  package func sound(at now: SimInstant) -> LineSpeech? { nil }
}

/// One synthesized sentence: its length is known to the media path, not to the agent.
package final class SynthesizedSpeech: AudioStream {
  package let text: String
  /// From the first byte to the last, leading silence included.
  package let duration: Duration
  package let leadingSilence: Duration

  package init(text: String, duration: Duration, leadingSilence: Duration) {
    self.text = text
    self.duration = duration
    self.leadingSilence = leadingSilence
  }
}
