import SimCore
import VoicePipeline

/// Stands in for who hears calls where none is rendered whole.
protocol ListeningOnly: CallRenderer {}

extension ListeningOnly {
  func render(_ call: SpokenCall) throws(AudioFailure) -> CallSound {
    throw AudioFailure("it renders no calls")
  }

  func words(heard sound: Sound) throws(AudioFailure) -> [String] {
    throw AudioFailure("it hears no sounds")
  }

  func file(of channels: [Sound]) -> [UInt8] { [] }
}
