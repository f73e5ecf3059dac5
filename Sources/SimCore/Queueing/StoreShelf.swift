/// The items of a store: on the shelf, or in the hands of a giver or a taker who is being woken.
struct StoreShelf<Item> {
  private struct Slot {
    var item: Item?
    var rank = 0
    var since: Int64 = 0
  }

  private var slots: [Slot] = []
  private var vacant: [Int] = []
  private var line: WaitingLine
  private var sequence: UInt64 = 0
  private(set) var ledger: StayLedger

  init(byRank isByRank: Bool, at now: SimInstant) {
    line = WaitingLine(byRank: isByRank)
    ledger = StayLedger(at: now)
  }

  /// Items on the shelf.
  var count: Int { line.count }

  /// Takes an item in, into no place yet; gives its number.
  mutating func accept(_ item: Item, rank: Int) -> Int {
    let number = vacant.popLast() ?? slots.count
    if number == slots.count { slots.append(Slot()) }
    slots[number] = Slot(item: item, rank: rank)
    return number
  }

  /// Lets an item go that is not on the shelf.
  mutating func giveOut(_ number: Int) -> Item? {
    defer {
      slots[number].item = nil
      vacant.append(number)
    }
    return slots[number].item
  }

  mutating func put(_ number: Int, at now: SimInstant) {
    sequence += 1
    slots[number].since = now.nanoseconds
    line.insert(number, rank: slots[number].rank, sequence: sequence)
    ledger.enter(1, at: now)
  }

  /// Takes the first item that passes off the shelf.
  mutating func take(where filter: ((Item) -> Bool)?, at now: SimInstant) -> Int? {
    let found = filter.map { passes in line.all.first { passesFilter($0, passes) } } ?? line.first
    guard let number = found else { return nil }
    line.remove(number)
    ledger.leave(1, since: slots[number].since, at: now)
    return number
  }

  /// Whether an item passes; without a filter all do.
  func passesFilter(_ number: Int, _ passes: ((Item) -> Bool)?) -> Bool {
    guard let passes, let item = slots[number].item else { return true }
    return passes(item)
  }

  mutating func restart(at now: SimInstant) { ledger.restart(at: now) }
}
