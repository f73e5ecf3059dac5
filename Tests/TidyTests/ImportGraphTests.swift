import Foundation
import Testing

@Suite("Import graph")
struct ImportGraphTests {
  @Test func `modules import only what the graph allows`() {
    for finding in ImportGraph.findings(in: Repository.sources) {
      Issue.record("\(finding)")
    }
  }

  @Test func `one file speaks to each C library`() {
    for finding in ImportGraph.libraryFindings(in: Repository.sources) {
      Issue.record("\(finding)")
    }
  }

  @Test func `every module with Swift code has a row in the graph`() {
    let modules = Set(Repository.sources.map(\.module))
    #expect(modules.subtracting(ImportGraph.mayImport.keys).isEmpty)
  }

  @Test func `an upward or a system import is caught`() {
    let file = TextFile(
      path: "Sources/SimCore/Planted.swift",
      text: """
        package import VoicePipeline
        import struct Foundation.Date
        // import Glibc
        import Synchronization
        """
    )
    let found = ImportGraph.findings(in: [file])
    #expect(found.map(\.line) == [1, 2])
    #expect(found.last?.message == "SimCore may not import Foundation")
  }

  @Test func `a second file on a C library is caught`() {
    let files = ["One", "Two"].map {
      TextFile(path: "Sources/Scenarios/\($0).swift", text: "private import CYAML\n")
    }
    #expect(ImportGraph.libraryFindings(in: files).map(\.path) == ["Sources/Scenarios/Two.swift"])
  }
}
