package import SimCore

/// Requests to the services of agents, minute by minute: how many were wanted, and how many went.
///
/// A request that is asked again goes twice and was wanted once; one that a breaker keeps back was
/// wanted and never went.
package struct EndpointTraffic: Sendable {
  /// Requests to one service within a time.
  package struct Counts: Sendable, Hashable {
    package var wanted = 0
    package var sent = 0
    /// Of those that went.
    package var failed = 0
    package var keptBack = 0

    package init() {}

    /// Requests that went for each that was wanted; nil without any.
    package var amplification: Double? {
      wanted > 0 ? Double(sent) / Double(wanted) : nil
    }

    package static func += (sum: inout Counts, other: Counts) {
      sum.wanted += other.wanted
      sum.sent += other.sent
      sum.failed += other.failed
      sum.keptBack += other.keptBack
    }
  }

  /// By service, in the order of declaration, then by minute of the run.
  private var minutes = [[Counts]](repeating: [], count: ModelCall.Service.allCases.count)

  package init() {}

  package subscript(service: ModelCall.Service) -> [Counts] { minutes[service.place] }

  mutating func merge(_ other: EndpointTraffic) {
    for (service, theirs) in other.minutes.enumerated() {
      let missing = theirs.count - minutes[service].count
      if missing > 0 { minutes[service] += [Counts](repeating: Counts(), count: missing) }
      for (minute, counts) in theirs.enumerated() { minutes[service][minute] += counts }
    }
  }

  package mutating func add(_ call: ModelCall) {
    let minute = Int(call.begun.nanoseconds / Self.minute)
    let place = call.service.place
    while minutes[place].count <= minute { minutes[place].append(Counts()) }
    if call.attempt == 1 { minutes[place][minute].wanted += 1 }
    switch call.ending {
    case .failed(.keptBack): minutes[place][minute].keptBack += 1
    case .failed:
      minutes[place][minute].sent += 1
      minutes[place][minute].failed += 1
    case .completed, .cancelled: minutes[place][minute].sent += 1
    }
  }

  /// Of whole minutes from that of `start` to that of `end`, which is not among them.
  package func total(
    of service: ModelCall.Service,
    from start: SimInstant,
    to end: SimInstant
  ) -> Counts {
    window(of: service, start, end).reduce(into: Counts()) { $0 += $1 }
  }

  /// The most requests for each that was wanted in one of these minutes, of those in which enough
  /// were.
  package func worst(
    of service: ModelCall.Service,
    from start: SimInstant,
    to end: SimInstant
  ) -> Double? {
    window(of: service, start, end).filter { $0.wanted >= Self.wantedMin }
      .compactMap(\.amplification).max()
  }

  private func window(
    of service: ModelCall.Service,
    _ start: SimInstant,
    _ end: SimInstant
  ) -> ArraySlice<Counts> {
    let all = minutes[service.place]
    let first = min(Int(start.nanoseconds / Self.minute), all.count)
    let last = min(Int((end.nanoseconds + Self.minute - 1) / Self.minute), all.count)
    return all[first..<max(first, last)]
  }

  private static let minute: Int64 = 60_000_000_000
  /// A ratio of fewer is chance.
  private static let wantedMin = 10
}

extension ModelCall.Service {
  fileprivate var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
