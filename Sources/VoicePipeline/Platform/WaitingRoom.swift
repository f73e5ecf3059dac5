package import SimCore

/// What somebody who waits is told and decides.
package enum WaitingDecision: Sendable, Hashable {
  case stays
  /// Hangs up on hearing how long it will take.
  case leaves
  /// Hangs up, and is called back in turn.
  case takesCallback
}

/// Somebody who wants an agent.
package protocol WaitingCaller: AnyObject, Sendable {
  /// No agent is free; `wait` is the estimate that is announced, nil where none is.
  func mustWait(_ wait: Duration?, offersCallback: Bool) -> WaitingDecision
  /// The room is full.
  func turnedAway()
  /// An agent is free, and kept; for a callback too.
  func admitted(to slot: PodSlot, isCallback: Bool)
}

/// How a waiting room treats those who wait.
package struct WaitingRoomSettings: Sendable, Hashable {
  /// Who waits at once; more are turned away.
  package var capacity: Int
  /// Whether callers are told how long it will take.
  package var announces: Bool
  /// From this estimate on a callback is offered; nil for never.
  package var callbackFrom: Duration?
  /// What a conversation is taken to last before any has ended.
  package var firstHold: Duration

  package init(
    capacity: Int,
    announces: Bool,
    callbackFrom: Duration?,
    firstHold: Duration
  ) {
    precondition(capacity >= 0 && firstHold > .zero, "a room has a size, and calls a length")
    self.capacity = capacity
    self.announces = announces
    self.callbackFrom = callbackFrom
    self.firstHold = firstHold
  }
}

/// What became of those who asked for an agent.
package struct WaitingRoomAccount: Sendable {
  package var arrived = 0
  /// Found an agent free.
  package var atOnce = 0
  /// Found one after a wait.
  package var afterWait = 0
  package var turnedAway = 0
  /// Left on hearing the estimate.
  package var balked = 0
  /// Left while they waited.
  package var abandoned = 0
  package var callbacksPromised = 0
  package var callbacksMade = 0
  /// Of those who waited and found an agent.
  package var waits = LatencyHistogram()
  /// Of those who waited and left.
  package var patience = LatencyHistogram()
  /// Of those who waited and found an agent: whom the estimate had told no less than it took.
  package var toldEnough = 0
  /// Of the same, the estimates.
  package var estimates = LatencyHistogram()
  /// People waiting over time.
  package var queue = ConcurrencyCurve()

  package init() {}

  package mutating func merge(_ other: WaitingRoomAccount) {
    arrived += other.arrived
    atOnce += other.atOnce
    afterWait += other.afterWait
    turnedAway += other.turnedAway
    balked += other.balked
    abandoned += other.abandoned
    callbacksPromised += other.callbacksPromised
    callbacksMade += other.callbacksMade
    toldEnough += other.toldEnough
    waits.merge(other.waits)
    patience.merge(other.patience)
    estimates.merge(other.estimates)
    queue.merge(other.queue)
  }

  /// Who called in and had no agent in the end, a promised callback counting as one.
  package var lost: Int { turnedAway + balked + abandoned }
}

