/// The messages of one cell for one other, in the order in which they were sent.
///
/// The sender's thread fills it during a window; after the barrier the receiver's thread empties
/// it. The memory is kept. Each box has cache lines of its own.
@safe
struct Outbox: ~Copyable {
  /// Where a message goes, and where it is until then.
  struct Note: BitwiseCopyable {
    /// Instant of arrival, in nanoseconds.
    let time: Int64
    let slot: UInt32
    let generation: UInt32
    let kind: UInt32
    /// Bytes from the start of the memory.
    let offset: UInt32
  }

  /// Enough for every type of Swift.
  private static let alignment = 128

  private(set) var count = 0
  private var notes: UnsafeMutablePointer<Note>
  private var noteLimit = 64
  private var memory: UnsafeMutableRawPointer
  private var used = 0
  private var limit = 2_048
  // Fills the structure up to two cache lines.
  private let padding = [10 of UInt64](repeating: 0)

  init() {
    unsafe notes = .allocate(capacity: noteLimit)
    unsafe memory = .allocate(byteCount: limit, alignment: Self.alignment)
  }

  deinit {
    unsafe notes.deallocate()
    unsafe memory.deallocate()
  }

  /// Adds a message, which the caller then puts where the pointer says.
  @inline(__always)
  mutating func append(
    to place: MessagePlace,
    at time: Int64,
    size: Int,
    alignment: Int
  ) -> UnsafeMutableRawPointer {
    let offset = (used &+ alignment &- 1) & ~(alignment &- 1)
    if offset &+ size > limit { growMemory(offset &+ size) }
    if count == noteLimit { growNotes() }
    let note = Note(
      time: time,
      slot: place.slot,
      generation: place.generation,
      kind: UInt32(place.kind),
      offset: UInt32(truncatingIfNeeded: offset)
    )
    unsafe (notes + count).initialize(to: note)
    count &+= 1
    used = offset &+ size
    return unsafe memory + offset
  }

  /// Gives every message to `body`, which takes it, and is empty afterwards.
  @inline(__always)
  mutating func empty(_ body: (Note, UnsafeMutableRawPointer) -> Void) {
    for index in 0..<count {
      let note = unsafe notes[index]
      unsafe body(note, memory + Int(note.offset))
    }
    count = 0
    used = 0
  }

  @inline(never)
  private mutating func growNotes() {
    let larger = UnsafeMutablePointer<Note>.allocate(capacity: noteLimit * 2)
    unsafe larger.update(from: notes, count: count)
    unsafe notes.deallocate()
    unsafe notes = larger
    noteLimit *= 2
  }

  @inline(never)
  private mutating func growMemory(_ needed: Int) {
    limit = max(limit * 2, needed)
    KernelFault.unless(
      limit <= Int(UInt32.max),
      "one cell sent another more than 4 GiB of messages within one lookahead"
    )
    let larger = UnsafeMutableRawPointer.allocate(byteCount: limit, alignment: Self.alignment)
    for index in 0..<count {
      let note = unsafe notes[index]
      let kind = MessageKinds[Int(note.kind)]
      unsafe kind.move(memory + Int(note.offset), larger + Int(note.offset))
    }
    unsafe memory.deallocate()
    unsafe memory = larger
  }
}
