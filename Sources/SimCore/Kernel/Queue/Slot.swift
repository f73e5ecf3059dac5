/// Where the receiver of one pending event is kept, or where one task waits: half a cache line.
///
/// A sink is two words, a closure is two words, and a task is one; an enumeration with such
/// payloads takes 48 bytes, which straddle two cache lines every second time. So the words are
/// packed by hand: a pointer of a process has 48 bits.
///
/// ```
///            bits 63...56     55...48   47.....24     23.......0
///  stamp     sequence number ..................      code, low | key, low | next vacant
///  receiver  object of a sink | context of a closure | job | task
///  detail    code, high | flags   kind   witness table | function | witness table of a place
///  argument  argument of a sink | key, high                    object of a place | actor
/// ```
@safe
struct Slot: BitwiseCopyable {
  /// What a slot is for.
  enum Kind {
    static let vacant: UInt64 = 0
    static let sink: UInt64 = 1
    static let closure: UInt64 = 2
    /// A job of a task that was on another thread.
    static let job: UInt64 = 3
    /// A spawned task that has not run yet; this and the following are tasks.
    static let newcomer: UInt64 = 4
    /// A spawned task; it keeps its slot until it ends.
    static let root: UInt64 = 5
    /// The wait of a task that was not spawned: a stray one or a child.
    static let guest: UInt64 = 6
  }

  static let pointerMask: UInt64 = (1 << kindShift) - 1
  private static let kindShift: UInt64 = 48
  static let topShift: UInt64 = 56

  /// The sequence number of the event or the call that may end the slot's business, or 0; and what
  /// else has found room.
  var stamp: UInt64
  var receiver: UInt64
  var detail: UInt64
  var argument: UInt64

  /// A sink's or a closure's slot, which owns the reference in it.
  @inline(__always)
  init(_ kind: UInt64, _ words: ReceiverWords, code: UInt32, argument: UInt64, sequence: UInt64) {
    let code = UInt64(code)
    stamp = sequence << QueuedEvent.slotBits | (code & QueuedEvent.slotMask)
    receiver = words.object
    detail =
      words.table | (kind << Self.kindShift) | ((code >> QueuedEvent.slotBits) << Self.topShift)
    self.argument = argument
  }

  init(_ job: UnownedJob, sequence: UInt64) {
    stamp = sequence << QueuedEvent.slotBits
    receiver = unsafe unsafeBitCast(job, to: UInt64.self)
    detail = Kind.job << Self.kindShift
    argument = 0
  }

  /// A task's slot, without an event.
  @inline(__always)
  init(_ kind: UInt64, task: UInt64) {
    stamp = 0
    receiver = task
    detail = kind << Self.kindShift
    argument = 0
  }

  @inline(__always)
  init(nextVacant: UInt64) {
    stamp = nextVacant
    receiver = 0
    detail = 0
    argument = 0
  }

  @inline(__always)
  var kind: UInt64 {
    get { (detail >> Self.kindShift) & 0xFF }
    set { detail = detail & ~(0xFF << Self.kindShift) | (newValue << Self.kindShift) }
  }

  @inline(__always) var isTask: Bool { kind >= Kind.newcomer }

  @inline(__always) var ownsReceiver: Bool { kind == Kind.sink || kind == Kind.closure }

  /// The code of a sink's event.
  @inline(__always) var code: UInt32 {
    let high = (detail >> Self.topShift) << QueuedEvent.slotBits
    return UInt32(truncatingIfNeeded: (stamp & QueuedEvent.slotMask) | high)
  }

  /// The sink or the closure.
  @inline(__always) var receiverWords: ReceiverWords {
    ReceiverWords(object: receiver, table: detail & Self.pointerMask)
  }

  /// The task as a job, or the job itself.
  @inline(__always) var job: UnownedJob { unsafe unsafeBitCast(receiver, to: UnownedJob.self) }

  /// Whether the slot waits for the event or the call of this ticket.
  @inline(__always)
  func awaits(_ ticket: UInt64) -> Bool { (stamp ^ ticket) >> QueuedEvent.slotBits == 0 }

  /// The sequence number alone, without what shares its word.
  @inline(__always) var sequenceBits: UInt64 { stamp & ~QueuedEvent.slotMask }
}
