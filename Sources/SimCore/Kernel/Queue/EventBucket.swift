/// The events of one stretch of time, in the order in which they came: a chain of blocks.
///
/// A block is 512 bytes on a boundary of 512: a link and 31 events. So the end of a block shows in
/// the address, and what a bucket no longer needs is reused while it is still in the cache.
@safe
struct EventBucket: BitwiseCopyable {
  /// Events of a block, with the one place that holds the link.
  fileprivate static let blockLength = 32
  private static let blockBytes = UInt(blockLength * MemoryLayout<QueuedEvent>.stride)

  fileprivate var firstBlock: UnsafeMutablePointer<QueuedEvent>?
  /// The place for the next event; at the end of a block, or nil, a new block is due.
  private var end: UnsafeMutablePointer<QueuedEvent>?

  init() {
    unsafe firstBlock = nil
    unsafe end = nil
  }

  @inline(__always) var isEmpty: Bool { unsafe firstBlock == nil }

  @inline(__always)
  mutating func append(_ event: QueuedEvent, _ pool: inout BlockPool) {
    if unsafe UInt(bitPattern: end) & (Self.blockBytes - 1) == 0 { extend(&pool) }
    unsafe end.unsafelyUnwrapped.pointee = event
    unsafe end = end.unsafelyUnwrapped + 1
  }

  /// The number of events.
  var count: Int {
    var count = 0
    var reader = unsafe BucketReader(block: firstBlock, end: end)
    while let length = reader.skipBlock() { count += length }
    return count
  }

  /// Reads the events without taking them.
  @inline(__always)
  func reader() -> BucketReader { unsafe BucketReader(block: firstBlock, end: end) }

  @inline(never)
  private mutating func extend(_ pool: inout BlockPool) {
    let block = unsafe pool.take()
    if let end = unsafe end {
      unsafe (end - Self.blockLength)[0].time = Int64(Int(bitPattern: block))
    } else {
      unsafe firstBlock = block
    }
    unsafe end = block + 1
  }
}

/// Goes through the events of a bucket in their order, once.
///
/// Who owns the bucket may give each block back to the pool as soon as it has been read.
@safe
struct BucketReader {
  private var block: UnsafeMutablePointer<QueuedEvent>?
  private let end: UnsafeMutablePointer<QueuedEvent>?
  private var position: UnsafeMutablePointer<QueuedEvent>?
  /// Where the events of the present block end.
  private var limit: UnsafeMutablePointer<QueuedEvent>?

  fileprivate init(
    block: UnsafeMutablePointer<QueuedEvent>?,
    end: UnsafeMutablePointer<QueuedEvent>?
  ) {
    unsafe self.block = block
    unsafe self.end = end
    unsafe position = nil
    unsafe limit = nil
    if let block = unsafe block { unsafe open(block) }
  }

  /// The next event.
  @inline(__always)
  mutating func next() -> QueuedEvent? {
    if unsafe position == limit && !nextBlock(nil) { return nil }
    defer { unsafe position = position.unsafelyUnwrapped + 1 }
    return unsafe position.unsafelyUnwrapped.pointee
  }

  /// The next event; a block that has been read goes to the pool.
  @inline(__always)
  mutating func take(_ pool: inout BlockPool) -> QueuedEvent? {
    if unsafe position == limit {
      let isThere = unsafe withUnsafeMutablePointer(to: &pool) { pool in unsafe nextBlock(pool) }
      if !isThere { return nil }
    }
    defer { unsafe position = position.unsafelyUnwrapped + 1 }
    return unsafe position.unsafelyUnwrapped.pointee
  }

  /// Passes over a block and gives the number of its events.
  fileprivate mutating func skipBlock() -> Int? {
    guard let limit = unsafe limit, let position = unsafe position else { return nil }
    let length = unsafe limit - position
    unsafe self.position = limit
    unsafe nextBlock(nil)
    return length
  }

  @discardableResult
  private mutating func nextBlock(_ pool: UnsafeMutablePointer<BlockPool>?) -> Bool {
    guard let read = unsafe block else { return false }
    let isLast = unsafe limit == end
    let next = unsafe UnsafeMutablePointer<QueuedEvent>(bitPattern: Int(read[0].time))
    if let pool = unsafe pool { unsafe pool.pointee.give(read) }
    guard !isLast, let next = unsafe next else {
      unsafe block = nil
      unsafe limit = nil
      unsafe position = nil
      return false
    }
    unsafe open(next)
    return true
  }

  private mutating func open(_ opened: UnsafeMutablePointer<QueuedEvent>) {
    unsafe block = opened
    unsafe position = opened + 1
    let whole = unsafe opened + EventBucket.blockLength
    let isLast = unsafe end.unsafelyUnwrapped > opened && end.unsafelyUnwrapped <= whole
    unsafe limit = isLast ? end : whole
  }
}

/// The blocks that no bucket needs, the last one given back first.
@safe
struct BlockPool: ~Copyable {
  /// Blocks that are allocated together.
  private static let slabLength = 64

  private var vacant: UnsafeMutablePointer<QueuedEvent>?
  private var slabs: [UnsafeMutableRawPointer] = unsafe []

  init() { unsafe vacant = nil }

  deinit {
    for index in unsafe slabs.indices { unsafe slabs[index].deallocate() }
  }

  @inline(__always)
  mutating func take() -> UnsafeMutablePointer<QueuedEvent> {
    if unsafe vacant == nil { grow() }
    let block = unsafe vacant.unsafelyUnwrapped
    unsafe vacant = UnsafeMutablePointer(bitPattern: Int(block[0].time))
    return unsafe block
  }

  @inline(__always)
  mutating func give(_ block: UnsafeMutablePointer<QueuedEvent>) {
    unsafe block[0].time = Int64(Int(bitPattern: vacant))
    unsafe vacant = block
  }

  @inline(never)
  private mutating func grow() {
    let stride = EventBucket.blockLength * MemoryLayout<QueuedEvent>.stride
    let slab = UnsafeMutableRawPointer.allocate(
      byteCount: stride * Self.slabLength,
      alignment: stride
    )
    unsafe slabs.append(slab)
    for index in (0..<Self.slabLength).reversed() {
      unsafe give((slab + index * stride).bindMemory(to: QueuedEvent.self, capacity: 32))
    }
  }
}
