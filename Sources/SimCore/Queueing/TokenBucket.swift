/// A rate with bursts: tokens come at a steady pace, up to a full bucket (generic cell rate
/// algorithm, ITU-T I.371).
///
/// The bucket is a value that knows no clock: it answers when a request may go, and who asked
/// waits. Times are kept in fractions of a nanosecond of the rate's own, so 30 a second never
/// drifts.
package struct TokenBucket: Sendable, Hashable {
  /// Tokens that come in each period.
  private let rate: Int128
  /// Nanoseconds.
  private let period: Int128
  /// Tokens that a full bucket holds.
  package let burst: Int
  /// When the bucket would be full but for one token, in nanoseconds times the rate.
  private var theoreticalArrival: Int128 = 0

  /// `count` tokens in each `period`, and up to `burst` at once after a pause.
  package init(_ count: Int, per period: Duration, burst: Int = 1) {
    precondition(count > 0 && period > .zero && burst >= 1, "a bucket must let tokens through")
    rate = Int128(count)
    self.period = Int128(period.nanoseconds)
    self.burst = burst
  }

  /// One token in each interval.
  package init(every interval: Duration, burst: Int = 1) {
    self.init(1, per: interval, burst: burst)
  }

  /// Whether this many tokens are there.
  package func conforms(at now: SimInstant, _ tokens: Int = 1) -> Bool {
    Int128(now.nanoseconds) * rate >= ready(tokens)
  }

  /// The first whole nanosecond, not before `now`, at which this many tokens are there.
  package func earliest(at now: SimInstant, _ tokens: Int = 1) -> SimInstant {
    let ready = ready(tokens)
    if Int128(now.nanoseconds) * rate >= ready { return now }
    return SimInstant(nanoseconds: Int64((ready + rate - 1) / rate))
  }

  /// How long a request has to wait from now on.
  package func delay(at now: SimInstant, _ tokens: Int = 1) -> Duration {
    now.duration(to: earliest(at: now, tokens))
  }

  /// Takes tokens at an instant that `earliest` allowed.
  package mutating func take(at instant: SimInstant, _ tokens: Int = 1) {
    let now = Int128(instant.nanoseconds) * rate
    // Less than a nanosecond late is in time: the rest is owed to rounding, and would add up.
    if now - theoreticalArrival >= rate { theoreticalArrival = now }
    theoreticalArrival += Int128(tokens) * period
  }

  /// Takes tokens if they are there.
  package mutating func admit(at now: SimInstant, _ tokens: Int = 1) -> Bool {
    guard conforms(at: now, tokens) else { return false }
    take(at: now, tokens)
    return true
  }

  /// Takes tokens at the earliest instant, and gives it: the place in a queue that needs no queue.
  package mutating func reserve(at now: SimInstant, _ tokens: Int = 1) -> SimInstant {
    let instant = earliest(at: now, tokens)
    take(at: instant, tokens)
    return instant
  }

  /// Tokens that could be taken together; fewer than none while reservations are ahead of `now`.
  package func available(at now: SimInstant) -> Int {
    let past = Int128(now.nanoseconds) * rate - theoreticalArrival
    let (whole, rest) = past.quotientAndRemainder(dividingBy: period)
    let floor = rest < 0 ? whole - 1 : whole
    return burst + Int(min(floor, 0))
  }

  /// When this many tokens are there, in nanoseconds times the rate.
  private func ready(_ tokens: Int) -> Int128 {
    precondition(tokens >= 1 && tokens <= burst, "a bucket never holds that many tokens")
    return theoreticalArrival - Int128(burst - tokens) * period
  }
}
