package import SimCore

/// Where the dials of a campaign go that no carrier and no agent takes for too long.
package struct OverflowPolicy: Sendable, Hashable {
  /// From its planned instant on, how long a dial waits in the line before it goes there.
  package var after: Duration
  /// Dials that are kept; who comes later is given up.
  package var most: Int
  /// From its planned instant on, how long a dial is kept at all.
  package var longest: Duration
  /// Dials per second that are made of them at most, so that new ones are not crowded out.
  package var callsPerSecond: Double

  package init(after: Duration, most: Int, longest: Duration, callsPerSecond: Double) {
    precondition(after < longest, "a dial is kept for longer than it waits in the line")
    precondition(most > 0 && callsPerSecond > 0, "an overflow queue keeps and replays dials")
    self.after = after
    self.most = most
    self.longest = longest
    self.callsPerSecond = callsPerSecond
  }
}

/// What became of the dials of an overflow queue, over the whole run.
///
/// Each that was `overflowed` is replayed, expired, halted or without a lead in the end.
package struct OverflowAccount: Sendable {
  /// Dials that the queue took.
  package var overflowed = 0
  /// Those that it had no room for.
  package var refused = 0
  package var replayed = 0
  /// Kept for too long.
  package var expired = 0
  /// Given up with their campaign.
  package var halted = 0
  /// Given up for want of a lead that could be called.
  package var withoutLead = 0
  /// At once; of several zones that of each, added up.
  package var peak = 0
  /// Planned instant to dial, of the replayed.
  package var waits = LatencyHistogram()

  package init() {}

  mutating func merge(_ other: OverflowAccount) {
    overflowed += other.overflowed
    refused += other.refused
    replayed += other.replayed
    expired += other.expired
    halted += other.halted
    withoutLead += other.withoutLead
    peak += other.peak
    waits.merge(other.waits)
  }

  /// Whether no dial was lost, and none made twice.
  package var isBalanced: Bool { overflowed == replayed + expired + halted + withoutLead }
}
