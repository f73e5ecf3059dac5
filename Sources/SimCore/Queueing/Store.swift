/// A shelf of items between those who give and those who take; both may have to wait.
///
/// An item goes to the first waiting taker whose filter it passes, else to the shelf, else its
/// giver waits until there is room. Takers are served in order of arrival, each woken by its own
/// event; a task that need not wait neither suspends nor queues an event.
package actor Store<Item: Sendable>: CellActor {
  /// What a taker accepts.
  package typealias Filter = @Sendable (Item) -> Bool

  package nonisolated let cell: Cell
  /// The name in reports.
  package nonisolated let name: EntityName
  /// Items that the shelf holds.
  package nonisolated let capacity: Int
  var shelf: StoreShelf<Item>
  var takers: WaitList
  var givers: WaitList
  /// What each waiting taker accepts, and the item that it was given.
  var filters: [Filter?] = []
  var parcels: [Int?] = []
  /// The item of each waiting giver.
  var offers: [Int] = []
  var counts = StoreCounts()

  /// By arrival, or with `isByPriority` the item of the lowest priority first.
  package init(
    _ name: EntityName = "store",
    cell: Cell,
    capacity: Int = .max,
    isByPriority: Bool = false
  ) {
    precondition(capacity > 0, "a store holds one item at least")
    self.name = name
    self.cell = cell
    self.capacity = capacity
    shelf = StoreShelf(byRank: isByPriority, at: cell.now)
    takers = WaitList(at: cell.now)
    givers = WaitList(at: cell.now)
  }

  /// Items on the shelf.
  package nonisolated var count: Int { onCell(with: ()) { store, _ in store.shelf.count } }

  /// Gives an item away, and waits for room if need be.
  nonisolated(nonsending)
    package func put(
      _ item: Item,
      priority: Int = 0,
      patience: Duration? = nil
    ) async throws(FruitlessWait)
  {
    if tryPut(item, priority: priority) { return }
    let owner = WaitOwner(task: cell.taskMark, of: #isolation)
    let giver = onCell(with: (item, priority, owner)) { $0.queue($1.0, $1.1, $1.2) }
    let end = await wait(giver, .giver, patience)
    let waited = onCell(with: (giver, end)) { $0.endGiving($1.0, $1.1) }
    if end != .called { throw FruitlessWait(end, waited: waited) }
  }

  /// Takes the first item that passes, and waits for one if need be.
  nonisolated(nonsending)
    package func take(
      patience: Duration? = nil,
      where filter: Filter? = nil
    ) async throws(FruitlessWait) -> Item
  {
    if let item = tryTake(where: filter) { return item }
    let owner = WaitOwner(task: cell.taskMark, of: #isolation)
    let taker = onCell(with: (filter, owner)) { $0.queue($1.0, $1.1) }
    let end = await wait(taker, .taker, patience)
    let (item, waited) = onCell(with: (taker, end)) { $0.endTaking($1.0, $1.1) }
    guard let item else { throw FruitlessWait(end, waited: waited) }
    return item
  }

  /// Gives an item away if there is room or a taker; without a task.
  package nonisolated func tryPut(_ item: Item, priority: Int = 0) -> Bool {
    onCell(with: (item, priority)) { $0.accept($1.0, $1.1) }
  }

  /// Takes the first item that passes, if there is one; without a task.
  package nonisolated func tryTake(where filter: Filter? = nil) -> Item? {
    onCell(with: filter) { $0.takeNow($1) }
  }

  /// What happened since the start or the last reset.
  package nonisolated var statistics: StoreStatistics {
    onCell(with: ()) { store, _ in store.statistics(at: store.cell.now) }
  }

  /// Forgets what happened so far, at the end of a warm-up.
  package nonisolated func resetStatistics() { onCell(with: ()) { store, _ in store.reset() } }
}
