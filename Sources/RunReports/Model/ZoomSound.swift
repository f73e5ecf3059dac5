package import VoicePipeline

/// One call as sound, as its page shows it.
package struct ZoomSound: Sendable {
  /// As the agent heard the caller, and the caller the agent; both begin with the frames.
  package var uplink: Sound
  package var downlink: Sound
  /// What a real recognizer got wrong of what the caller said for an answer.
  package var errors: WordErrors
  /// What the run has for the call.
  package var told: WordErrors
  /// Names of the sound files beside the page.
  package var files: [String]

  package init(
    uplink: Sound,
    downlink: Sound,
    errors: WordErrors,
    told: WordErrors,
    files: [String]
  ) {
    self.uplink = uplink
    self.downlink = downlink
    self.errors = errors
    self.told = told
    self.files = files
  }
}

/// The least and the greatest sample of each stretch of 40 ms: what a picture can show of a sound.
struct SoundEnvelope: Sendable {
  static let bin = Duration.milliseconds(40)

  private(set) var lows: [Int] = []
  private(set) var highs: [Int] = []

  init(_ sound: Sound) {
    let size = max(1, sound.rate.samples(in: Self.bin))
    for start in stride(from: 0, to: sound.samples.count, by: size) {
      let part = sound.samples[start..<min(start + size, sound.samples.count)]
      lows.append(part.reduce(0) { min($0, Int($1)) })
      highs.append(part.reduce(0) { max($0, Int($1)) })
    }
  }

  /// The largest magnitude.
  var peak: Int { max(highs.max() ?? 0, -(lows.min() ?? 0)) }
}
