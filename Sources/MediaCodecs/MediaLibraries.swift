/// The audio libraries that this build has.
package enum MediaLibraries {
  /// One library with what it is for.
  package struct Library: Sendable, Hashable {
    package let name: String
    /// The version that the library itself states; nil of one that states none.
    package let version: String?
    /// The Debian package of its header.
    package let debianPackage: String
    package let purpose: String
    /// Whether this build was linked with it.
    package let isPresent: Bool
  }

  /// Every library, sorted by name, whether this build has it or not.
  package static let all: [Library] = [
    library("libopus", OpusLibrary.version, "libopus-dev", "Opus packets"),
    library("libsndfile", SndFileLibrary.version, "libsndfile1-dev", "sound files"),
    library("libspandsp", SpanDSPLibrary.version, "libspandsp-dev", "lost G.711 frames, digits"),
    library("libspeexdsp", nil, "libspeexdsp-dev", "sample rates, noise suppression"),
    library(
      "libwebrtc_audio_processing",
      nil,
      "libwebrtc-audio-processing-dev",
      "voice activity"
    ),
  ]

  /// Name and version of those that this build has, sorted by name, for the facts of a build.
  ///
  /// libspeexdsp and WebRTC's code state none: the build, which can ask their packages, says it.
  package static func versions(
    speexDSP: String,
    webRTC: String
  ) -> [(name: String, version: String)] {
    all.filter(\.isPresent).map { library in
      let stated: String? =
        switch library.name {
        case "libspeexdsp": speexDSP
        case "libwebrtc_audio_processing": webRTC
        default: library.version
        }
      return (library.name, stated.flatMap { $0.isEmpty ? nil : $0 } ?? "unknown")
    }
  }

  /// Whether the build was made with the trait Audio.
  package static var isPresent: Bool { OpusLibrary.isPresent }

  private static func library(
    _ name: String,
    _ version: String?,
    _ debianPackage: String,
    _ purpose: String
  ) -> Library {
    Library(
      name: name,
      version: version,
      debianPackage: debianPackage,
      purpose: purpose,
      isPresent: isPresent
    )
  }
}
