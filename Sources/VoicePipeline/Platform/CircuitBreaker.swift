package import SimCore

/// When a circuit breaker opens, and for how long.
package struct BreakerSettings: Sendable, Hashable {
  /// Failures in a row.
  package var failuresInRow = 3
  /// Failures among the latest 20 results: a server that fails half the time is no use either.
  package var failuresOfTwenty = 10
  /// The first pause; each trial that fails doubles it.
  package var pause = Duration.seconds(5)
  package var pauseMax = Duration.seconds(60)

  package init() {}
}

/// Keeps requests from a server that fails, until it has shown that it is well again.
///
/// ```
/// closed ─failures─▶ open ─pause over─▶ half-open, one trial ─well─▶ closed
///                     ▲                         │
///                     └── it fails: twice the pause
/// ```
/// A value that knows no clock.
package struct CircuitBreaker: Sendable, Hashable {
  private let settings: BreakerSettings
  /// The latest results, the newest in bit 0; a set bit is a failure.
  private var history: UInt32 = 0
  private var failuresInRow = 0
  /// Nil while it is closed.
  private var opening: Opening?
  /// Until when the server wants to be left alone, whatever is heard of it meanwhile.
  private var suspended: SimInstant?
  /// Until when the result of the trial is waited for.
  private var trialEnd: SimInstant?
  /// Times it has opened.
  package private(set) var openings = 0
  /// Pauses that have begun, those of trials that failed included.
  package private(set) var pauses = 0

  package init(_ settings: BreakerSettings = BreakerSettings()) { self.settings = settings }

  /// Whether it is open or half-open.
  package var isOpen: Bool { opening != nil }

  /// Whether it has to be shown that the server is well, rather than waited for as it has asked.
  package var awaitsTrial: Bool { opening.map { !$0.isAskedFor } ?? false }

  /// Whether it is half-open: a trial would tell.
  package func isPauseOver(at now: SimInstant) -> Bool { opening.map { $0.end <= now } ?? false }

  /// The earliest instant, not before `now`, at which a request may go.
  package func earliest(at now: SimInstant) -> SimInstant {
    let now = max(now, suspended ?? now)
    guard let opening else { return now }
    return max(now, trialEnd ?? opening.end)
  }

  /// Takes note of a request that goes at an instant that `earliest` gave.
  package mutating func begin(at instant: SimInstant) {
    guard let opening else { return }
    // One at a time: a server that comes back is not met with all that has waited for it.
    trialEnd = instant.advanced(by: opening.pause)
  }

  /// The server has done what it is there for.
  package mutating func succeeded() {
    history = history << 1
    failuresInRow = 0
    opening = nil
    trialEnd = nil
  }

  /// The server has failed, or has not answered.
  package mutating func failed(at now: SimInstant) {
    history = history << 1 | 1
    failuresInRow += 1
    if let opening {
      // Of requests from before it opened one hears still: only a trial's failure counts.
      guard trialEnd != nil, now >= opening.end else { return }
      return open(for: min(opening.pause * 2, settings.pauseMax), at: now)
    }
    let ofTwenty = (history & 0xF_FFFF).nonzeroBitCount
    guard failuresInRow >= settings.failuresInRow || ofTwenty >= settings.failuresOfTwenty else {
      return
    }
    open(for: settings.pause, at: now)
  }

  /// The server wants to be left alone for so long (Retry-After, RFC 3261 section 20.33).
  package mutating func suspend(for pause: Duration, at now: SimInstant) {
    let end = now.advanced(by: pause)
    suspended = max(suspended ?? end, end)
    open(for: pause, at: now)
    opening?.isAskedFor = true
  }

  private mutating func open(for pause: Duration, at now: SimInstant) {
    if opening == nil { openings += 1 }
    pauses += 1
    opening = Opening(end: now.advanced(by: pause), pause: pause)
    trialEnd = nil
    history = 0
    failuresInRow = 0
  }
}

extension CircuitBreaker {
  private struct Opening: Sendable, Hashable {
    var end: SimInstant
    var pause: Duration
    var isAskedFor = false
  }
}
