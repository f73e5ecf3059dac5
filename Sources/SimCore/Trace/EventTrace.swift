/// What happened in a run, folded into a digest that is equal only for equal histories.
///
/// 128 bits against accidents, not against an adversary; a few nanoseconds per event. The first
/// events may be kept as well, to show where two runs part.
package struct EventTrace: Sendable {
  /// One thing that happened; the meaning of `a` and `b` depends on `kind`.
  package struct Event: Sendable, Hashable {
    package var kind: UInt32
    package var a: UInt64
    package var b: UInt64
    package var time: SimInstant

    package init(kind: UInt32, a: UInt64, b: UInt64, time: SimInstant) {
      (self.kind, self.a, self.b, self.time) = (kind, a, b, time)
    }
  }

  @usableFromInline var high: UInt64 = 0x6A09_E667_F3BC_C908
  @usableFromInline var low: UInt64 = 0xBB67_AE85_84CA_A73B
  package private(set) var count: UInt64 = 0
  private let keepLimit: Int
  /// The first events, as many as were asked for.
  package private(set) var events: [Event] = []

  package init(keeping keepLimit: Int = 0) {
    self.keepLimit = keepLimit
  }

  package mutating func record(kind: UInt32, a: UInt64 = 0, b: UInt64 = 0, at time: SimInstant) {
    count &+= 1
    let mixedA = a &* 0x94D0_49BB_1331_11EB
    let mixedB = b &* 0xBF58_476D_1CE4_E5B9
    let first = UInt64(bitPattern: time.nanoseconds) &* Mix.increment ^ (mixedA &>> 29)
    let second = (UInt64(kind) &* 0xD6E8_FEB8_6659_FD93 ^ (mixedB &>> 29)) &+ mixedA
    high = (high ^ first ^ mixedB) &* 0xBF58_476D_1CE4_E5B9
    high ^= high &>> 29
    low = (low ^ second ^ (first &>> 32)) &* 0xD6E8_FEB8_6659_FD93
    low ^= (low &>> 31) ^ high
    if events.count < keepLimit {
      events.append(Event(kind: kind, a: a, b: b, time: time))
    }
  }

  /// Folds in a whole other trace: the cells of a run, in their fixed order.
  package mutating func merge(_ other: EventTrace) {
    record(kind: .max, a: other.high, b: other.low, at: SimInstant(nanoseconds: 0))
    count &+= other.count &- 1
  }

  /// 32 hexadecimal digits.
  package var digest: String {
    let lanes = [Mix.finish(high ^ count), Mix.finish(low &+ count)]
    return SHA256.text(
      lanes.flatMap { lane in
        (0..<8).map { UInt8(truncatingIfNeeded: lane >> UInt64(56 - 8 * $0)) }
      }
    )
  }
}
