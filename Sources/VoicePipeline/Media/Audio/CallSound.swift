/// A call as sound, in both directions.
package struct CallSound: Sendable {
  /// From the caller, at the agent.
  package var uplink: LegSound
  /// From the agent, at the caller's ear.
  package var downlink: LegSound

  package init(uplink: LegSound, downlink: LegSound) {
    self.uplink = uplink
    self.downlink = downlink
  }
}

/// One direction of a call as sound, at the rate of its codec: 8 kHz, or 16 kHz for a wideband one.
///
/// Both sounds are as long as the call and begin when its line was laid.
package struct LegSound: Sendable {
  /// What is in the frames, in their order.
  package var payloads: [[UInt8]]
  /// As it leaves: before the codec, each frame at the instant that it is sent.
  package var sent: Sound
  /// As it is heard: decoded, lost frames made up, each frame at the instant that it is played, and
  /// comfort noise where none is.
  package var heard: Sound

  package init(payloads: [[UInt8]], sent: Sound, heard: Sound) {
    self.payloads = payloads
    self.sent = sent
    self.heard = heard
  }
}

/// Renders whole calls, and lets the recognizer hear any stretch of them.
///
/// What it gives hangs on what it is asked and on nothing else: equal calls are equal bytes.
package protocol CallRenderer: SpeechListener {
  func render(_ call: SpokenCall) throws(AudioFailure) -> CallSound
  /// The words in a stretch of what was heard.
  func words(heard sound: Sound) throws(AudioFailure) -> [String]
  /// A sound file with sounds of one rate as its channels.
  func file(of channels: [Sound]) -> [UInt8]
}
