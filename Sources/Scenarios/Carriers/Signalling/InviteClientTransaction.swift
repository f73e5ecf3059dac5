/// An INVITE from whoever sends it (RFC 3261 section 17.1.1).
///
/// ```
/// calling ─1xx─▶ proceeding ─2xx─▶ terminated
///   │ │ └─2xx──────────────────────▲     ▲
///   │ └──3xx-6xx──▶ completed: ACK ─timer D
///   └─ timer B: timed out ───────────────┘
/// ```
package struct InviteClientTransaction: Sendable, Hashable {
  /// The states of the RFC.
  package enum State: Sendable, Hashable {
    case calling
    case proceeding
    case completed
    case terminated
  }

  package private(set) var state = State.calling
  private let timers: SIPTimers
  /// Until the INVITE is sent again.
  private var wait: Duration

  package init(_ timers: SIPTimers) {
    self.timers = timers
    wait = timers.t1
  }

  package func begin() -> [TransactionStep] {
    let again: [TransactionStep] = timers.transport.isReliable ? [] : [.start(.a, wait)]
    return [.request] + again + [.start(.b, timers.b)]
  }

  package mutating func received(_ status: Int) -> [TransactionStep] {
    switch (state, status) {
    case (.calling, ..<200):
      state = .proceeding
      return [.stop(.a), .stop(.b), .tell(.response(status))]
    case (.proceeding, ..<200):
      return [.tell(.response(status))]
    case (.calling, ..<300), (.proceeding, ..<300):
      state = .terminated
      return [.stop(.a), .stop(.b), .tell(.response(status))]
    case (.calling, _), (.proceeding, _):
      state = timers.d == .zero ? .terminated : .completed
      let rest: [TransactionStep] = state == .completed ? [.start(.d, timers.d)] : []
      return [.stop(.a), .stop(.b), .acknowledge, .tell(.response(status))] + rest
    case (.completed, 300...):
      return [.acknowledge]
    default:
      return []
    }
  }

  package mutating func fired(_ timer: SIPTimer) -> [TransactionStep] {
    switch (timer, state) {
    case (.a, .calling):
      wait *= 2
      return [.request, .start(.a, wait)]
    case (.b, .calling):
      state = .terminated
      return [.stop(.a), .tell(.timedOut)]
    case (.d, .completed):
      state = .terminated
      return []
    default:
      return []
    }
  }
}
