private import Synchronization

/// Tells the federations of a process apart; not visible to a run.
private let federationCount = Atomic<UInt32>(0)

/// Cells that run side by side, on any number of threads, to the same bytes.
///
/// ```
///          one window: lookahead L from the earliest event of all cells
///  cell 0 |--- events ---> outboxes |  barrier  | letters in, events ... | barrier
///  cell 1 |--- events ---> outboxes |           | letters in, events ... |
/// ```
/// No message arrives sooner than L after it was sent, so what is sent in a window arrives after
/// it, and the cells need not wait for one another in between (conservative synchronisation: Chandy
/// and Misra 1979; with windows: Nicol 1993). After the barrier each cell takes in the letters for
/// it, source by source and in the order of sending, so messages of one instant are ordered by
/// (source, sequence). Stretches in which no cell has an event cost no window.
///
/// The number of cells and the lookahead belong to the scenario: other values give other bytes. The
/// number of threads does not, nor does a run in several pieces.
@safe
package final class CellFederation: Sendable {
  /// The cells; the index is the cell's identity.
  package let cells: [Cell]
  /// The least delay of a message.
  package let lookahead: Duration
  /// What the run was started with; every cell draws from the same key, so that an entity draws the
  /// same wherever it lives.
  package let seed: UInt64

  // Each office is only touched by the thread that runs its cell; what `run` keeps between calls,
  // only by its caller.
  nonisolated(unsafe) let offices: [UnsafeMutablePointer<PostOffice>]
  nonisolated(unsafe) let outboxes: [UnsafeMutablePointer<Outbox>]
  nonisolated(unsafe) private let progress: UnsafeMutablePointer<WindowProgress>

  /// Cells at instant zero with one seed; an antithetic federation mirrors every draw of its run.
  package init(
    cells count: Int,
    lookahead: Duration,
    seed: UInt64,
    isAntithetic: Bool = false,
    mode: Cell.Mode = .working
  ) {
    KernelFault.unless(1...4_096 ~= count, "a federation has 1 to 4,096 cells, not \(count)")
    let nanoseconds = lookahead.nanoseconds
    KernelFault.unless(nanoseconds > 0, "a federation needs a lookahead of at least 1 ns")
    let number = federationCount.add(1, ordering: .relaxed).newValue
    cells = (0..<count).map {
      Cell(id: $0, seed: seed, isAntithetic: isAntithetic, mode: mode)
    }
    self.lookahead = lookahead
    self.seed = seed
    unsafe offices = cells.enumerated().map { index, cell in
      let office = unsafe Self.apart(PostOffice.self)
      unsafe office.initialize(
        to: PostOffice(
          of: cell,
          index: index,
          cellCount: count,
          lookahead: nanoseconds,
          federation: number
        )
      )
      unsafe cell.state.pointee.office = office
      return unsafe office
    }
    unsafe outboxes = offices.map { unsafe $0.pointee.outboxes }
    unsafe progress = .allocate(capacity: 1)
    unsafe progress.initialize(to: WindowProgress())
  }

  deinit {
    for index in cells.indices {
      let office = unsafe offices[index]
      unsafe office.pointee.closeMailboxes()
      unsafe cells[index].state.pointee.office = nil
      unsafe office.deinitialize(count: 1)
      unsafe office.deallocate()
    }
    unsafe progress.deinitialize(count: 1)
    unsafe progress.deallocate()
  }

  /// Windows that were run, a result of the model like the number of events.
  package var windowCount: Int { unsafe progress.pointee.count }

  /// Events that have fired in all cells.
  package var eventCount: UInt64 { cells.reduce(0) { $0 + $1.eventCount } }

  /// Spawned tasks of all cells that have not ended.
  package var taskCount: Int { cells.reduce(0) { $0 + $1.taskCount } }

  /// Messages that were sent.
  package var messageCount: UInt64 {
    unsafe offices.reduce(0) { unsafe $0 + $1.pointee.sentCount }
  }

  /// Messages whose mailbox was closed when they arrived.
  package var undeliverableCount: UInt64 {
    unsafe offices.reduce(0) { unsafe $0 + $1.pointee.undeliverableCount }
  }

  /// The instant of the earliest event or arrival of all cells; nil when nothing is left.
  package var nextEvent: SimInstant? {
    let earliest = cells.indices.map { earliestEvent(of: $0) }.min() ?? .max
    return earliest == .max ? nil : SimInstant(nanoseconds: earliest)
  }

  /// Digest of the histories of all cells, in their order, as 32 hexadecimal digits.
  package var digest: String {
    var whole = SHA256()
    for cell in cells { whole.update(cell.digest) }
    return String(whole.hexDigest.prefix(32))
  }

  /// Runs every event up to and including an instant, which then is now in every cell; false when
  /// nothing is left.
  ///
  /// The calling thread is one of the threads; more threads than cells are not started. May be
  /// called again. Events at `SimInstant.distantFuture` never fire.
  @discardableResult
  package func run(until end: SimInstant = .distantFuture, threads: Int = 1) -> Bool {
    _ = advance(until: end, threads: threads, measures: false)
    return nextEvent != nil
  }

  /// The same, and what it cost each thread; looking at the clocks costs about 1 us a window.
  package func runMeasured(until end: SimInstant, threads: Int) -> FederationEffort {
    advance(until: end, threads: threads, measures: true)
  }

  /// Ends what is left of a run and frees it; gives the number of tasks that did not end.
  ///
  /// Cell by cell, as `Cell.shutdown`. Messages under way are dropped and all mailboxes closed.
  @discardableResult
  package func shutdown() -> Int {
    let left = cells.reduce(0) { $0 + $1.shutdown() }
    for index in cells.indices {
      unsafe offices[index].pointee.discardOutboxes()
      unsafe offices[index].pointee.closeMailboxes()
    }
    return left
  }

  /// When a cell has something to do next, or causes it in another one, in nanoseconds.
  func earliestEvent(of index: Int) -> Int64 {
    let own = cells[index].nextEvent?.nanoseconds ?? .max
    return unsafe min(own, offices[index].pointee.earliest)
  }

  private func advance(until end: SimInstant, threads: Int, measures: Bool) -> FederationEffort {
    KernelFault.unless(threads > 0, "a federation runs on at least one thread, not \(threads)")
    let present = cells.map(\.now).max() ?? .zero
    KernelFault.unless(
      end >= present,
      "a federation was asked to run until \(end.nanoseconds) ns, which is past: it is "
        + "\(present.nanoseconds) ns now"
    )
    let crew = WindowCrew(
      of: self,
      from: unsafe progress.pointee,
      until: end.nanoseconds,
      threads: min(threads, cells.count),
      measures: measures
    )
    unsafe progress.pointee = crew.run()
    if end != .distantFuture { for cell in cells { cell.run(until: end) } }
    return crew.effort
  }

  /// Memory on cache lines of its own.
  private static func apart<Value: ~Copyable>(
    _ type: Value.Type
  ) -> UnsafeMutablePointer<Value> {
    let size = (MemoryLayout<Value>.stride + 127) & ~127
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 128)
    return unsafe memory.bindMemory(to: type, capacity: 1)
  }
}
