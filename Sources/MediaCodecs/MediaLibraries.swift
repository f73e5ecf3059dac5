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
    library("libflite", FliteLibrary.statedVersion, FliteLibrary.package, "voices"),
    library("libopus", OpusLibrary.version, "libopus-dev", "Opus packets"),
    library("libpocketsphinx", nil, PocketSphinxDecoder.package, "speech recognition"),
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
  /// Three of them state none: the build, which can ask their packages, says it.
  package static func versions(
    pocketSphinx: String,
    speexDSP: String,
    webRTC: String
  ) -> [(name: String, version: String)] {
    all.filter(\.isPresent).map { library in
      let stated: String? =
        switch library.name {
        case "libpocketsphinx": pocketSphinx
        case "libspeexdsp": speexDSP
        case "libwebrtc_audio_processing": webRTC
        default: library.version
        }
      return (library.name, stated.flatMap { $0.isEmpty ? nil : $0 } ?? "unknown")
    }
  }

  /// What else the bytes of rendered calls hang on, as it is on this machine: the program that
  /// speaks accents, and the recognizer's model by the digest of its files.
  package static func foundHere() -> [(name: String, version: String)] {
    var found: [(name: String, version: String)] = []
    if let espeak = try? EspeakProgram() { found.append((EspeakProgram.package, espeak.version)) }
    if let digest = RecognizerModel.acousticDigest {
      found.append((RecognizerModel.package, "SHA-256 \(digest.prefix(12))"))
    }
    return found
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
