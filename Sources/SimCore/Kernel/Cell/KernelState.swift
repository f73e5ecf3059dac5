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
  /// What the models recorded.
  var trace = EventTrace()
  /// Digests at the ends of windows of simulated time.
  var windows = WindowLog()
  /// The trace wants to see every event from this instant on: the end of the open window.
  var traceStop = TraceWindows.narrowest
  var queue = TimingWheel()
  var slots = SlotTable()
  var ready = ReadyRing()
  var roots = RootTable()
  /// Where something waits without a task.
  var places = PlaceTable()
  /// True while `spawn` creates a task: the next job becomes an event of its own.
  var isSpawning = false
  var isRunning = false
  var isShutDown = false
  /// Where messages leave and arrive, if the cell belongs to a federation.
  var office: UnsafeMutablePointer<PostOffice>?
  let isPreferred: Bool
  /// Tells this cell from every other one of the process; not visible to a run.
  let tag: UInt64
  /// The cell, which outlives its state.
  unowned(unsafe) let cell: Cell

  init(of cell: Cell, tag: UInt64, isPreferred: Bool) {
    self.tag = tag
    self.isPreferred = isPreferred
    unsafe self.cell = cell
  }

  /// Queues an event that fires `wake`.
  @inline(__always)
  mutating func post(_ wake: consuming Wake, at time: Int64) -> UInt64 {
    let ticket = slots.insert(wake, sequence: nextSequence())
    queue.insert(QueuedEvent(time: time, ticket: ticket))
    return ticket
  }

  /// Queues an event for a slot that is already taken.
  @inline(__always)
  mutating func arm(_ slot: Int, _ wake: Wake, at time: Int64) {
    let ticket = nextSequence() << QueuedEvent.slotBits | UInt64(truncatingIfNeeded: slot)
    slots.set(slot, wake, ticket: ticket)
    queue.insert(QueuedEvent(time: time, ticket: ticket))
  }

  /// Takes in a job from the runtime.
  @inline(__always)
  mutating func admit(_ job: UnownedJob) {
    if isSpawning {
      isSpawning = false
      _ = post(.task(job), at: now)
    } else {
      ready.append(job)
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
    // Only a live cell is ever late for an event.
    if event.time > now { now = event.time }
    eventCount &+= 1
    // The slot stays out: which one is free is no part of a history.
    let sequence = event.ticket >> QueuedEvent.slotBits
    let mixed = digest ^ UInt64(bitPattern: event.time) ^ sequence.byteSwapped
    let product = mixed.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    digest = product.high ^ product.low
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
}

/// The spawned tasks of a cell that have not ended.
struct RootTable {
  private var tasks: [Task<Void, Never>?] = []
  private var vacant: [Int] = []

  /// Number of tasks that have not ended.
  var count: Int { tasks.count - vacant.count }

  mutating func reserve() -> Int {
    if let index = vacant.popLast() { return index }
    tasks.append(nil)
    return tasks.count - 1
  }

  mutating func set(_ index: Int, _ task: Task<Void, Never>) { tasks[index] = task }

  mutating func remove(_ index: Int) {
    tasks[index] = nil
    vacant.append(index)
  }

  /// The tasks, in order of their place.
  var all: [Task<Void, Never>] { tasks.compactMap(\.self) }
}
