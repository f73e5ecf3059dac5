internal import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

extension RunFactsAssembly {
  /// How far the mean concurrency of a steady window may be from arrival rate times hold.
  private static let littleTolerance = 0.03

  /// Whether the run can be judged, condition by condition.
  func checks(load: LoadFacts) -> [ValidityCheck] {
    let counts = result.measurements.attempts
    var checks = [
      ValidityCheck(
        passed: counts.offered == counts.started + counts.dropped,
        text: """
          \(FixedDecimal.grouped(counts.started)) of \(FixedDecimal.grouped(counts.offered)) \
          planned calls started; \(FixedDecimal.grouped(counts.dropped)) given up before they were \
          dialled, \(FixedDecimal.grouped(counts.late)) late
          """
      ),
      leadCheck,
      ValidityCheck(
        passed: tables.calls.rows == counts.started,
        text: "Every started call has its record: \(FixedDecimal.grouped(tables.calls.rows)) rows"
      ),
      ValidityCheck(
        passed: activeArea == Int128(result.measurements.holdOfAll.nanoseconds),
        text: "The area under the load curve is the sum of all hold times, to the nanosecond"
      ),
    ]
    if let writes = result.outcomes { checks.append(writes.check) }
    if let steady = steadyCheck(load) { checks.append(steady) }
    if let health { checks.append(health.check) }
    return checks
  }

  /// Every lead of every campaign is in one state at the end, and none is left in a call.
  private var leadCheck: ValidityCheck {
    let states = result.campaigns.reduce(0) { $0 + $1.leads.reduce(0, +) }
    let underway = result.campaigns.reduce(0) { $0 + $1.count(of: .calling) }
    return ValidityCheck(
      passed: states == leads.stores.reduce(0) { $0 + $1.count } && underway == 0
        && result.campaigns.allSatisfy(\.isBalanced),
      text: """
        Every lead is accounted for once: \(FixedDecimal.grouped(states)) in all, \
        \(FixedDecimal.grouped(underway)) still in a call
        """
    )
  }

  private var activeArea: Int128 {
    result.measurements.active.integral(from: .zero, to: result.end)
  }

  /// Little's law over the measured window, for a run whose warm-up claims that it is steady.
  ///
  /// The calls at the two edges differ by chance: few calls, a wide tolerance.
  private func steadyCheck(_ load: LoadFacts) -> ValidityCheck? {
    let held = result.measurements.held
    guard scenario.warmUp > .zero, held > 0, load.littleMean > 0 else { return nil }
    let difference = load.activeMean / load.littleMean - 1
    let tolerance = max(Self.littleTolerance, 3 / Double(held).squareRoot())
    let sign = difference < 0 ? "−" : "+"
    return ValidityCheck(
      passed: difference.magnitude <= tolerance,
      text: """
        Little’s law: mean concurrency \(FixedDecimal.text(load.activeMean, decimals: 1)) against \
        arrival rate times hold \(FixedDecimal.text(load.littleMean, decimals: 1)) \
        (\(sign)\(FixedDecimal.text(difference.magnitude * 100, decimals: 1)) %)
        """
    )
  }
}

extension OutcomeWrites {
  /// Every outcome is written or lost, and counted as such.
  fileprivate var check: ValidityCheck {
    ValidityCheck(
      passed: account.pending == 0,
      text: """
        Every outcome is accounted for: \(FixedDecimal.grouped(account.written)) written and \
        \(FixedDecimal.grouped(account.lost)) lost of \(FixedDecimal.grouped(account.offered))
        """
    )
  }
}
