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

/// The scenario files of the repository that name no goal file of their own: texts have no place
/// that such a path could start at.
enum ScenarioFiles {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let all = [
    "smoke.yaml", "first-light.yaml", "peak-20k.yaml", "people.yaml", "hundred-thousand.yaml",
    "claims/five-hundred-leads.yaml", "claims/endpointing-sweep.yaml",
    "claims/answering-machines.yaml",
    "claims/pipeline-budget.yaml", "claims/streaming-factorial.yaml",
    "claims/streaming-recognition.yaml", "claims/sub-500ms.yaml", "claims/dead-line.yaml",
    "claims/quantised-server.yaml", "claims/hedged-branches.yaml", "claims/model-stall.yaml",
    "claims/outcome-figures.yaml", "claims/quiet-failures.yaml",
    "claims/barge-in-rule.yaml", "claims/context-growth.yaml", "claims/endpointing-personas.yaml",
    "claims/failover-media.yaml", "claims/carrier-limits.yaml", "claims/campaign-stall.yaml",
    "claims/burst-set-up.yaml", "claims/carrier-retry.yaml", "claims/attestation.yaml",
    "claims/priority-queue.yaml", "claims/do-not-call-twice.yaml", "claims/calling-hours.yaml",
    "claims/eighth-contact.yaml", "claims/text-consent.yaml", "claims/after-hours.yaml",
    "claims/event-age.yaml",
  ]

  static func bytes(_ file: String) throws -> [UInt8] {
    Array(try Data(contentsOf: root.appending(path: "Scenarios/" + file)))
  }
}
