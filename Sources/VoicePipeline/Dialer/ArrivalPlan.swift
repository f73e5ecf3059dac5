package import SimCore

/// How planned dials are spread over time.
package enum ArrivalProcess: String, Sendable, Hashable, Codable, CaseIterable {
  /// One dial every 1/rate.
  case constant
  /// Exponential gaps: the memoryless stream of Erlang's formulas.
  case poisson
}

/// The planned instants of an open load: they never wait for the system under test.
package struct ArrivalPlan: Sendable {
  private let process: ArrivalProcess
  private let callsPerSecond: Double
  private let draws: DrawKey
  private var index = 0
  private var last = SimInstant.zero

  package init(process: ArrivalProcess, callsPerSecond: Double, draws: DrawKey) {
    precondition(callsPerSecond > 0, "a load needs a rate")
    self.process = process
    self.callsPerSecond = callsPerSecond
    self.draws = draws
  }

  /// The next planned instant; the first of a constant rate is the start of the run.
  package mutating func next() -> SimInstant {
    switch process {
    case .constant:
      // From the index, not from the last instant: rounding must not add up.
      let nanoseconds = (Double(index) * 1e9 / callsPerSecond).rounded(.down)
      last = SimInstant(nanoseconds: Int64(nanoseconds))
    case .poisson:
      let gap = -Elementary.log(draws.uniform(.arrivalGap, UInt64(index))) * 1e9 / callsPerSecond
      last = last.advanced(by: .nanoseconds(Int64(gap)))
    }
    index += 1
    return last
  }
}

extension Purpose {
  fileprivate static let arrivalGap = Purpose("dialer.arrival_gap")
}
