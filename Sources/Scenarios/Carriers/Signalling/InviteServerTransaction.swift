/// An INVITE at whoever receives it (RFC 3261 section 17.2.1).
///
/// ```
/// proceeding ─2xx─▶ terminated: the 2xx is the user agent's to repeat (section 13.3.1.4)
///      │                   ▲ ▲
///      └─3xx-6xx─▶ completed ─ACK─▶ confirmed ─timer I
///                      └─ timer H: no ACK has come
/// ```
package struct InviteServerTransaction: Sendable, Hashable {
  /// The states of the RFC.
  package enum State: Sendable, Hashable {
    case proceeding
    case completed
    case confirmed
    case terminated
  }

  package private(set) var state = State.proceeding
  private let timers: SIPTimers
  /// The latest response.
  private var latest: Int?
  /// Until the refusal is sent again.
  private var wait: Duration

  package init(_ timers: SIPTimers) {
    self.timers = timers
    wait = timers.t1
  }

  package mutating func respond(_ status: Int) -> [TransactionStep] {
    guard state == .proceeding else { return [] }
    latest = status
    if status < 200 { return [.respond(status)] }
    if status < 300 {
      state = .terminated
      return [.respond(status)]
    }
    state = .completed
    let again: [TransactionStep] = timers.transport.isReliable ? [] : [.start(.g, wait)]
    return [.respond(status)] + again + [.start(.h, timers.transactionMax)]
  }

  /// The INVITE has come once more.
  package func requestedAgain() -> [TransactionStep] {
    guard state == .proceeding || state == .completed, let latest else { return [] }
    return [.respond(latest)]
  }

  package mutating func acknowledged() -> [TransactionStep] {
    guard state == .completed else { return [] }
    state = timers.settling == .zero ? .terminated : .confirmed
    let rest: [TransactionStep] = state == .confirmed ? [.start(.i, timers.settling)] : []
    return [.stop(.g), .stop(.h), .tell(.acknowledged)] + rest
  }

  package mutating func fired(_ timer: SIPTimer) -> [TransactionStep] {
    switch (timer, state) {
    case (.g, .completed):
      wait = min(wait * 2, timers.t2)
      return requestedAgain() + [.start(.g, wait)]
    case (.h, .completed):
      state = .terminated
      return [.stop(.g), .tell(.timedOut)]
    case (.i, .confirmed):
      state = .terminated
      return []
    default:
      return []
    }
  }
}
