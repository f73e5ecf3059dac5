/// The event queue: a hierarchical timing wheel over a heap of the current tick.
///
/// Seven levels of 256 buckets cover every 64-bit time; a bucket of the lowest level is one tick of
/// 2^9 ns. A bucket of the level above (2^17 ns, 131 us) that holds few events goes to the heap
/// whole: that width measured best for sparse events, the fine one for dense ones. An event due in
/// the current tick or before goes to the heap, so peeking ahead never makes an earlier event late.
@safe
struct TimingWheel: ~Copyable {
  private static let tickBits: Int64 = 9
  private static let levels = 7
  private static let fanOut = 256
  /// 64-bit words of a level's occupancy map.
  private static let words = 4
  /// Number of events up to which a heap costs less than spreading them over ticks.
  private static let fewEvents = 16

  /// Every event that was inserted and not yet removed, dead ones included.
  private(set) var count = 0
  private var tick: Int64 = 0
  private var near = EventHeap()
  private let buckets: UnsafeMutablePointer<EventBucket>
  private let occupied: UnsafeMutablePointer<UInt64>

  init() {
    unsafe buckets = .allocate(capacity: Self.levels * Self.fanOut)
    unsafe buckets.initialize(repeating: EventBucket(), count: Self.levels * Self.fanOut)
    unsafe occupied = .allocate(capacity: Self.levels * Self.words)
    unsafe occupied.initialize(repeating: 0, count: Self.levels * Self.words)
  }

  deinit {
    for index in 0..<(Self.levels * Self.fanOut) { unsafe buckets[index].deallocate() }
    unsafe buckets.deallocate()
    unsafe occupied.deallocate()
  }

  @inline(__always)
  mutating func insert(_ event: QueuedEvent) {
    count &+= 1
    place(event)
  }

  /// The earliest event; the queue must not be empty.
  @inline(__always)
  mutating func first() -> QueuedEvent {
    if near.count == 0 { advance() }
    return near.first
  }

  /// Removes what `first` gave.
  @inline(__always)
  mutating func removeFirst() {
    count &-= 1
    near.removeFirst()
  }

  /// Removes the events that the slot table no longer knows; gives their number.
  mutating func removeDead(_ slots: borrowing SlotTable) -> Int {
    var removed = near.remove { event in !slots.holds(event.ticket) }
    for index in 0..<(Self.levels * Self.fanOut) {
      let bucket = unsafe buckets + index
      if unsafe bucket.pointee.count == 0 { continue }
      removed += unsafe bucket.pointee.remove { event in !slots.holds(event.ticket) }
      if unsafe bucket.pointee.count == 0 { clearOccupied(index) }
    }
    count -= removed
    return removed
  }

  @inline(__always)
  private mutating func place(_ event: QueuedEvent) {
    let due = event.time >> Self.tickBits
    if due <= tick {
      near.insert(event)
      return
    }
    let level = (63 &- (due ^ tick).leadingZeroBitCount) >> 3
    let digit = Int(truncatingIfNeeded: due >> Int64(level &* 8)) & (Self.fanOut - 1)
    let bucket = unsafe buckets + (level &* Self.fanOut &+ digit)
    unsafe bucket.pointee.append(event)
    let word = unsafe occupied + (level &* Self.words &+ (digit >> 6))
    unsafe word.pointee |= 1 << UInt64(digit & 63)
  }

  /// Moves on to the next tick that has an event and spreads its bucket.
  @inline(never)
  private mutating func advance() {
    while near.count == 0 {
      var word = 0
      while unsafe occupied[word] == 0 { word += 1 }
      let level = Int64(word / Self.words)
      let bit = unsafe occupied[word].trailingZeroBitCount
      let digit = word % Self.words * 64 + bit
      let above = level * 8 + 8
      tick = (tick >> above) << above | Int64(digit) << (level * 8)
      let index = Int(level) * Self.fanOut + digit
      clearOccupied(index)
      if level == 1, unsafe buckets[index].count <= Self.fewEvents { tick |= 255 }
      spread(index)
    }
  }

  private mutating func spread(_ index: Int) {
    var bucket = unsafe buckets[index]
    unsafe buckets[index] = EventBucket()
    for position in 0..<bucket.count { place(bucket[position]) }
    bucket.removeAll()
    unsafe buckets[index] = bucket
  }

  private func clearOccupied(_ index: Int) {
    let word = unsafe occupied + (index >> 6)
    unsafe word.pointee &= ~(1 << UInt64(index & 63))
  }
}

/// A growable run of events; its owner frees it.
@safe
struct EventBucket: BitwiseCopyable {
  private var events: UnsafeMutablePointer<QueuedEvent>?
  private(set) var count = 0
  private var capacity = 0

  init() { unsafe events = nil }

  @inline(__always)
  subscript(position: Int) -> QueuedEvent { unsafe events.unsafelyUnwrapped[position] }

  @inline(__always)
  mutating func append(_ event: QueuedEvent) {
    if count == capacity { grow() }
    unsafe events.unsafelyUnwrapped[count] = event
    count &+= 1
  }

  mutating func removeAll() { count = 0 }

  mutating func remove(_ isDead: (QueuedEvent) -> Bool) -> Int {
    let before = count
    var kept = 0
    for position in 0..<before where !isDead(self[position]) {
      unsafe events.unsafelyUnwrapped[kept] = self[position]
      kept += 1
    }
    count = kept
    return before - kept
  }

  func deallocate() { unsafe events?.deallocate() }

  @inline(never)
  private mutating func grow() {
    let larger = max(8, capacity * 2)
    let copy = UnsafeMutablePointer<QueuedEvent>.allocate(capacity: larger)
    if let events = unsafe events {
      unsafe copy.update(from: events, count: count)
      unsafe events.deallocate()
    }
    unsafe events = copy
    capacity = larger
  }
}
