import Foundation
import Scenarios
import Testing

@Suite("Resolved text")
struct RoundTripTests {
  @Test(arguments: ScenarioFiles.all)
  func `a scenario file and its resolved text are the same scenario`(_ file: String) throws {
    let bytes = try ScenarioFiles.bytes(file)
    let scenario = try Loading.load(bytes: bytes)
    let again = try Loading.load(scenario.resolvedText)
    #expect(again.resolvedText == scenario.resolvedText)
    #expect(again == scenario)
  }
}

/// The scenario files of the repository.
enum ScenarioFiles {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let all = [
    "smoke.yaml", "first-light.yaml", "peak-20k.yaml", "people.yaml",
    "claims/five-hundred-leads.yaml", "claims/endpointing-sweep.yaml",
    "claims/pipeline-budget.yaml",
  ]

  static func bytes(_ file: String) throws -> [UInt8] {
    Array(try Data(contentsOf: root.appending(path: "Scenarios/" + file)))
  }
}
