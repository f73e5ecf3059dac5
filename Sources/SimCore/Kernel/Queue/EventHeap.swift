/// A 4-ary heap of events ordered by time, then by ticket.
@safe
struct EventHeap: ~Copyable {
  private var events: UnsafeMutablePointer<QueuedEvent>
  private var capacity = 64
  private(set) var count = 0

  init() { unsafe events = .allocate(capacity: capacity) }

  deinit { unsafe events.deallocate() }

  /// The earliest event; the heap must not be empty.
  @inline(__always) var first: QueuedEvent { unsafe events[0] }

  @inline(__always)
  mutating func insert(_ event: QueuedEvent) {
    if count == capacity { grow() }
    var hole = count
    count &+= 1
    while hole > 0 {
      let parent = (hole &- 1) >> 2
      let above = unsafe events[parent]
      if !(event < above) { break }
      unsafe events[hole] = above
      hole = parent
    }
    unsafe events[hole] = event
  }

  @inline(__always)
  mutating func removeFirst() {
    count &-= 1
    if count > 0 { unsafe sink(events[count], from: 0) }
  }

  /// Removes what `isDead` names and restores the order; gives the number removed.
  mutating func remove(_ isDead: (QueuedEvent) -> Bool) -> Int {
    let before = count
    var kept = 0
    for index in 0..<before {
      let event = unsafe events[index]
      if isDead(event) { continue }
      unsafe events[kept] = event
      kept += 1
    }
    count = kept
    var parent = (kept - 2) >> 2
    while parent >= 0 {
      unsafe sink(events[parent], from: parent)
      parent -= 1
    }
    return before - kept
  }

  @inline(__always)
  private mutating func sink(_ event: QueuedEvent, from start: Int) {
    var hole = start
    while true {
      let first = hole &* 4 &+ 1
      if first >= count { break }
      let least = leastChild(from: first)
      let child = unsafe events[least]
      if !(child < event) { break }
      unsafe events[hole] = child
      hole = least
    }
    unsafe events[hole] = event
  }

  /// The earliest of the up to four children that start at `first`; four are compared without a
  /// loop.
  @inline(__always)
  private func leastChild(from first: Int) -> Int {
    if first &+ 4 <= count {
      let left = unsafe first &+ (events[first &+ 1] < events[first] ? 1 : 0)
      let right = unsafe first &+ (events[first &+ 3] < events[first &+ 2] ? 3 : 2)
      return unsafe left &+ (events[right] < events[left] ? right &- left : 0)
    }
    var least = first
    var child = first &+ 1
    while child < count {
      if unsafe events[child] < events[least] { least = child }
      child &+= 1
    }
    return least
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<QueuedEvent>.allocate(capacity: capacity * 2)
    unsafe larger.update(from: events, count: count)
    unsafe events.deallocate()
    unsafe events = larger
    capacity *= 2
  }
}
