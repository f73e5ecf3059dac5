internal import RunReports
internal import Scenarios
internal import SimCore
package import VoicePipeline

/// What one drawn run came to.
package struct ProofOutcome: Sendable {
  package var seed: UInt64
  package var calls = 0
  package var messages = 0
  /// Each broken invariant by its name, and how.
  package var violations: [(invariant: String, text: String)] = []
  /// The rare paths that it took, each once.
  package var paths: [String] = []
}

/// Random campaigns over random carriers with random faults: whether what must hold does hold.
///
/// The judge sees the wires, the books and the audit log, and knows the people; it shares no code
/// with the dialer. A planted defect shows whether it would notice.
package enum DialerProof {
  /// Draws a scenario by a seed, lives it, and judges it.
  package static func run(seed: UInt64, defect: PlantedDefect? = nil) -> ProofOutcome {
    let drawn = ProofScenario(seed: seed)
    let scenario: Scenario
    do {
      scenario = try drawn.load(seed: seed)
    } catch {
      preconditionFailure("seed \(seed) has drawn no scenario:\n\(error)\n\(drawn.text)")
    }
    let cell = Cell(seed: seed)
    let wires = WireLog(cell: cell)
    var world = World(
      scenario: scenario,
      seed: seed,
      leads: drawn.leads,
      bindings: WorldBindings(cell: cell, tap: wires, defect: defect),
      compress: { $0 }
    )
    while world.advance() != nil {}
    precondition(world.deadlock == nil, "seed \(seed) ends with somebody waiting")
    let sights = cell.enter { wires.onCell { $0.sights } }
    let truth = ProofTruth(scenario, leads: drawn.leads, key: cell.key)
    let result = world.finish()
    let wire = WireChecker.check(sights, truth)
    let books = BookChecker(result, scenario: scenario, leads: drawn.leads)
    return ProofOutcome(
      seed: seed,
      calls: result.measurements.attempts.started,
      messages: sights.count,
      violations: (wire.violations + books.violations).map { ($0.invariant.rawValue, $0.text) },
      paths: ProofPaths.taken(result, parts: drawn.parts, statuses: wire.statuses)
    )
  }

  /// The names of the invariants.
  package static var invariants: [String] { ProofInvariant.allCases.map(\.rawValue) }
}
