/// A handle on audio that is being spoken, recorded or synthesized.
///
/// The pipeline passes handles between ports and never looks inside: in a simulation the handle
/// stands for an utterance whose words and end lie in the future, on a live line for a ring buffer.
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
