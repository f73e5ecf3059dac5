import SimCore
import Testing

private actor Worker: CellActor {
  nonisolated let cell: Cell
  private let journal: Journal
  private let name: String

  init(_ name: String, _ cell: Cell, _ journal: Journal) {
    self.name = name
    self.cell = cell
    self.journal = journal
  }

  private func note(_ what: String) { journal.note("\(seconds(cell.now)) \(name) \(what)") }

  func put(_ items: [Int], into store: Store<Int>, patience: Duration? = nil) async {
    for item in items {
      do throws(FruitlessWait) {
        try await store.put(item, priority: item, patience: patience)
        note("put \(item)")
      } catch { note("\(error)") }
    }
  }

  func take(
    _ count: Int = 1,
    from store: Store<Int>,
    patience: Duration? = nil,
    where filter: Store<Int>.Filter? = nil
  ) async {
    for _ in 0..<count {
      do throws(FruitlessWait) {
        note("took \(try await store.take(patience: patience, where: filter))")
      } catch { note("\(error)") }
    }
  }
}

@Suite("Store")
struct StoreTests {
  private func expectBalance(_ store: Store<Int>) {
    store.cell.enter { #expect(store.statistics.gaps == [0, 0, 0]) }
  }

  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `givers wait for room and takers for items`(mode: Cell.Mode) {
    let cell = Cell(seed: 1, mode: mode)
    let journal = Journal()
    let store = Store<Int>(cell: cell, capacity: 2)
    let giver = Worker("giver", cell, journal)
    let taker = Worker("taker", cell, journal)
    cell.spawn { await giver.put([1, 2, 3, 4], into: store) }
    cell.after(.seconds(1)) { cell.spawn { await taker.take(5, from: store) } }
    cell.after(.seconds(2)) { #expect(store.tryPut(5)) }
    cell.run()
    #expect(
      journal.all == [
        "0 s giver put 1", "0 s giver put 2", "1 s taker took 1", "1 s taker took 2",
        "1 s taker took 3", "1 s giver put 3", "1 s giver put 4", "1 s taker took 4",
        "2 s taker took 5",
      ]
    )
    expectBalance(store)
    cell.enter {
      #expect(store.count == 0)
      #expect(store.statistics.counts.put == 5)
      #expect(store.statistics.counts.taken == 5)
      #expect(store.tryTake() == nil)
    }
  }

  @Test func `a store by priority gives the lowest first, and equals by arrival`() {
    let cell = Cell(seed: 1)
    let store = Store<String>(cell: cell, isByPriority: true)
    cell.enter {
      for (item, priority) in [("c", 3), ("a", 1), ("b", 2), ("a2", 1), ("z", -1)] {
        #expect(store.tryPut(item, priority: priority))
      }
      #expect((0..<5).map { _ in store.tryTake() } == ["z", "a", "a2", "b", "c"])
    }
  }

  @Test func `a taker with a filter waits for its item and lets others pass`() {
    let cell = Cell(seed: 1)
    let journal = Journal()
    let store = Store<Int>(cell: cell, capacity: 1)
    let picky = Worker("picky", cell, journal)
    let other = Worker("other", cell, journal)
    let giver = Worker("giver", cell, journal)
    cell.spawn { await picky.take(from: store) { $0 > 10 } }
    cell.spawn { await other.take(from: store) }
    cell.spawn { await giver.put([1, 2, 11], into: store) }
    cell.run()
    #expect(
      journal.all == [
        "0 s giver put 1", "0 s giver put 2", "0 s giver put 11", "0 s other took 1",
        "0 s picky took 11",
      ]
    )
    cell.enter { #expect(store.tryTake { $0 > 10 } == nil) }
    cell.enter { #expect(store.tryTake() == 2) }
    expectBalance(store)
  }

  @Test func `a taker with a filter finds the item of a giver who waits for room`() {
    let cell = Cell(seed: 1)
    let journal = Journal()
    let store = Store<Int>(cell: cell, capacity: 1)
    let giver = Worker("giver", cell, journal)
    let taker = Worker("taker", cell, journal)
    cell.spawn { await giver.put([1, 2], into: store) }
    cell.spawn { await taker.take(from: store) { $0 == 2 } }
    cell.run()
    #expect(journal.all == ["0 s giver put 1", "0 s taker took 2", "0 s giver put 2"])
    expectBalance(store)
  }

  @Test func `the impatient leave with what they brought`() {
    let cell = Cell(seed: 1)
    let journal = Journal()
    let store = Store<Int>(cell: cell, capacity: 1)
    let giver = Worker("giver", cell, journal)
    let taker = Worker("taker", cell, journal)
    cell.spawn { await giver.put([1, 2, 3], into: store, patience: .seconds(1)) }
    cell.after(.seconds(4)) {
      #expect(store.tryTake() == 1)
      cell.spawn { await taker.take(from: store, patience: .seconds(2)) }
    }
    cell.run()
    #expect(
      journal.all == [
        "0 s giver put 1", "1 s giver reneged(waited: 1.0 seconds)",
        "2 s giver reneged(waited: 1.0 seconds)", "6 s taker reneged(waited: 2.0 seconds)",
      ]
    )
    expectBalance(store)
    cell.enter { #expect(store.statistics.counts.reneged == 3) }
  }

  @Test func `random givers and takers lose and double nothing, over 200 seeds`() {
    for seed in UInt64(0)..<200 {
      let cell = Cell(seed: seed)
      let journal = Journal()
      let store = Store<Int>(cell: cell, capacity: cell.key.below(3, .kind) + 1)
      var tasks: [Task<Void, Never>] = []
      for index in 0..<12 {
        let draw = UInt64(index)
        let worker = Worker("w", cell, journal)
        let patience: Duration? =
          cell.key.below(2, .patience, draw) == 0
          ? nil : .milliseconds(cell.key.below(40, .time, draw))
        let start = Duration.milliseconds(cell.key.below(100, .start, draw))
        let isGiver = cell.key.below(2, .side, draw) == 0
        cell.after(start) {
          cell.spawn {
            if isGiver {
              await worker.put([index * 2, index * 2 + 1], into: store, patience: patience)
            } else if cell.key.below(2, .kind, draw) == 0 {
              await worker.take(2, from: store, patience: patience)
            } else {
              await worker.take(2, from: store, patience: patience) { $0 % 4 == 0 }
            }
          }
        }
        if cell.key.below(4, .cancel, draw) == 0 {
          tasks.append(cell.spawn { await worker.take(from: store) })
        }
      }
      for (index, task) in tasks.enumerated() {
        cell.after(.milliseconds(10 * index + 3)) { task.cancel() }
      }
      cell.run()
      let put = journal.all.filter { $0.contains(" put ") }.count
      let took = journal.all.filter { $0.contains(" took ") }
      let items = took.compactMap { $0.split(separator: " ").last }
      #expect(Set(items).count == items.count, "seed \(seed)")
      cell.enter {
        #expect(put == took.count + store.count, "seed \(seed)")
        #expect(store.statistics.counts.put == put)
        #expect(store.statistics.counts.taken == took.count)
      }
      expectBalance(store)
      cell.shutdown()
      expectBalance(store)
    }
  }
}

extension Purpose {
  fileprivate static let kind = Purpose("store.kind")
  fileprivate static let patience = Purpose("store.patience")
  fileprivate static let time = Purpose("store.time")
  fileprivate static let start = Purpose("store.start")
  fileprivate static let side = Purpose("store.side")
  fileprivate static let cancel = Purpose("store.cancel")
}
