/// The workloads that every program of the comparison runs, with the same parameters.
///
/// `Benchmarks/README.md` defines them.
package enum CommonWorkload: String, Sendable, CaseIterable {
  /// Pending events that come again and again.
  case hold = "w1"
  /// A queue of callers who give up.
  case queueing = "w2"
  /// Calls of twenty turns that share the slots of a language model.
  case dialing = "w3"

  /// What a cost is divided by.
  var unit: String {
    switch self {
    case .hold: "event"
    case .queueing: "call"
    case .dialing: "step"
    }
  }

  /// Events, calls or calls again of the full size.
  static let holdEvents = 10_000_000
  static let holdPending = 100_000
  static let queueingCalls = 60_000
  static let dialingCalls = 20_000

  /// The number that a program is given: events, or calls; `events` makes it smaller, for tests.
  func size(full: Int, events: Int?) -> Int {
    guard let events else { return full }
    return switch self {
    case .hold: min(full, events)
    case .queueing: min(full, max(20, events / 10))
    case .dialing: min(full, max(20, events / Dialing.stepsPerCall))
    }
  }

  /// Events that are pending in `hold`.
  static func pending(events: Int?) -> Int {
    events.map { min(holdPending, max(10, $0 / 10)) } ?? holdPending
  }
}
