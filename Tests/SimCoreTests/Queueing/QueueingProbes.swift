import SimCore
import Synchronization

/// A task's view of a resource, written down line by line.
actor Customer: CellActor {
  nonisolated let cell: Cell
  nonisolated let journal: Journal
  private let name: String

  init(_ name: String, on cell: Cell, _ journal: Journal) {
    self.name = name
    self.cell = cell
    self.journal = journal
  }

  func note(_ what: String) { journal.note("\(seconds(cell.now)) \(name) \(what)") }

  /// Arrives, waits as long as it likes, and holds the units for a time.
  func visit(
    _ resource: Resource,
    _ amount: Int = 1,
    at arrival: Duration = .zero,
    for service: Duration,
    priority: Int = 0,
    patience: Duration? = nil,
    mayPreempt: Bool = true
  ) async {
    if arrival > .zero { try? await clock.sleep(for: arrival) }
    let admission = await resource.acquire(
      amount,
      priority: priority,
      patience: patience,
      mayPreempt: mayPreempt
    )
    switch admission {
    case .granted(let claim):
      note("granted after \(seconds(claim.waited))")
      switch await resource.hold(claim, for: service) {
      case .completed: note("done")
      case .preempted(let left): note("preempted, \(seconds(left)) left")
      case .cancelled(let left): note("cancelled, \(seconds(left)) left")
      }
      resource.release(claim)
    case .reneged(let waited): note("reneged after \(seconds(waited))")
    case .refused: note("refused")
    case .cancelled(let waited): note("cancelled after \(seconds(waited))")
    }
  }
}

func seconds(_ duration: Duration) -> String { duration.shortText }

func seconds(_ instant: SimInstant) -> String { SimInstant.zero.duration(to: instant).shortText }

/// A user without a task, written down the same way; one for many requests, told apart by argument.
final class Clerk: ResourceUser {
  let cell: Cell
  let journal: Journal
  let resource: Resource
  private let services: Mutex<[UInt64: Duration]> = Mutex([:])

  init(_ resource: Resource, _ journal: Journal) {
    self.resource = resource
    self.journal = journal
    cell = resource.cell
  }

  func note(_ argument: UInt64, _ what: String) {
    journal.note("\(seconds(cell.now)) \(argument) \(what)")
  }

  func visit(
    _ argument: UInt64,
    _ amount: Int = 1,
    for service: Duration,
    priority: Int = 0,
    patience: Duration? = nil,
    mayPreempt: Bool = true
  ) {
    services.withLock { $0[argument] = service }
    let entry = resource.request(
      amount,
      for: self,
      code: 7,
      argument: argument,
      priority: priority,
      patience: patience,
      mayPreempt: mayPreempt
    )
    switch entry {
    case .granted(let claim): start(claim, argument)
    case .waiting: break
    case .refused: note(argument, "refused")
    }
  }

  func heard(_ news: ResourceNews, code: UInt32, argument: UInt64) {
    switch news {
    case .granted(let claim): start(claim, argument)
    case .reneged(let waited): note(argument, "reneged after \(seconds(waited))")
    case .completed(let claim):
      note(argument, "done")
      resource.release(claim)
    case .preempted(_, let left):
      note(argument, "preempted, \(left.map { seconds($0) } ?? "nothing") left")
    }
  }

  private func start(_ claim: Claim, _ argument: UInt64) {
    note(argument, "granted after \(seconds(claim.waited))")
    resource.beginHold(claim, for: services.withLock { $0[argument] } ?? .zero)
  }
}
