package import SimCore

/// How planned dials are spread over time.
package enum ArrivalProcess: String, Sendable, Hashable, Codable, CaseIterable {
  /// One dial every 1/rate.
  case constant
  /// Exponential gaps: the memoryless stream of Erlang's formulas.
  case poisson
}

/// The planned instants of an open load: they never wait for the system under test.
///
/// A rate that changes bends the clock of a stream of constant rate: an arrival comes when the area
/// under the rate says so (an inhomogeneous Poisson process by its inverse, Çinlar 1975).
package struct ArrivalPlan: Sendable {
  private let process: ArrivalProcess
  private let callsPerSecond: Double
  private let profile: RateProfile
  /// Before the first arrival.
  private let offset: Duration
  private let draws: DrawKey
  private var index = 0
  private var last = SimInstant.zero
  /// Arrivals that the rate has made up so far, before the clock is bent.
  private var area = 0.0

  /// `offset` is where the plan begins, from the start of the run.
  package init(
    process: ArrivalProcess,
    callsPerSecond: Double,
    profile: RateProfile = RateProfile(),
    offset: Duration = .zero,
    draws: DrawKey
  ) {
    precondition(callsPerSecond > 0, "a load needs a rate")
    self.process = process
    self.callsPerSecond = callsPerSecond
    self.profile = profile
    self.offset = offset
    self.draws = draws
  }

  /// The next planned instant; the first of a constant rate is the start of the plan.
  ///
  /// Nil when none will come any more, for the rate has ended.
  package mutating func next() -> SimInstant? {
    defer { index += 1 }
    guard profile.isConstant else { return nextOfProfile() }
    switch process {
    case .constant:
      // From the index, not from the last instant: rounding must not add up.
      let nanoseconds = (Double(index) * 1e9 / callsPerSecond).rounded(.down)
      last = SimInstant(nanoseconds: Int64(nanoseconds))
    case .poisson:
      let gap = -Elementary.log(draws.uniform(.arrivalGap, UInt64(index))) * 1e9 / callsPerSecond
      last = last.advanced(by: .nanoseconds(Int64(gap)))
    }
    return last.advanced(by: offset)
  }

  private mutating func nextOfProfile() -> SimInstant? {
    switch process {
    case .constant: area = Double(index)
    case .poisson: area -= Elementary.log(draws.uniform(.arrivalGap, UInt64(index)))
    }
    return profile.time(ofArea: area / callsPerSecond).map {
      SimInstant.zero.advanced(by: offset + $0)
    }
  }
}

extension Purpose {
  fileprivate static let arrivalGap = Purpose("dialer.arrival_gap")
}
