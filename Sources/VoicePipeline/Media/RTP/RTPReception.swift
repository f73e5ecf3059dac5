package import SimCore

/// What a receiver counts of one source (RFC 3550 clauses 6.4.1 and A.1, A.3, A.8).
///
/// Every packet that arrives counts, duplicates too, as the RFC has it: the cumulative loss may be
/// negative. The jitter is kept in 1/16 ns, so that nothing of a frame's 20 ms is rounded away.
package struct RTPReception: Sendable {
  private let clockRate: Int
  private var baseSequence = 0
  /// The highest sequence number, with its cycles of 2^16.
  private var highest = -1
  package private(set) var received = 0
  private var jitter16: Int64 = 0
  private var last: (arrival: SimInstant, timestamp: UInt32)?
  private var expectedBefore = 0
  private var receivedBefore = 0

  /// Packets that are missing in a row, after which the source is taken to have restarted
  /// (MAX_DROPOUT), and by how many one may be overtaken (MAX_MISORDER).
  private static let dropoutMax = 3_000
  private static let misorderMax = 100

  package init(clockRate: Int) { self.clockRate = clockRate }

  /// A packet has arrived.
  ///
  /// A time stamp that is not that of its sending, as of a key that is held (RFC 4733), says
  /// nothing of the jitter.
  package mutating func receive(
    sequence: UInt16,
    timestamp: UInt32,
    at arrival: SimInstant,
    isTimed: Bool = true
  ) {
    count(sequence)
    guard isTimed else { return }
    defer { last = (arrival, timestamp) }
    guard let last else { return }
    let sent = Int64(Int32(bitPattern: timestamp &- last.timestamp)) * 1_000_000_000
    let apart = last.arrival.duration(to: arrival).nanoseconds - sent / Int64(clockRate)
    jitter16 += Int64(apart.magnitude) - ((jitter16 + 8) >> 4)
  }

  private mutating func count(_ sequence: UInt16) {
    received += 1
    guard highest >= 0 else {
      baseSequence = Int(sequence)
      highest = Int(sequence)
      return
    }
    let ahead = Int(sequence &- UInt16(truncatingIfNeeded: highest))
    if ahead < Self.dropoutMax {
      highest += ahead
    } else if ahead <= 65_536 - Self.misorderMax {
      // The source has begun anew.
      baseSequence = Int(sequence)
      highest = Int(sequence)
      received = 1
      (expectedBefore, receivedBefore) = (0, 0)
    }
  }

  package var hasHeard: Bool { highest >= 0 }

  /// Packets from the first to the highest sequence number.
  package var expected: Int { hasHeard ? highest - baseSequence + 1 : 0 }

  /// Negative where duplicates outnumber the losses.
  package var cumulativeLost: Int { expected - received }

  /// The interarrival jitter; whole nanoseconds.
  package var jitter: Duration { .nanoseconds(jitter16 >> 4) }

  /// The block of a report that is sent now; the lost fraction is that since the last one.
  package mutating func report(
    on source: UInt32,
    lastSenderReport: UInt32 = 0,
    delaySinceIt: UInt32 = 0
  ) -> RTCPReportBlock {
    let expectedNow = expected - expectedBefore
    let lostNow = expectedNow - (received - receivedBefore)
    (expectedBefore, receivedBefore) = (expected, received)
    let fraction = expectedNow > 0 && lostNow > 0 ? (lostNow << 8) / expectedNow : 0
    let ticks = (jitter16 >> 4) * Int64(clockRate) / 1_000_000_000
    return RTCPReportBlock(
      source: source,
      fractionLost: UInt8(min(fraction, 255)),
      cumulativeLost: min(max(cumulativeLost, -0x80_0000), 0x7F_FFFF),
      highestSequence: UInt32(truncatingIfNeeded: highest),
      jitter: UInt32(ticks),
      lastSenderReport: lastSenderReport,
      delaySinceIt: delaySinceIt
    )
  }
}
