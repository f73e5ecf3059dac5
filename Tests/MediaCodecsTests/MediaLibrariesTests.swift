import MediaCodecs
import Testing

@Suite("Media libraries")
struct MediaLibrariesTests {
  @Test func `they are listed by name, each with its package`() {
    let names = MediaLibraries.all.map(\.name)
    #expect(names == names.sorted() && names.count == 7)
    #expect(MediaLibraries.all.allSatisfy { $0.debianPackage.hasSuffix("-dev") })
  }

  @Test(.enabled(if: MediaLibraries.isPresent))
  func `those that state a version have one`() {
    let versions = MediaLibraries.versions(
      pocketSphinx: "0.8",
      speexDSP: "1.2",
      webRTC: ""
    )
    #expect(versions.count == 7)
    #expect(versions.first { $0.name == "libflite" }?.version.first == "2")
    #expect(versions.first { $0.name == "libpocketsphinx" }?.version == "0.8")
    #expect(versions.first { $0.name == "libspeexdsp" }?.version == "1.2")
    #expect(versions.last?.version == "unknown")
    let opus = versions.first { $0.name == "libopus" }
    #expect(opus?.version.first == "1")
    let sndfile = versions.first { $0.name == "libsndfile" }
    #expect(sndfile?.version.hasPrefix("1.") == true)
  }
}
