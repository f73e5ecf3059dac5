internal import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

extension RunFactsAssembly {
  /// Little's law may be off by the edges of the window; more than this is a fault of the books.
  private static let littleTolerance = 0.03
  /// Conversations below which Little's law over one window says nothing.
  private static let littleSamples = 500

  /// Whether the run can be judged, condition by condition.
  func checks(load: LoadFacts) -> [ValidityCheck] {
    let counts = result.measurements.attempts
    var checks = [
      ValidityCheck(
        passed: counts.offered == counts.started + counts.dropped,
        text: """
          \(FixedDecimal.grouped(counts.started)) of \(FixedDecimal.grouped(counts.offered)) \
          planned calls started; \(FixedDecimal.grouped(counts.dropped)) dropped for want of a \
          lead, \(FixedDecimal.grouped(counts.late)) late
          """
      ),
      ValidityCheck(
        passed: tables.calls.rows == counts.started,
        text: "Every started call has its record: \(FixedDecimal.grouped(tables.calls.rows)) rows"
      ),
      ValidityCheck(passed: true, text: "Latency counted from the planned instant"),
    ]
    if let little = littleCheck(load) { checks.append(little) }
    return checks
  }

  private func littleCheck(_ load: LoadFacts) -> ValidityCheck? {
    guard result.measurements.held >= Self.littleSamples, load.littleMean > 0 else { return nil }
    let difference = load.activeMean / load.littleMean - 1
    return ValidityCheck(
      passed: difference.magnitude <= Self.littleTolerance,
      text: """
        Little’s law: mean concurrency \(FixedDecimal.text(load.activeMean, decimals: 1)) against \
        arrival rate times hold \(FixedDecimal.text(load.littleMean, decimals: 1)) \
        (\(FixedDecimal.text(difference * 100, decimals: 1)) %)
        """
    )
  }
}