/// Lets callers wait for an agent in the order in which they came, and says honestly how long.
///
/// The estimate is what theory says of the room as it stands: so many before the caller, each of
/// whom an agent takes when a conversation ends, which happens at the rate of agents over the mean
/// length. It learns that length from conversations that have ended.
///
///     arrival ─agent free─▶ admitted          ┌─ leaves ─▶ balked
///        └──────────────▶ told the estimate ──┼─ takes a callback ─▶ called when nobody waits
///                                             └─ stays ─▶ admitted, or abandons
package actor WaitingRoom: CellActor {
  package nonisolated let cell: Cell
  private let router: PodRouter
  private let settings: WaitingRoomSettings
  private var line: [Waiting] = []
  private var callbacks: [any WaitingCaller] = []
  private var next = 0
  private var holdTotal = Duration.zero
  private var holds = 0
  private var isListening = false
  private let defect: PlatformDefect?
  package private(set) var account = WaitingRoomAccount()

  /// Who waits now.
  package var waiting: Int { line.count }

  package init(
    cell: Cell,
    router: PodRouter,
    settings: WaitingRoomSettings,
    defect: PlatformDefect? = nil
  ) {
    self.cell = cell
    self.defect = defect
    self.router = router
    self.settings = settings
  }

  /// A caller arrives; the number is what to leave with, nil for one who does not wait.
  ///
  /// Who does not wait is told so: admitted, turned away, or by its own decision.
  package func enter(_ caller: any WaitingCaller) -> Int? {
    account.arrived += 1
    if line.isEmpty, let slot = router.onCell({ $0.acquire() }) {
      account.atOnce += 1
      caller.admitted(to: slot, isCallback: false)
      return nil
    }
    guard line.count < settings.capacity else {
      account.turnedAway += 1
      caller.turnedAway()
      return nil
    }
    let estimate = estimate(behind: line.count)
    let isOffered = settings.callbackFrom.map { estimate >= $0 } ?? false
    switch caller.mustWait(settings.announces ? estimate : nil, offersCallback: isOffered) {
    case .leaves:
      account.balked += 1
      return nil
    case .takesCallback where isOffered:
      account.callbacksPromised += 1
      callbacks.append(caller)
      listen()
      return nil
    case .stays, .takesCallback:
      next += 1
      line.append(Waiting(number: next, caller: caller, since: cell.now, estimate: estimate))
      account.queue.increment(at: cell.now)
      listen()
      return next
    }
  }

  /// A caller who waits hangs up; false if an agent was faster.
  package func leave(_ number: Int) -> Bool {
    guard let place = line.firstIndex(where: { $0.number == number }) else { return false }
    if defect == .leaverServed { return true }
    let waiting = line.remove(at: place)
    account.abandoned += 1
    account.patience.record(waiting.since.duration(to: cell.now))
    account.queue.decrement(at: cell.now)
    return true
  }

  /// A conversation has ended: estimates learn from its length.
  package func ended(after hold: Duration) {
    holds += 1
    holdTotal += hold
  }

  /// How long the next one would wait behind so many others.
  package func estimate(behind count: Int) -> Duration {
    // The first guess counts as one conversation, and soon does not matter.
    let mean = (holdTotal + settings.firstHold) / (holds + 1)
    // While no pod takes calls it is as long as one agent would need: nobody knows of more.
    return mean * (count + 1) / max(router.onCell { $0.slots }, 1)
  }

  /// Admits as many as there are agents: those who wait first, then callbacks.
  private func admit() {
    isListening = false
    while !line.isEmpty || !callbacks.isEmpty, let slot = router.onCell({ $0.acquire() }) {
      guard !line.isEmpty else {
        account.callbacksMade += 1
        callbacks.removeFirst().admitted(to: slot, isCallback: true)
        continue
      }
      let waiting = defect == .lastFirst ? line.removeLast() : line.removeFirst()
      let wait = waiting.since.duration(to: cell.now)
      account.afterWait += 1
      account.waits.record(wait)
      account.estimates.record(waiting.estimate)
      if wait <= waiting.estimate { account.toldEnough += 1 }
      account.queue.decrement(at: cell.now)
      waiting.caller.admitted(to: slot, isCallback: false)
    }
    listen()
  }

  /// Asks to be told of the next agent that is free, as long as anybody wants one.
  private func listen() {
    guard !isListening, !line.isEmpty || !callbacks.isEmpty else { return }
    isListening = true
    router.onCell { router in
      router.whenFree { [weak self] in self?.onCell { $0.admit() } }
    }
  }
}

private struct Waiting: Sendable {
  let number: Int
  let caller: any WaitingCaller
  let since: SimInstant
  let estimate: Duration
}
