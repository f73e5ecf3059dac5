/// What happened in a run, folded into a digest that is equal only for equal histories.
///
/// 128 bits against accidents, not against an adversary; a few nanoseconds per event. Some of the
/// events may be kept as well, to show where two runs part.
package struct EventTrace: Sendable {
  /// One thing that happened; the meaning of `a` and `b` depends on `kind`.
  package struct Event: Sendable, Hashable, BitwiseCopyable {
    package var kind: UInt32
    /// Whom it happened to, by a stable identity such as a call's number; 0 for nobody.
    package var entity: UInt64
    package var a: UInt64
    package var b: UInt64
    package var time: SimInstant

    package init(
      kind: UInt32,
      entity: UInt64 = 0,
      a: UInt64 = 0,
      b: UInt64 = 0,
      time: SimInstant
    ) {
      (self.kind, self.entity, self.a, self.b, self.time) = (kind, entity, a, b, time)
    }
  }

  private var high: UInt64 = 0x6A09_E667_F3BC_C908
  private var low: UInt64 = 0xBB67_AE85_84CA_A73B
  package private(set) var count: UInt64 = 0
  var keeper: TraceKeeper

  package init(keeping retention: TraceRetention = .none) {
    keeper = TraceKeeper(retention)
  }

  @inline(__always)
  package mutating func record(
    kind: UInt32,
    entity: UInt64 = 0,
    a: UInt64 = 0,
    b: UInt64 = 0,
    at time: SimInstant
  ) {
    count &+= 1
    let mixedA = a &* 0x94D0_49BB_1331_11EB
    let mixedB = b &* 0xBF58_476D_1CE4_E5B9
    let mixedEntity = entity &* 0x9FB2_1C65_1E98_DF25
    let first = UInt64(bitPattern: time.nanoseconds) &* Mix.increment ^ (mixedA &>> 29)
    let second =
      (UInt64(kind) &* 0xD6E8_FEB8_6659_FD93 ^ (mixedB &>> 29) ^ mixedEntity) &+ mixedA
    high = (high ^ first ^ mixedB ^ (mixedEntity &>> 31)) &* 0xBF58_476D_1CE4_E5B9
    high ^= high &>> 29
    low = (low ^ second ^ (first &>> 32)) &* 0xD6E8_FEB8_6659_FD93
    low ^= (low &>> 31) ^ high
    if keeper.isOpen { keep(Event(kind: kind, entity: entity, a: a, b: b, time: time)) }
  }

  @inline(never)
  private mutating func keep(_ event: Event) {
    keeper.offer(event) { nil }
  }

  /// Folds in a whole other trace: the cells of a run, in their fixed order.
  package mutating func merge(_ other: EventTrace) {
    record(kind: .max, a: other.high, b: other.low, at: SimInstant(nanoseconds: 0))
    count &+= other.count &- 1
  }

  /// The events that the retention asked for, in order.
  package var kept: [TraceEntry] { keeper.entries }

  /// 64 bits of the digest, for a window's row.
  var fold: UInt64 { Mix.finish(high ^ count) ^ Mix.finish(low &+ count) }

  /// 32 hexadecimal digits.
  package var digest: String {
    SHA256.text([Mix.finish(high ^ count), Mix.finish(low &+ count)].flatMap(\.bigEndianBytes))
  }
}
