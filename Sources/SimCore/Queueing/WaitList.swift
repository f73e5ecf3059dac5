/// Tasks and sinks that wait in order of arrival; any of them leaves in constant time.
struct WaitList {
  private struct Waiter {
    var since: Int64 = 0
    var owner = WaitOwner()
    /// The suspended task.
    var wait: WaitID?
    /// Or who hears by an event of its own.
    var sink: (any EventSink)?
    var code: UInt32 = 0
    var argument: UInt64 = 0
    /// Whether it is still in line.
    var isWaiting = false
  }

  private var waiters: [Waiter] = []
  private var vacant: [Int] = []
  private var line = ArrivalLine()
  private(set) var ledger: StayLedger

  init(at now: SimInstant) { ledger = StayLedger(at: now) }

  var count: Int { line.count }

  /// The waiters' numbers by arrival.
  var all: [Int] { line.all }

  var first: Int? { line.first }

  /// The one that arrived next.
  func after(_ number: Int) -> Int? { line.after(number) }

  /// Joins the line; gives the waiter's number, which is its own until `forget`.
  mutating func join(_ owner: WaitOwner, at now: SimInstant) -> Int {
    let number = vacant.popLast() ?? waiters.count
    if number == waiters.count { waiters.append(Waiter()) }
    waiters[number] = Waiter(since: now.nanoseconds, owner: owner, isWaiting: true)
    line.append(number)
    ledger.enter(1, at: now)
    return number
  }

  /// Joins the line as a sink.
  mutating func join(_ sink: any EventSink, _ code: UInt32, _ argument: UInt64, at now: SimInstant)
  {
    let number = join(WaitOwner(user: sink), at: now)
    waiters[number].sink = sink
    waiters[number].code = code
    waiters[number].argument = argument
  }

  /// Keeps the name to call a task by.
  mutating func suspended(_ number: Int, _ wait: WaitID) { waiters[number].wait = wait }

  /// Takes a waiter out of the line and wakes it by an event; false when its task is cancelled at
  /// this very instant, and so has left.
  mutating func call(_ number: Int, on cell: Cell) -> Bool {
    leave(number, at: cell.now)
    if let sink = waiters[number].sink {
      cell.schedule(
        at: cell.now,
        sink,
        code: waiters[number].code,
        argument: waiters[number].argument
      )
      forget(number)
      return true
    }
    return waiters[number].wait.map { cell.call($0) } ?? false
  }

  /// Wakes everybody, by an event each, in order of arrival; gives their number.
  mutating func callAll(on cell: Cell) -> Int {
    var called = 0
    while let number = line.first { called += call(number, on: cell) ? 1 : 0 }
    return called
  }

  /// Ends a task's wait, whether it was called or left by itself; gives how long it lasted.
  mutating func end(_ number: Int, at now: SimInstant) -> Duration {
    let since = SimInstant(nanoseconds: waiters[number].since)
    if waiters[number].isWaiting { leave(number, at: now) }
    forget(number)
    return since.duration(to: now)
  }

  mutating func restart(at now: SimInstant) { ledger.restart(at: now) }

  func describe(_ number: Int, place: String) -> WaitDescription {
    let since = SimInstant(nanoseconds: waiters[number].since)
    return WaitDescription(place: place, owner: waiters[number].owner, since: since, holders: [])
  }

  /// The waiters without a task.
  func describeSinks(place: String) -> [WaitDescription] {
    line.all.filter { waiters[$0].sink != nil }.map { describe($0, place: place) }
  }

  private mutating func leave(_ number: Int, at now: SimInstant) {
    line.remove(number)
    ledger.leave(1, since: waiters[number].since, at: now)
    waiters[number].isWaiting = false
  }

  private mutating func forget(_ number: Int) {
    waiters[number] = Waiter()
    vacant.append(number)
  }
}

/// How a wait at a gate or a store ended that brought nothing.
package enum FruitlessWait: Error, Sendable, Hashable {
  /// The patience was over first.
  case reneged(waited: Duration)
  /// The task was cancelled while it waited.
  case cancelled(waited: Duration)

  init(_ end: WaitEnd, waited: Duration) {
    self = end == .overdue ? .reneged(waited: waited) : .cancelled(waited: waited)
  }
}
