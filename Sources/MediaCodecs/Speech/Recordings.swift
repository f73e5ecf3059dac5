internal import VoicePipeline

/// The user's own sounds, which stand for texts in place of a synthesizer's.
package struct Recordings: Sendable {
  /// A recording of a text.
  package struct Recording: Sendable, Hashable {
    package let text: String
    /// The voice that it stands for; nil for every voice.
    package let voice: Voice?
    /// Its file.
    package let path: String

    package init(text: String, voice: Voice? = nil, path: String) {
      self.text = text
      self.voice = voice
      self.path = path
    }
  }

  private struct Key: Hashable {
    let text: String
    let voice: Voice?
  }

  private let paths: [Key: String]
  private let reading: any SoundReading

  /// Recordings and what reads them; of two for the same text and voice the later counts.
  package init(_ recordings: [Recording], reading: any SoundReading = SoundFileReading()) {
    paths = Dictionary(
      recordings.map { (Key(text: $0.text, voice: $0.voice), $0.path) },
      uniquingKeysWith: { $1 }
    )
    self.reading = reading
  }

  /// No recordings.
  package static let none = Recordings([])

  /// The recording of a text, of this voice before that of every voice; nil if there is none.
  func line(_ text: String, _ voice: Voice) throws(SpeechError) -> SpokenLine? {
    let path = paths[Key(text: text, voice: voice)] ?? paths[Key(text: text, voice: nil)]
    guard let path else { return nil }
    let sound = try SpeechSynthesis.wideband(reading.sound(at: path))
    guard let line = SpokenLine(trimming: sound) else {
      throw .unusableRecording(path: path, reason: "all of it is silent")
    }
    return line
  }
}
