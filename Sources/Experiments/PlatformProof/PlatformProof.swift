internal import Scenarios
internal import SimCore
package import VoicePipeline

/// Random loads on random platforms with random faults: whether what must hold does hold.
///
/// The judge sees what the parts of a platform tell one another, the trace and the written tables;
/// it shares no code with router, fleet, autoscaler, store or room. A planted defect shows whether
/// it would notice.
package enum PlatformProof {
  /// Draws a scenario by a seed, lives it, and judges it.
  package static func run(seed: UInt64, defect: PlatformDefect? = nil) -> ProofOutcome {
    let drawn = PlatformScenario(seed: seed)
    let scenario: Scenario
    do {
      scenario = try drawn.load(seed: seed)
    } catch {
      preconditionFailure("seed \(seed) has drawn no scenario:\n\(error)\n\(drawn.text)")
    }
    let cell = Cell(seed: seed)
    let log = PlatformLog(cell: cell)
    var world = World(
      scenario: scenario,
      seed: seed,
      leads: drawn.leads,
      keeping: PlatformLog.retention,
      bindings: WorldBindings(cell: cell, probe: PlatformProbe(log, defect: defect)),
      compress: { $0 }
    )
    while world.advance() != nil {}
    precondition(world.deadlock == nil, "seed \(seed) ends with somebody waiting")
    var result = world.finish()
    let sights = cell.enter { log.onCell { $0.sights(among: result.traceKept) } }
    let checker = PlatformChecker.check(sights, PlatformTruth(scenario, faults: result.faults))
    let tables = result.measurements.finishTables()
    let rows = PlatformBooks.violations(
      tables.calls.compressed,
      calls: checker.calls,
      checker.truth
    )
    return ProofOutcome(
      seed: seed,
      calls: result.measurements.attempts.started,
      messages: sights.count,
      violations: (checker.violations + rows).map { ($0.invariant.rawValue, $0.text) },
      paths: PlatformPaths.taken(result, parts: drawn.parts, seen: checker.paths)
    )
  }

  /// The names of the invariants.
  package static var invariants: [String] { PlatformInvariant.allCases.map(\.rawValue) }

  /// The rare paths that many seeds are to take.
  package static var paths: [String] { PlatformPaths.all }

  /// The scenario of a seed, for whoever wants to repeat it.
  package static func scenario(seed: UInt64) -> String { PlatformScenario(seed: seed).text }
}

/// Whether the written calls are those that were seen.
enum PlatformBooks {
  static func violations(
    _ table: [UInt8],
    calls: [CallSight],
    _ truth: PlatformTruth
  ) -> [PlatformViolation] {
    let lines = String(decoding: table, as: UTF8.self).split(separator: "\n")
    let names = lines.first?.split(separator: ",") ?? []
    guard names.first == "call", let pod = names.firstIndex(of: "pod"),
      let campaign = names.firstIndex(of: "campaign")
    else {
      return [PlatformViolation(invariant: .oneRecord, text: "the table of calls has no head")]
    }
    var rows = [Int](repeating: 0, count: calls.count)
    var violations: [PlatformViolation] = []
    for line in lines.dropFirst() {
      let row = line.split(separator: ",", omittingEmptySubsequences: false)
      guard let number = row.first.flatMap({ Int($0) }),
        rows.indices.contains(number - 1)
      else {
        violations.append(PlatformViolation(invariant: .oneRecord, text: "a row is no call's"))
        continue
      }
      rows[number - 1] += 1
      guard let place = Int(row[pod]).map({ $0 % truth.regions }) else { continue }
      for rule in truth.residency
      where String(rule.campaign) == row[campaign] && !rule.within.contains(place) {
        let text = "call \(number) of campaign \(rule.campaign) is held in region \(place)"
        violations.append(PlatformViolation(invariant: .residency, text: text))
      }
    }
    for (index, count) in rows.enumerated() where count + calls[index].drops != 1 {
      violations.append(
        PlatformViolation(
          invariant: .oneRecord,
          text: "call \(index + 1) has \(count) rows and \(calls[index].drops) drops"
        )
      )
    }
    return violations
  }
}
