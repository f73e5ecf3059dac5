import Experiments
import MediaCodecs
import SimCore
import VoicePipeline

/// What renders calls as sound, and where speech is kept from run to run.
enum AudioOptions {
  /// Lines of speech and language models that were made once; the folder may be removed at any
  /// time.
  private static let folder = "Reports/.speech"

  static func threads(_ arguments: Arguments) throws(RunFailure) -> Int {
    try arguments.count("threads", in: 1...256) ?? HostMachine.processors()
  }

  static func binding(_ arguments: Arguments) throws(RunFailure) -> AudioBinding {
    let threads = try threads(arguments)
    return AudioBinding(
      threads: threads - 1,
      libraries: { Build.mediaLibraries + MediaLibraries.foundHere() },
      make: { (plan) throws(AudioFailure) in
        try AudioTier(plan, folder: folder + "/lines", scratch: folder + "/languages")
      }
    )
  }
}

extension CommandDeclaration.Option {
  static let threads = CommandDeclaration.Option(
    name: "threads",
    value: "N",
    text: "threads for a run, 1 to 256; without it one for each processor. The bytes are the same"
  )
}
