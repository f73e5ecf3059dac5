package import SimCore

/// What a network does to messages on their way, each by a draw of its own.
package struct SignallingQuality: Sendable, Hashable {
  package var loss = 0.0
  package var duplicates = 0.0
  package var reorder = 0.0

  package init(loss: Double = 0, duplicates: Double = 0, reorder: Double = 0) {
    self.loss = loss
    self.duplicates = duplicates
    self.reorder = reorder
  }

  package var isIdeal: Bool { loss == 0 && duplicates == 0 && reorder == 0 }

  /// Two networks in a row: each takes its toll of what the other leaves.
  package func combined(with other: SignallingQuality) -> SignallingQuality {
    SignallingQuality(
      loss: 1 - (1 - loss) * (1 - other.loss),
      duplicates: 1 - (1 - duplicates) * (1 - other.duplicates),
      reorder: 1 - (1 - reorder) * (1 - other.reorder)
    )
  }
}

/// The network between a dialer's user agent and a carrier's, for the messages of one call.
///
/// A message's fate hangs on the call, its direction and its number in that direction, so that a
/// message more or less of one call changes nothing for any other.
package struct SignallingPath: Sendable {
  /// The least that a lost segment costs over TCP: Linux' lowest retransmission time-out, doubled
  /// for each further loss (RFC 6298 section 5.5).
  static let retransmissionMin = Duration.milliseconds(200)
  private static let retransmissionsMax: UInt64 = 6

  private let transport: SIPTransport
  /// One way.
  private let delay: Duration
  /// The longest that a message is held back while others pass it.
  private let reorderMax: Duration
  private let draws: [DrawKey]
  private var sent: [UInt64] = [0, 0]
  /// Over TCP nothing arrives before what was sent before it.
  private var latest = [SimInstant.zero, SimInstant.zero]

  package init(
    transport: SIPTransport,
    delay: Duration,
    reorderMax: Duration,
    draws: DrawKey
  ) {
    self.transport = transport
    self.delay = delay
    self.reorderMax = reorderMax
    self.draws = SIPSide.allCases.map { draws.entity(Self.kind, UInt64($0.rawValue)) }
  }

  /// When the copies of a message arrive that is sent now; none when it is lost.
  package mutating func arrivals(
    from side: SIPSide,
    at now: SimInstant,
    over quality: SignallingQuality
  ) -> [SimInstant] {
    let at = Int(side.rawValue)
    let number = sent[at]
    sent[at] += 1
    if transport == .tcp { return [segmentArrival(at, number, now, quality.loss)] }
    let key = draws[at]
    if key.chance(quality.loss, .loss, number) { return [] }
    var first = now.advanced(by: delay)
    if key.chance(quality.reorder, .reorder, number) {
      first = first.advanced(by: held(key.uniform(.heldBack, number)))
    }
    guard key.chance(quality.duplicates, .duplicate, number) else { return [first] }
    return [first, first.advanced(by: held(key.uniform(.copyDelay, number)))]
  }

  private func held(_ share: Double) -> Duration {
    .nanoseconds(Int64(share * Double(reorderMax.nanoseconds)))
  }

  private mutating func segmentArrival(
    _ at: Int,
    _ number: UInt64,
    _ now: SimInstant,
    _ loss: Double
  ) -> SimInstant {
    var arrival = now.advanced(by: delay)
    var wait = Self.retransmissionMin
    for attempt in 0..<Self.retransmissionsMax {
      guard draws[at].chance(loss, .loss, number << 3 | attempt) else { break }
      arrival = arrival.advanced(by: wait)
      wait *= 2
    }
    latest[at] = max(latest[at], arrival)
    return latest[at]
  }

  private static let kind = EntityKind("direction")
}

extension Purpose {
  fileprivate static let loss = Purpose("signalling.loss")
  fileprivate static let reorder = Purpose("signalling.reorder")
  fileprivate static let heldBack = Purpose("signalling.held_back")
  fileprivate static let duplicate = Purpose("signalling.duplicate")
  fileprivate static let copyDelay = Purpose("signalling.copy_delay")
}
