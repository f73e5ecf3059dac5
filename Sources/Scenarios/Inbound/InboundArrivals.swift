internal import SimCore
package import VoicePipeline

/// When people call in.
package enum InboundArrivals: Sendable {
  case plan(ArrivalPlan)
  /// The arrivals of a trace, each as much later; `next` is the place of the next one.
  case trace(ArrivalTrace, offset: Duration, next: Int = 0)

  /// The next arrival; nil when there is none any more.
  mutating func next() -> SimInstant? {
    switch self {
    case .plan(var plan):
      defer { self = .plan(plan) }
      return plan.next()
    case .trace(let trace, let offset, let next):
      guard next < trace.instants.count else { return nil }
      self = .trace(trace, offset: offset, next: next + 1)
      return trace.instants[next].advanced(by: offset)
    }
  }
}
