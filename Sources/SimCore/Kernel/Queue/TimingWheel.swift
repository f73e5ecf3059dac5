/// The event queue: a hierarchical timing wheel over a sorted run of the nearest events.
///
/// ```
///  insert --> levels 6 ... 1, 0 --(one bucket, sorted)--> run ---+
///         \-> due in the run's own time --> late (a heap) -------+--> first
/// ```
/// Seven levels of 256 buckets cover every 64-bit time; a bucket of the lowest level is one tick of
/// 2^9 ns, one of the next 2^17 ns (131 us), one of the third 2^25 ns (34 ms). The latter two are
/// taken whole, so that the run is long enough to look ahead in; unless they hold very many events,
/// or so many events are inserted for less than their time ahead that the heap of late ones would
/// grow: then they are spread over the level below. An event due in the present stretch or before
/// is late, so peeking ahead never makes an earlier event late.
@safe
struct TimingWheel: ~Copyable {
  private static let tickBits: Int64 = 9
  private static let levels = 7
  private static let fanOut = 256
  /// 64-bit words of a level's occupancy map.
  private static let words = 4
  /// Events that a bucket may hold to be taken whole.
  private static let wholeLimit = 8_192
  /// So many events for less than a bucket's time ahead are few enough for a bucket to be taken
  /// whole, and so is this share of what it holds.
  private static let shortLimit = 256
  private static let shortShare = 4

  /// Every event that was inserted and not yet removed, dead ones included.
  private(set) var count = 0
  private var tick: Int64 = 0
  private var run = SortedRun()
  private var late = EventHeap()
  private var isLateFirst = false
  /// Events that were inserted for the present bucket of the second level since it was opened, and
  /// for that of the third.
  private var shortCount = 0
  private var middleCount = 0
  private var pool = BlockPool()
  private let buckets: UnsafeMutablePointer<EventBucket>
  private let occupied: UnsafeMutablePointer<UInt64>

  init() {
    unsafe buckets = .allocate(capacity: Self.levels * Self.fanOut)
    unsafe buckets.initialize(repeating: EventBucket(), count: Self.levels * Self.fanOut)
    unsafe occupied = .allocate(capacity: Self.levels * Self.words)
    unsafe occupied.initialize(repeating: 0, count: Self.levels * Self.words)
  }

  deinit {
    unsafe buckets.deallocate()
    unsafe occupied.deallocate()
  }

  @inline(__always)
  mutating func insert(_ event: QueuedEvent) {
    count &+= 1
    let due = event.time >> Self.tickBits
    if due <= tick {
      shortCount &+= 1
      middleCount &+= 1
      insertNear(event)
    } else {
      let level = level(of: due)
      if level <= 1 {
        middleCount &+= 1
        if level == 0 { shortCount &+= 1 }
      }
      insertFar(event, due, level)
    }
  }

  /// The earliest event; the queue must not be empty.
  @inline(__always)
  mutating func first(_ slots: borrowing SlotTable) -> QueuedEvent {
    if late.count == 0 {
      if run.isEmpty { advance(slots) }
      if late.count == 0 {
        isLateFirst = false
        return run.first
      }
    }
    isLateFirst = run.isEmpty || late.first < run.first
    return isLateFirst ? late.first : run.first
  }

  /// Removes what `first` gave.
  @inline(__always)
  mutating func removeFirst() {
    count &-= 1
    if isLateFirst { late.removeFirst() } else { run.removeFirst() }
  }

  /// The event that comes `distance` places after the first, if it is known and nothing intervenes.
  @inline(__always)
  func upcoming(_ distance: Int) -> QueuedEvent? { run.upcoming(distance) }

  /// Removes the events that the slot table no longer knows; gives their number.
  mutating func removeDead(_ slots: borrowing SlotTable) -> Int {
    var removed = late.remove { event in !slots.holds(event.ticket) }
    removed += run.remove { event in !slots.holds(event.ticket) }
    for index in 0..<(Self.levels * Self.fanOut) {
      let bucket = unsafe buckets[index]
      if bucket.isEmpty { continue }
      var kept = EventBucket()
      var reader = bucket.reader()
      while let event = reader.take(&pool) {
        if slots.holds(event.ticket) { kept.append(event, &pool) } else { removed += 1 }
      }
      unsafe buckets[index] = kept
      if kept.isEmpty { clearOccupied(index) }
    }
    count -= removed
    return removed
  }

  /// What falls into the present tick: at the end of the run when it belongs there.
  @inline(__always)
  private mutating func insertNear(_ event: QueuedEvent) {
    if run.isEmpty || run.last < event { run.append(event) } else { late.insert(event) }
  }

  /// The level of the highest digit in which a tick differs from the present one.
  @inline(__always)
  private func level(of due: Int64) -> Int { (63 &- (due ^ tick).leadingZeroBitCount) >> 3 }

  @inline(__always)
  private mutating func insertFar(_ event: QueuedEvent, _ due: Int64, _ level: Int) {
    let digit = Int(truncatingIfNeeded: due >> Int64(level &* 8)) & (Self.fanOut - 1)
    let bucket = unsafe buckets + (level &* Self.fanOut &+ digit)
    unsafe bucket.pointee.append(event, &pool)
    let word = unsafe occupied + (level &* Self.words &+ (digit >> 6))
    unsafe word.pointee |= 1 << UInt64(digit & 63)
  }

  /// Moves on to the next tick that has an event and opens its bucket.
  @inline(never)
  private mutating func advance(_ slots: borrowing SlotTable) {
    while run.isEmpty && late.count == 0 {
      var word = 0
      while unsafe occupied[word] == 0 { word += 1 }
      let level = word / Self.words
      let bit = unsafe occupied[word].trailingZeroBitCount
      let digit = word % Self.words * 64 + bit
      let above = Int64(level * 8 + 8)
      tick = (tick >> above) << above | Int64(digit) << Int64(level * 8)
      open(level, level * Self.fanOut + digit)
    }
    var ahead = 0
    while ahead < SlotTable.lookahead, let event = run.upcoming(ahead) {
      slots.prefetch(event.slot)
      ahead += 1
    }
  }

  private mutating func open(_ level: Int, _ index: Int) {
    clearOccupied(index)
    let bucket = unsafe buckets[index]
    unsafe buckets[index] = EventBucket()
    let isWhole = level == 0 || isFit(level, bucket)
    if level > 0 { shortCount = 0 }
    if level > 1 { middleCount = 0 }
    if isWhole {
      tick |= (1 << Int64(level * 8)) - 1
      run.load(bucket, &pool, span: Self.tickBits + Int64(level * 8))
    } else {
      spread(bucket)
    }
  }

  /// Whether a bucket is taken whole.
  private func isFit(_ level: Int, _ bucket: EventBucket) -> Bool {
    if level > 2 { return false }
    let short = level == 1 ? shortCount : middleCount
    let count = bucket.count
    return count <= Self.wholeLimit
      && (short <= Self.shortLimit || short * Self.shortShare <= count)
  }

  private mutating func spread(_ bucket: EventBucket) {
    var reader = bucket.reader()
    while let event = reader.take(&pool) {
      let due = event.time >> Self.tickBits
      if due <= tick { insertNear(event) } else { insertFar(event, due, level(of: due)) }
    }
  }

  private func clearOccupied(_ index: Int) {
    let word = unsafe occupied + (index >> 6)
    unsafe word.pointee &= ~(1 << UInt64(index & 63))
  }
}
