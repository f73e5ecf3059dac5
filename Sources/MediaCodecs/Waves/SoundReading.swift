package import VoicePipeline

/// What reads a user's recording: the port through which a library of sound files comes in.
package protocol SoundReading: Sendable {
  /// The sound of a file, mono, at its own rate.
  func sound(at path: String) throws(SpeechError) -> Sound
}

/// Reads WAV, FLAC and Ogg files of any rate and number of channels.
package struct SoundFileReading: SoundReading {
  /// Samples at full scale that a recording may have: with more it was overdriven, and what a
  /// recognizer hears of it says little of the speaker.
  package static let clippedShareMax = 0.01

  package init() {}

  package func sound(at path: String) throws(SpeechError) -> Sound {
    let file: SoundFile
    do {
      file = try SoundFile.read(path)
    } catch {
      throw .unusableRecording(path: path, reason: "\(error)")
    }
    guard file.clippedShare <= Self.clippedShareMax else {
      let percent = Int((file.clippedShare * 100).rounded())
      let reason = "\(percent) % of its samples are at full scale: record it again, less loud"
      throw .unusableRecording(path: path, reason: reason)
    }
    return file.sound
  }
}
