// swift-tools-version: 6.3
import PackageDescription

/// One set of settings for every target, so that no module is laxer than another.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("ImmutableWeakCaptures"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// What real audio links, each library before those that it needs.
let audioLibraries: [LinkerSetting] =
  [
    "opus", "speexdsp", "spandsp", "webrtc_audio_processing", "flite_cmu_us_slt",
    "flite_cmu_us_rms", "flite_cmu_us_awb", "flite_cmu_us_kal16", "flite_usenglish",
    "flite_cmulex", "flite", "pocketsphinx", "sphinxbase",
  ].map { .linkedLibrary(":lib\($0).a", .when(traits: ["Audio"])) }
  + ["sndfile", "m"].map { .linkedLibrary($0, .when(traits: ["Audio"])) }

func module(
  _ name: String,
  _ dependencies: [Target.Dependency] = [],
  linking: [LinkerSetting] = [],
  optimised: Bool = false
) -> Target {
  .target(
    name: name,
    dependencies: dependencies,
    swiftSettings: settings + (optimised ? [.unsafeFlags(["-O"])] : []),
    linkerSettings: linking
  )
}

func tests(
  _ name: String,
  _ dependencies: [Target.Dependency],
  copying: [String] = [],
  optimised: Bool = false
) -> Target {
  .testTarget(
    name: name,
    dependencies: dependencies,
    resources: copying.map { .copy($0) },
    swiftSettings: settings + (optimised ? [.unsafeFlags(["-O"])] : [])
  )
}

let package = Package(
  name: "simrun",
  products: [
    .executable(name: "simrun", targets: ["simrun"]),
    .library(name: "VoicePipeline", targets: ["VoicePipeline"]),
    .library(name: "Scenarios", targets: ["Scenarios"]),
  ],
  traits: [
    .trait(name: "Audio", description: "Real audio: codecs, sound files and speech."),
    .trait(name: "Live", description: "Real carriers and model endpoints over sockets."),
    .default(enabledTraits: ["Audio", "Live"]),
  ],
  targets: [
    .systemLibrary(name: "CYAML", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CDeflate", providers: [.apt(["libdeflate-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CExpat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(name: "COpenSSL", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "COpus", providers: [.apt(["libopus-dev"])]),
    .systemLibrary(name: "CSndFile", providers: [.apt(["libsndfile1-dev"])]),
    .systemLibrary(name: "CSpeexDSP", providers: [.apt(["libspeexdsp-dev"])]),
    .systemLibrary(name: "CSpanDSP", providers: [.apt(["libspandsp-dev"])]),
    .systemLibrary(name: "CWebRTCVoice", providers: [.apt(["libwebrtc-audio-processing-dev"])]),
    .systemLibrary(name: "CPocketSphinx", providers: [.apt(["libpocketsphinx-dev"])]),
    // Not a system library: it brings the silence that flite plays on.
    .target(name: "CFlite"),
    .target(name: "CSimRuntime", cSettings: [.define("_GNU_SOURCE")]),

    module("SimCore", ["CSimRuntime"]),
    // Linked statically: the bytes of a run must not depend on the libraries that a host has.
    module(
      "VoicePipeline",
      ["SimCore", "CZlib", "CExpat"],
      linking: [.linkedLibrary(":libz.a"), .linkedLibrary(":libexpat.a")]
    ),
    module(
      "Scenarios",
      ["SimCore", "VoicePipeline", "CYAML"],
      linking: [.linkedLibrary(":libyaml.a")]
    ),
    module(
      "RunReports",
      ["SimCore", "VoicePipeline", "CDeflate"],
      linking: [.linkedLibrary(":libdeflate.a")]
    ),
    // OpenSSL is linked as the host has it: its security updates count for more than equal bytes.
    module(
      "LiveAdapters",
      [
        "SimCore", "VoicePipeline", "CSimRuntime",
        .target(name: "COpenSSL", condition: .when(traits: ["Live"])),
      ]
    ),
    // Linked statically but for libsndfile, of which Debian has no archive. No pkg-config: its
    // flags would bring in the shared libraries.
    module(
      "MediaCodecs",
      [
        "SimCore", "VoicePipeline",
        .target(name: "COpus", condition: .when(traits: ["Audio"])),
        .target(name: "CSndFile", condition: .when(traits: ["Audio"])),
        .target(name: "CSpeexDSP", condition: .when(traits: ["Audio"])),
        .target(name: "CSpanDSP", condition: .when(traits: ["Audio"])),
        .target(name: "CWebRTCVoice", condition: .when(traits: ["Audio"])),
        .target(name: "CFlite", condition: .when(traits: ["Audio"])),
        .target(name: "CPocketSphinx", condition: .when(traits: ["Audio"])),
      ],
      linking: audioLibraries,
      // It works sample by sample: its tests would take minutes.
      optimised: true
    ),
    module("Experiments", ["SimCore", "VoicePipeline", "Scenarios", "RunReports"]),
    .executableTarget(
      name: "simrun",
      dependencies: [
        "SimCore", "VoicePipeline", "Scenarios", "RunReports", "LiveAdapters", "Experiments",
        "MediaCodecs",
      ],
      swiftSettings: settings,
      plugins: ["BuildIdentity"]
    ),
    // Writes the digest of the source tree and the compiler into `simrun`.
    .plugin(name: "BuildIdentity", capability: .buildTool()),

    tests("SimCoreTests", ["SimCore"], copying: ["Vectors"]),
    tests("VoicePipelineTests", ["SimCore", "VoicePipeline"], copying: ["Vectors"]),
    tests("MediaCodecsTests", ["SimCore", "VoicePipeline", "MediaCodecs"]),
    tests("ScenariosTests", ["SimCore", "VoicePipeline", "Scenarios"]),
    tests("RunReportsTests", ["SimCore", "VoicePipeline", "RunReports"], copying: ["Golden"]),
    tests(
      "LiveAdaptersTests",
      ["SimCore", "VoicePipeline", "Scenarios", "LiveAdapters"],
      copying: ["Vectors"]
    ),
    tests(
      "ExperimentsTests",
      ["SimCore", "VoicePipeline", "Scenarios", "RunReports", "LiveAdapters", "Experiments"],
      copying: ["Golden"]
    ),
    tests("CommandTests", []),
    // They read every file of the repository, one character after the other.
    tests("TidyTests", [], optimised: true),
  ]
)
