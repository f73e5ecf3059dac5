/// The events of the present stretch of time in their order, so that the next ones are known and
/// can be fetched into the cache before their turn.
@safe
struct SortedRun: ~Copyable {
  /// Number of events up to which inserting each at its place costs least.
  private static let fewEvents = 24
  /// Number of events with one digit above which inserting is given up.
  private static let manyEvents = 64
  /// Most values of the digit by which events are scattered, before those with one are sorted.
  private static let digitsMost = 1_024

  private var events: UnsafeMutablePointer<QueuedEvent>
  private var capacity = 256
  private var head = 0
  private var tail = 0
  private let offsets: UnsafeMutablePointer<UInt32>

  init() {
    unsafe events = .allocate(capacity: capacity)
    unsafe offsets = .allocate(capacity: Self.digitsMost)
  }

  deinit {
    unsafe events.deallocate()
    unsafe offsets.deallocate()
  }

  @inline(__always) var isEmpty: Bool { head == tail }

  /// The earliest event; the run must not be empty.
  @inline(__always) var first: QueuedEvent { unsafe events[head] }

  /// The latest event; the run must not be empty.
  @inline(__always) var last: QueuedEvent { unsafe events[tail &- 1] }

  @inline(__always)
  mutating func removeFirst() { head &+= 1 }

  /// The event that comes `distance` places after the first, if the run knows it.
  @inline(__always)
  func upcoming(_ distance: Int) -> QueuedEvent? {
    let place = head &+ distance
    return place < tail ? unsafe events[place] : nil
  }

  /// Adds an event that is not earlier than the last.
  @inline(__always)
  mutating func append(_ event: QueuedEvent) {
    if head == tail {
      head = 0
      tail = 0
    } else if tail == capacity {
      makeRoom(1)
    }
    unsafe events[tail] = event
    tail &+= 1
  }

  /// Takes over the events of a bucket into an empty run; their times differ in `span` bits.
  mutating func load(_ bucket: consuming EventBucket, _ pool: inout BlockPool, span: Int64) {
    head = 0
    tail = 0
    let count = bucket.count
    if count > capacity { makeRoom(count) }
    if count <= Self.fewEvents {
      var reader = bucket.reader()
      while let event = reader.take(&pool) { insert(event) }
    } else {
      // About one event for each value of the digit.
      let digits = min(Self.digitsMost, 1 << (Int.bitWidth - 1 - count.leadingZeroBitCount))
      scatter(bucket, &pool, digits, max(0, span - Int64(digits.trailingZeroBitCount)))
      sort(digits)
    }
  }

  /// Removes what `isDead` names; gives the number removed.
  mutating func remove(_ isDead: (QueuedEvent) -> Bool) -> Int {
    let before = tail
    var kept = head
    for place in head..<tail where unsafe !isDead(events[place]) {
      unsafe events[kept] = events[place]
      kept += 1
    }
    tail = kept
    return before - kept
  }

  /// Inserts at the right place, from the end.
  @inline(__always)
  private mutating func insert(_ event: QueuedEvent) {
    var hole = tail
    tail &+= 1
    while hole > 0, unsafe event < events[hole &- 1] {
      unsafe events[hole] = events[hole &- 1]
      hole &-= 1
    }
    unsafe events[hole] = event
  }

  /// Copies the events ordered by one digit of their times; equal digits stay in their order.
  private mutating func scatter(
    _ bucket: EventBucket,
    _ pool: inout BlockPool,
    _ digits: Int,
    _ shift: Int64
  ) {
    @inline(__always)
    func digit(_ event: QueuedEvent) -> Int {
      Int(truncatingIfNeeded: event.time >> shift) & (digits - 1)
    }
    unsafe offsets.update(repeating: 0, count: digits)
    var counter = bucket.reader()
    while let event = counter.next() { unsafe offsets[digit(event)] &+= 1 }
    var start: UInt32 = 0
    for index in 0..<digits {
      let length = unsafe offsets[index]
      unsafe offsets[index] = start
      start &+= length
    }
    var reader = bucket.reader()
    while let event = reader.take(&pool) {
      let place = digit(event)
      unsafe events[Int(offsets[place])] = event
      unsafe offsets[place] &+= 1
    }
  }

  /// Sorts what `scatter` left: `offsets` has the ends of the events with one digit.
  private mutating func sort(_ digits: Int) {
    tail = 0
    for digit in 0..<digits {
      let end = unsafe Int(offsets[digit])
      if end - tail > Self.manyEvents {
        var equals = unsafe UnsafeMutableBufferPointer(start: events + tail, count: end - tail)
        unsafe equals.sort { $0 < $1 }
        tail = end
      } else {
        while tail < end { insert(unsafe events[tail]) }
      }
    }
  }

  @inline(never)
  private mutating func makeRoom(_ count: Int) {
    let length = tail - head
    let needed = length + count
    let larger = needed * 2 > capacity ? max(capacity * 2, needed) : capacity
    let copy = UnsafeMutablePointer<QueuedEvent>.allocate(capacity: larger)
    unsafe copy.update(from: events + head, count: length)
    unsafe events.deallocate()
    unsafe events = copy
    capacity = larger
    head = 0
    tail = length
  }
}
