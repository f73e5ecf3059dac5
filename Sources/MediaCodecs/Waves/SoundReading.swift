package import VoicePipeline

/// What reads a user's recording: the port through which a library of sound files comes in.
package protocol SoundReading: Sendable {
  /// The sound of a file, mono, at its own rate.
  func sound(at path: String) throws(SpeechError) -> Sound
}

/// Reads WAV, FLAC and Ogg files of any rate and number of channels.
package struct SoundFileReading: SoundReading {
  package init() {}

  package func sound(at path: String) throws(SpeechError) -> Sound {
    do {
      return try SoundFile.read(path).sound
    } catch {
      throw .unusableRecording(path: path, reason: "\(error)")
    }
  }
}
