private import Synchronization
internal import VoicePipeline

/// The user's own sounds, which stand for texts in place of a synthesizer's.
package final class Recordings: Sendable {
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
  /// What was read, by path.
  private let read = Mutex<[String: SpokenLine]>([:])

  /// Recordings and what reads them; of two for the same text and voice the later counts.
  package init(_ recordings: [Recording], reading: any SoundReading = SoundFileReading()) {
    paths = Dictionary(
      recordings.map { (Key(text: AudioRecording.key($0.text), voice: $0.voice), $0.path) },
      uniquingKeysWith: { $1 }
    )
    self.reading = reading
  }

  /// No recordings.
  package static let none = Recordings([])

  /// The recording of a text, of this voice before that of every voice; nil if there is none.
  func line(_ text: String, _ voice: Voice) throws(SpeechError) -> SpokenLine? {
    let text = AudioRecording.key(text)
    let path = paths[Key(text: text, voice: voice)] ?? paths[Key(text: text, voice: nil)]
    return if let path { try line(at: path) } else { nil }
  }

  /// The speech of a file, which is read once.
  package func line(at path: String) throws(SpeechError) -> SpokenLine {
    if let known = read.withLock({ $0[path] }) { return known }
    let sound = try SpeechSynthesis.wideband(reading.sound(at: path))
    guard let line = SpokenLine(trimming: sound) else {
      throw .unusableRecording(path: path, reason: "all of it is silent: record it again")
    }
    read.withLock { $0[path] = line }
    return line
  }
}
