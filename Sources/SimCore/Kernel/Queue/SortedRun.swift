/// The events of the present stretch of time in their order, so that the next ones are known and
/// can be fetched into the cache before their turn.
@safe
struct SortedRun: ~Copyable {
  /// Number of events up to which inserting each at its place costs least.
  private static let fewEvents = 24
  /// Number above which equal digits could be many and unsorted.
  private static let manyEvents = 4_096
  private static let digits = 256

  private var events: UnsafeMutablePointer<QueuedEvent>
  private var capacity = 256
  private var head = 0
  private var tail = 0
  private let offsets: UnsafeMutablePointer<UInt32>

  init() {
    unsafe events = .allocate(capacity: capacity)
    unsafe offsets = .allocate(capacity: Self.digits)
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

  /// Takes over the events of a bucket into an empty run; `shift` finds the eight highest bits in
  /// which their times differ.
  mutating func load(_ bucket: consuming EventBucket, _ pool: inout BlockPool, shift: Int64) {
    head = 0
    tail = 0
    let count = bucket.count
    if count > capacity { makeRoom(count) }
    if count <= Self.fewEvents {
      var reader = bucket.reader()
      while let event = reader.take(&pool) { insert(event) }
    } else {
      scatter(bucket, &pool, shift)
      sort(count)
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
  private mutating func scatter(_ bucket: EventBucket, _ pool: inout BlockPool, _ shift: Int64) {
    @inline(__always)
    func digit(_ event: QueuedEvent) -> Int {
      Int(truncatingIfNeeded: event.time >> shift) & (Self.digits - 1)
    }
    unsafe offsets.update(repeating: 0, count: Self.digits)
    var counter = bucket.reader()
    while let event = counter.next() { unsafe offsets[digit(event)] &+= 1 }
    var start: UInt32 = 0
    for index in 0..<Self.digits {
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

  /// Sorts what `scatter` left.
  private mutating func sort(_ count: Int) {
    if count > Self.manyEvents {
      tail = count
      var all = unsafe UnsafeMutableBufferPointer(start: events, count: count)
      unsafe all.sort { $0 < $1 }
    } else {
      tail = 0
      for place in 0..<count { insert(unsafe events[place]) }
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
