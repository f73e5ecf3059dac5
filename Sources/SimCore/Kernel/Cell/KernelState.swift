/// Everything that changes while a cell runs.
///
/// It lives behind one pointer, because a stored property of a class pays a dynamic exclusivity
/// check on each access: half of the cost of a timer event. The price is a rule: no access may
/// span a call that can come back into the kernel (firing an event, running a job, releasing a
/// receiver).
@safe
struct KernelState: ~Copyable {
  /// Nanoseconds since the start of the run.
  var now: Int64 = 0
  /// Sequence number of the next event.
  var sequence: UInt64 = 1
  var eventCount: UInt64 = 0
  var jobCount: UInt64 = 0
  /// Fold of (time, sequence) of every event so far.
  var digest: UInt64 = 0x6A09_E667_F3BC_C908
  /// Queued events that were cancelled and not yet removed.
  var deadCount = 0
  /// The sink that is being fired, and the reference to it that the kernel still has to give up.
  ///
  /// A sink that schedules itself anew hands that reference on, which saves two atomic operations.
  var firing: UInt64 = 0
  var spare: UInt64 = 0
  /// The slot of the task that was woken last, and of the spawned one.
  var roused = 0
  var root = 0
  /// The slot that the task of the next job of `spawn` gets: that job becomes an event of its own.
  var spawning = 0
  /// The task that is about to come to the dormitory.
  var drowsy: UInt64 = 0
  /// The trace wants to see every event from this instant on: the end of the open window.
  var traceStop = TraceWindows.narrowest
  var isRunning = false
  var isShutDown = false
  let isPreferred: Bool
  var queue = TimingWheel()
  var slots = SlotTable()
  var ready = ReadyRing()
  /// Spawned tasks that have not ended.
  var taskCount = 0
  /// What the models recorded.
  var trace = EventTrace()
  /// Digests at the ends of windows of simulated time.
  var windows = WindowLog()
  /// Where something waits without a task.
  var places = PlaceTable()
  /// Names of the tasks that were given one, by their slot.
  var names: [Int: EntityName] = [:]
  /// The cancellation records of waiting guests, by their slot.
  var guests: [Int: UnsafeMutableRawPointer] = unsafe [:]
  /// Where messages leave and arrive, if the cell belongs to a federation.
  var office: UnsafeMutablePointer<PostOffice>?
  /// Who does the heavy jobs.
  var pool: OffloadPool?
  /// Tells this cell from every other one of the process; not visible to a run.
  let tag: UInt64
  /// The cell, which outlives its state.
  unowned(unsafe) let cell: Cell

  init(of cell: Cell, tag: UInt64, isPreferred: Bool) {
    self.tag = tag
    self.isPreferred = isPreferred
    unsafe self.cell = cell
  }

  /// Queues an event that fires a sink or calls a closure; gives its ticket.
  @inline(__always)
  mutating func post(
    _ kind: UInt64,
    _ words: ReceiverWords,
    code: UInt32 = 0,
    argument: UInt64 = 0,
    at time: Int64
  ) -> UInt64 {
    if words.object == spare { spare = 0 } else { words.retain() }
    let sequence = nextSequence()
    let slot = slots.insert(
      Slot(kind, words, code: code, argument: argument, sequence: sequence)
    )
    let ticket = Self.ticket(sequence, slot)
    queue.insert(QueuedEvent(time: time, ticket: ticket))
    return ticket
  }

  /// Queues a job of a task that was elsewhere.
  mutating func post(_ job: UnownedJob, at time: Int64) {
    let sequence = nextSequence()
    let slot = slots.insert(Slot(job, sequence: sequence))
    queue.insert(QueuedEvent(time: time, ticket: Self.ticket(sequence, slot)))
  }

  /// Whether the kernel keeps the reference of a slot that has been freed.
  ///
  /// A sink that is being fired must not be freed under its own feet.
  mutating func keeps(_ slot: Slot) -> Bool {
    if slot.receiver != firing || spare != 0 { return false }
    spare = firing
    return true
  }

  /// Takes in a job from the runtime.
  @inline(__always)
  mutating func admit(_ job: UnownedJob) {
    if spawning == 0 {
      ready.append(job)
    } else {
      let slot = spawning
      spawning = 0
      slots[slot].receiver = unsafe unsafeBitCast(job, to: UInt64.self)
      close(slot, .called)
    }
  }

  /// Counts an event that will never fire, and cleans up when most are of that kind.
  mutating func bury() {
    deadCount += 1
    if deadCount > 64 && deadCount * 2 > queue.count { deadCount -= queue.removeDead(slots) }
  }

  /// Advances to the event and folds it into the digest.
  @inline(__always)
  mutating func begin(_ event: QueuedEvent) {
    if event.time >= traceStop { passTraceStop(event) }
    queue.removeFirst()
    prefetch()
    // Only a live cell is ever late for an event.
    if event.time > now { now = event.time }
    eventCount &+= 1
    // The slot stays out: which one is free is no part of a history.
    let sequence = event.ticket >> QueuedEvent.slotBits
    let mixed = digest ^ UInt64(bitPattern: event.time) ^ sequence.byteSwapped
    let product = mixed.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    digest = product.high ^ product.low
  }

  /// Has the processor fetch what the next events need, unless it is all in the cache anyway.
  @inline(__always)
  private func prefetch() {
    if slots.limit < SlotTable.cacheLimit { return }
    if let later = queue.upcoming(SlotTable.lookahead) { slots.prefetch(later.slot) }
    if let later = queue.upcoming(SlotTable.receiverLookahead) {
      slots.prefetchReceiver(later.slot)
    }
    if let soon = queue.upcoming(SlotTable.frameLookahead) { slots.prefetchFrame(soon.slot) }
  }

  @inline(__always)
  mutating func nextSequence() -> UInt64 {
    let given = sequence
    KernelFault.unless(
      given < QueuedEvent.sequenceLimit,
      "one cell has queued 2^40 events, which is its limit; divide the scenario into more cells"
    )
    sequence = given &+ 1
    return given
  }

  @inline(__always)
  static func ticket(_ sequence: UInt64, _ slot: Int) -> UInt64 {
    sequence << QueuedEvent.slotBits | UInt64(truncatingIfNeeded: slot)
  }
}
