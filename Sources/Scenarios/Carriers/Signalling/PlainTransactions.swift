/// Any request but INVITE and ACK from whoever sends it (RFC 3261 section 17.1.2).
///
/// ```
/// trying ─1xx─▶ proceeding ─final─▶ completed ─timer K─▶ terminated
///    └─────────────final───────────────▲
/// ```
package struct ClientTransaction: Sendable, Hashable {
  /// The states of the RFC.
  package enum State: Sendable, Hashable {
    case trying
    case proceeding
    case completed
    case terminated
  }

  package private(set) var state = State.trying
  private let timers: SIPTimers
  /// Until the request is sent again.
  private var wait: Duration

  package init(_ timers: SIPTimers) {
    self.timers = timers
    wait = timers.t1
  }

  package func begin() -> [TransactionStep] {
    let again: [TransactionStep] = timers.transport.isReliable ? [] : [.start(.e, wait)]
    return [.request] + again + [.start(.f, timers.transactionMax)]
  }

  package mutating func received(_ status: Int) -> [TransactionStep] {
    guard state == .trying || state == .proceeding else { return [] }
    if status < 200 {
      state = .proceeding
      return [.tell(.response(status))]
    }
    state = timers.settling == .zero ? .terminated : .completed
    let rest: [TransactionStep] = state == .completed ? [.start(.k, timers.settling)] : []
    return [.stop(.e), .stop(.f), .tell(.response(status))] + rest
  }

  package mutating func fired(_ timer: SIPTimer) -> [TransactionStep] {
    switch (timer, state) {
    case (.e, .trying), (.e, .proceeding):
      wait = state == .trying ? min(wait * 2, timers.t2) : timers.t2
      return [.request, .start(.e, wait)]
    case (.f, .trying), (.f, .proceeding):
      state = .terminated
      return [.stop(.e), .tell(.timedOut)]
    case (.k, .completed):
      state = .terminated
      return []
    default:
      return []
    }
  }
}

/// Such a request at whoever receives it (RFC 3261 section 17.2.2); it is answered at once.
package struct ServerTransaction: Sendable, Hashable {
  /// The states of the RFC.
  package enum State: Sendable, Hashable {
    case trying
    case completed
    case terminated
  }

  package private(set) var state = State.trying
  private let timers: SIPTimers
  private var latest: Int?

  package init(_ timers: SIPTimers) { self.timers = timers }

  package mutating func respond(_ status: Int) -> [TransactionStep] {
    guard state == .trying else { return [] }
    latest = status
    state = timers.j == .zero ? .terminated : .completed
    let rest: [TransactionStep] = state == .completed ? [.start(.j, timers.j)] : []
    return [.respond(status)] + rest
  }

  /// The request has come once more.
  package func requestedAgain() -> [TransactionStep] {
    guard state == .completed, let latest else { return [] }
    return [.respond(latest)]
  }

  package mutating func fired(_ timer: SIPTimer) -> [TransactionStep] {
    if timer == .j, state == .completed { state = .terminated }
    return []
  }
}

/// The 200 to an INVITE, which the user agent itself sends until it is acknowledged, whatever the
/// transport (RFC 3261 section 13.3.1.4).
///
/// An INVITE that comes once more is absorbed, as RFC 6026 mends RFC 3261.
package struct AnswerRetransmission: Sendable, Hashable {
  private let timers: SIPTimers
  private var wait: Duration
  /// Whether an ACK is still waited for.
  package private(set) var isOpen = true

  package init(_ timers: SIPTimers) {
    self.timers = timers
    wait = timers.t1
  }

  /// What follows the first 200, which the transaction has sent.
  package func begin() -> [TransactionStep] {
    [.start(.answer, wait), .start(.answerEnd, timers.transactionMax)]
  }

  package func requestedAgain() -> [TransactionStep] { isOpen ? [.respond(200)] : [] }

  package mutating func acknowledged() -> [TransactionStep] {
    guard isOpen else { return [] }
    isOpen = false
    return [.stop(.answer), .stop(.answerEnd), .tell(.acknowledged)]
  }

  package mutating func fired(_ timer: SIPTimer) -> [TransactionStep] {
    guard isOpen else { return [] }
    switch timer {
    case .answer:
      wait = min(wait * 2, timers.t2)
      return [.respond(200), .start(.answer, wait)]
    case .answerEnd:
      isOpen = false
      return [.stop(.answer), .tell(.timedOut)]
    default:
      return []
    }
  }
}
