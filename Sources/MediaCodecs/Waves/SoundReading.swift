internal import SimCore
package import VoicePipeline

/// What reads a user's recording: the port through which a library of sound files comes in.
package protocol SoundReading: Sendable {
  /// The sound of a file, mono, at its own rate.
  func sound(at path: String) throws(SpeechError) -> Sound
}

/// Reads WAV files of 16-bit mono PCM, and no others.
package struct WaveReading: SoundReading {
  /// Bytes of the longest recording: nine minutes at 16 kHz.
  private static let limit = 1 << 24

  package init() {}

  package func sound(at path: String) throws(SpeechError) -> Sound {
    let bytes: [UInt8]
    do {
      bytes = try Files.readAll(path, limit: Self.limit)
    } catch {
      throw .file(error)
    }
    guard let file = WaveFile(bytes: bytes) else {
      throw .unusableRecording(path: path, reason: "it is no WAV file of 16-bit mono PCM")
    }
    return file.sound
  }
}
