import MediaCodecs
import RunReports
import Scenarios
import SimCore
import VoicePipeline

/// What this binary is: the same for debug and release and for every checkout of one source tree.
enum Build {
  /// Of the command line and the formats together; see CONTRIBUTING.md.
  static let version = "0.1.0"

  static let facts = BuildFacts(
    version: version,
    sourceDigest: BuildIdentity.sourceDigest,
    compiler: BuildIdentity.compiler,
    libraries: [
      (name: "libdeflate", version: Gzip.libraryVersion),
      (name: "libexpat", version: XMLLibrary.version),
      (name: "libyaml", version: YAMLLibrary.version),
      (name: "zlib", version: InflaterLibrary.version),
    ],
    zoneTableVersion: ZoneTable.version
  )

  /// Libraries of the audio tier, sorted by name.
  ///
  /// The other tiers compute nothing with them, so that they are no part of the facts above: a run
  /// there is the same bytes with and without. A run that renders calls names them.
  static let mediaLibraries = MediaLibraries.versions(
    pocketSphinx: BuildIdentity.pocketSphinxVersion,
    speexDSP: BuildIdentity.speexDSPVersion,
    webRTC: BuildIdentity.webRTCVersion
  )

  /// The optional parts that this build was made with; the flow tier needs neither.
  static var traits: [String] {
    var traits: [String] = []
    #if Audio
      traits.append("Audio")
    #endif
    #if Live
      traits.append("Live")
    #endif
    return traits
  }

  static var traitText: String { traits.isEmpty ? "none" : traits.joined(separator: ", ") }

  static var versionText: String {
    let libraries = (facts.libraries + mediaLibraries).map { "\($0.name) \($0.version)" }
    let lines = [
      "simrun \(facts.version)",
      "source \(facts.sourceDigest)",
      "compiler \(facts.compiler)",
    ]
    let rest = ["zone table \(facts.zoneTableVersion)", "traits \(traitText)"]
    return (lines + libraries + rest)
      .joined(separator: "\n") + "\n"
  }
}
