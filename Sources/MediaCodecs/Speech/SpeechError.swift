package import SimCore

/// Why a line cannot be spoken: no case is mended by trying again.
package enum SpeechError: Error, Hashable, CustomStringConvertible {
  /// The program was built without the trait `Audio`.
  case builtWithoutAudio(package: String)
  /// A program, library or voice that belongs to a Debian package is not there.
  case missing(String, package: String)
  /// A synthesizer gave no sound, or not the sound that was asked for.
  case synthesisFailed(voice: String, reason: String)
  /// A text without anything to say.
  case nothingToSay
  /// No pace within reason makes the text last so long.
  case durationOutOfReach(wanted: Duration, natural: Duration)
  /// A user's recording that cannot be used.
  case unusableRecording(path: String, reason: String)
  /// A library that sound passes through.
  case audio(AudioError)
  /// The folder of the bank.
  case file(FileError)

  package var description: String {
    switch self {
    case .builtWithoutAudio(let package):
      "built without the trait Audio: build with it, and with the Debian package \(package)"
    case .missing(let part, let package):
      "\(part) is not there: install the Debian package \(package)"
    case .synthesisFailed(let voice, let reason): "the voice \(voice) gave no speech: \(reason)"
    case .nothingToSay: "the text has nothing to say"
    case .durationOutOfReach(let wanted, let natural):
      "a text that takes \(natural) cannot be made to last \(wanted)"
    case .unusableRecording(let path, let reason): "cannot use the recording \(path): \(reason)"
    case .audio(let error): error.description
    case .file(let error): error.description
    }
  }
}
