import Testing

@Suite("Identifiers")
struct IdentifierTests {
  @Test func `no name carries a banned word`() {
    for finding in Identifiers.findings(in: Repository.swift) {
      Issue.record("\(finding)")
    }
  }

  @Test(arguments: [
    "let asr = 0.4", "var asrLatency: Duration", "let meanASR = 1", "struct MockCarrier {",
    "final class CallManager {", "enum StringUtils {", "protocol BaseCarrier {",
    "extension TestHelper {",
  ])
  func `a planted name is caught`(line: String) {
    let file = TextFile(path: "Sources/VoicePipeline/Planted.swift", text: line)
    #expect(Identifiers.findings(in: [file]).count == 1)
  }

  @Test(arguments: ["let laser = parser", "let baseline = 1", "struct Database {", "let base = 10"])
  func `a longer or a local word is let through`(line: String) {
    let file = TextFile(path: "Sources/VoicePipeline/Planted.swift", text: line)
    #expect(Identifiers.findings(in: [file]).isEmpty)
  }

  @Test func `a file name is read like a type name`() {
    let file = TextFile(path: "Sources/VoicePipeline/CarrierManager.swift", text: "")
    #expect(Identifiers.findings(in: [file]).count == 1)
  }

  @Test func `names split at humps, digits stay with their word`() {
    #expect(Identifiers.words(of: "PCMFrame") == ["pcm", "frame"])
    #expect(Identifiers.words(of: "rtpPacketCount") == ["rtp", "packet", "count"])
    #expect(Identifiers.words(of: "p95_ms") == ["p95", "ms"])
    #expect(Identifiers.words(of: "SHA256Digest") == ["sha256", "digest"])
  }
}
