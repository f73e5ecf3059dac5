package import SimCore

/// A carrier with the share of calls that it should get and the rate that it allows.
package struct CarrierMember: Sendable {
  package var carrier: any Carrier
  package var weight: Double
  package var callsPerSecond: Double

  package init(carrier: any Carrier, weight: Double, callsPerSecond: Double) {
    self.carrier = carrier
    self.weight = weight
    self.callsPerSecond = callsPerSecond
  }
}

/// Spreads dials over carriers by weight, each within its calls-per-second limit.
package struct CarrierPool: Sendable {
  private var members: [PooledCarrier]

  package init(_ members: [CarrierMember]) {
    precondition(!members.isEmpty, "a dialer needs a carrier")
    self.members = members.map(PooledCarrier.init)
  }

  /// Books the next dial: the carrier that can start it first, the one furthest behind its share
  /// among equals, and the instant at which it may start.
  package mutating func reserve(at now: SimInstant) -> (carrier: any Carrier, start: SimInstant) {
    var best = 0
    for index in members.indices.dropFirst() {
      let here = members[index].limiter.earliest(at: now)
      let there = members[best].limiter.earliest(at: now)
      let isBehind = members[index].nextDue < members[best].nextDue
      if here < there || (here == there && isBehind) { best = index }
    }
    let start = members[best].limiter.reserve(at: now)
    members[best].dials += 1
    return (members[best].member.carrier, start)
  }
}

private struct PooledCarrier: Sendable {
  let member: CarrierMember
  /// Answers when the next dial may start, so that the carrier never has to throttle.
  var limiter: TokenBucket
  var dials = 0

  init(_ member: CarrierMember) {
    self.member = member
    precondition(member.callsPerSecond > 0, "a carrier must let calls through")
    // Whole nanoseconds, rounded up: a carrier's own count must not see one call more.
    limiter = TokenBucket(every: .nanoseconds(Int64((1e9 / member.callsPerSecond).rounded(.up))))
  }

  /// The share of all dials that would be due after one more dial.
  var nextDue: Double { Double(dials + 1) / member.weight }
}
