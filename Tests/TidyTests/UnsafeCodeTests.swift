import Testing

@Suite("Unsafe code")
struct UnsafeCodeTests {
  @Test func `unsafe code stands only in the files that may hold it`() {
    for finding in UnsafeCode.findings(in: Repository.sources) {
      Issue.record("\(finding)")
    }
  }

  @Test(arguments: ["Scenarios", "RunReports"])
  func `a module wraps its C library in one file`(module: String) {
    let users = UnsafeCode.users(of: module, in: Repository.sources)
    #expect(users.count <= 1, "\(users)")
  }

  @Test(arguments: [
    "return unsafe String(cString: text)", "nonisolated(unsafe) var count = 0",
    "bytes.withUnsafeBytes { $0.count }", "let p: UnsafePointer<UInt8>",
  ])
  func `a planted unsafe line is caught`(line: String) {
    let file = TextFile(path: "Sources/VoicePipeline/Planted.swift", text: line)
    #expect(UnsafeCode.findings(in: [file]).count == 1)
  }

  @Test func `the kernel may hold unsafe code`() {
    let file = TextFile(path: "Sources/SimCore/Kernel/Slots.swift", text: "unsafe slots[0].pointee")
    #expect(UnsafeCode.findings(in: [file]).isEmpty)
  }
}
