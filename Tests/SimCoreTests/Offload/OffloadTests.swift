import SimCore
import Synchronization
import Testing

private struct Refusal: Error, Equatable {
  let reason: String
}

/// Gives jobs away and notes when it gets them back.
private actor Foreman: CellActor {
  nonisolated let cell: Cell
  private(set) var log: [String] = []

  init(_ cell: Cell) { self.cell = cell }

  func note(_ text: String) { log.append("\(cell.now.nanoseconds / 1_000_000) \(text)") }

  func delegate(_ number: Int, due delay: Duration) async {
    let result = await cell.offload(due: delay) { Self.heavy(number) }
    note("\(number) \(result.value ?? -1)")
  }

  func delegateRisky(_ number: Int) async {
    let result = await cell.offload(due: .milliseconds(2)) { () throws(Refusal) -> Int in
      if number % 2 == 1 { throw Refusal(reason: "odd") }
      return number
    }
    switch result {
    case .value(let value): note("value \(value)")
    case .failure(let refusal): note("failure \(refusal.reason)")
    case .cancelled: note("cancelled")
    }
  }

  func live(_ key: DrawKey, _ steps: UInt64) async {
    for step in 0..<steps {
      let seed = key.below(1_000, .test, step * 2)
      await delegate(seed, due: .milliseconds(key.below(5, .test, step * 2 + 1)))
      cell.record(kind: 1, a: UInt64(log.count), b: UInt64(seed))
    }
  }

  /// Takes long enough that cells overtake the pool now and then.
  nonisolated static func heavy(_ number: Int) -> Int {
    var state = UInt64(number)
    for round in 0..<UInt64(300) { state = Mix.finish(state &+ round) }
    return Int(state % 1_000)
  }
}

@Suite("Offload")
struct OffloadTests {
  private func log(_ foreman: Foreman) -> [String] {
    foreman.cell.enter { foreman.onCell { $0.log } }
  }

  private func federation(_ pool: OffloadPool?, seed: UInt64, threads: Int) -> String {
    let federation = CellFederation(cells: 3, lookahead: .milliseconds(3), seed: seed)
    for cell in federation.cells {
      cell.useOffload(pool)
      for index in UInt64(0)..<4 {
        let foreman = Foreman(cell)
        let key = cell.key.entity("foreman", UInt64(cell.id) * 8 + index)
        cell.spawn { await foreman.live(key, 6) }
      }
    }
    federation.run(threads: threads)
    return federation.digest
  }

  @Test func `pools of 0 to 8 threads give the same bytes, on one thread and on two`() {
    let pools = [0, 1, 2, 4, 8].map { OffloadPool(threads: $0) }
    for seed in UInt64(0)..<12 {
      let digest = federation(nil, seed: seed, threads: 1)
      for (index, pool) in pools.enumerated() {
        let other = federation(pool, seed: seed, threads: 1 + index % 2)
        #expect(other == digest, "seed \(seed), pool of \(pool.threadCount)")
      }
    }
    // Every job was done once: by a thread of the pool or by a cell.
    for pool in pools { #expect(pool.facts.pooled + pool.facts.inlined == 12 * 3 * 4 * 6) }
    #expect(pools[0].facts.pooled == 0)
  }

  @Test(arguments: [0, 2])
  func `a result is there at the modelled instant, by one event`(threads: Int) {
    let cell = Cell(seed: 1)
    cell.useOffload(OffloadPool(threads: threads))
    let foreman = Foreman(cell)
    cell.spawn { await foreman.delegate(1, due: .milliseconds(20)) }
    cell.spawn { await foreman.delegate(2, due: .milliseconds(10)) }
    foreman.after(.milliseconds(15)) { $0.note("meanwhile") }
    cell.run()
    #expect(
      log(foreman) == [
        "10 2 \(Foreman.heavy(2))", "15 meanwhile", "20 1 \(Foreman.heavy(1))",
      ]
    )
    #expect(cell.eventCount == 5)
  }

  @Test(arguments: [0, 2])
  func `a callback gets its result without a task`(threads: Int) {
    let cell = Cell(seed: 1)
    cell.useOffload(OffloadPool(threads: threads))
    let journal = Journal()
    cell.offload(due: .milliseconds(4)) {
      21 * 2
    } then: { result in
      journal.note("\(cell.now.nanoseconds) \(result.value ?? 0)")
    }
    cell.run()
    #expect(journal.all == ["4000000 42"])
  }

  @Test(arguments: [0, 1])
  func `an error of a job is a typed result`(threads: Int) {
    let cell = Cell(seed: 1)
    cell.useOffload(OffloadPool(threads: threads))
    let foreman = Foreman(cell)
    for number in 0..<2 { cell.spawn { await foreman.delegateRisky(number) } }
    cell.run()
    #expect(log(foreman) == ["2 value 0", "2 failure odd"])
  }

  @Test(arguments: [0, 1])
  func `a cancelled task waits no longer, and what its job finds is dropped`(threads: Int) {
    let cell = Cell(seed: 1)
    let pool = OffloadPool(threads: threads)
    cell.useOffload(pool)
    let foreman = Foreman(cell)
    let task = cell.spawn { await foreman.delegate(1, due: .milliseconds(20)) }
    cell.after(.milliseconds(5)) { task.cancel() }
    cell.run()
    #expect(log(foreman) == ["5 1 -1"])
    #expect(cell.now == .milliseconds(5))
    #expect(pool.facts.inlined == 0)
  }

  @Test func `a full queue leaves jobs to their cell`() {
    let gate = Gatekeeper()
    let pool = OffloadPool(threads: 1, queueLimit: 3)
    let cell = Cell(seed: 1)
    cell.useOffload(pool)
    // The pool's thread stands still until the cell has passed the instant of all the others.
    cell.offload(due: .seconds(1)) {
      gate.enter()
    } then: { _ in
    }
    gate.waitUntilEntered()
    let journal = Journal()
    for number in 0..<10 {
      cell.offload(due: .milliseconds(1)) {
        number
      } then: { result in
        journal.note("\(result.value ?? -1)")
      }
    }
    cell.run(until: .milliseconds(1))
    #expect(journal.all == (0..<10).map { "\($0)" })
    #expect(pool.facts.inlined == 10)
    gate.open()
    cell.run()
    #expect(pool.facts.pooled == 1)
  }

  @Test func `a cell stands still for a job that is late, and counts it`() {
    let gate = Gatekeeper()
    let pool = OffloadPool(threads: 1)
    let cell = Cell(seed: 1)
    cell.useOffload(pool)
    let journal = Journal()
    cell.offload(due: .milliseconds(1)) {
      gate.enter(for: 250_000_000)
    } then: { _ in
      journal.note("\(cell.now.nanoseconds)")
    }
    cell.after(.milliseconds(2)) { journal.note("after") }
    gate.waitUntilEntered()
    cell.run()
    #expect(journal.all == ["1000000", "after"])
    #expect(pool.facts.stalls == 1)
    #expect(pool.facts.stalledNanoseconds > 0)
  }

  @Test func `a pool that is left or goes away leaves nothing undone`() {
    let cell = Cell(seed: 1)
    let journal = Journal()
    for round in 0..<50 {
      cell.useOffload(OffloadPool(threads: round % 3))
      for number in 0..<4 {
        cell.offload(due: .milliseconds(1)) {
          Foreman.heavy(number)
        } then: { result in
          journal.note("\(result.value ?? -1)")
        }
      }
      if round % 2 == 0 { cell.useOffload(nil) }
      cell.run()
    }
    let expected = (0..<50).flatMap { _ in (0..<4).map { "\(Foreman.heavy($0))" } }
    #expect(journal.all == expected)
  }

  @Test(arguments: [0, 1])
  func `a job that looks at a cell stops the process, whoever does it`(threads: Int) async {
    let result = await #expect(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) { [threads] in
      let cell = Cell(id: 7, seed: 1)
      cell.useOffload(OffloadPool(threads: threads))
      let foreman = Foreman(cell)
      cell.offload(due: .milliseconds(1)) {
        foreman.onCell { $0.note("here") }
      } then: { _ in
      }
      cell.run()
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("Foreman: code of cell 7 runs on a thread that does not run the cell"))
  }
}

/// Holds a thread of a pool for a test.
private final class Gatekeeper: Sendable {
  private let isEntered = Atomic(false)
  private let isOpen = Atomic(false)

  func enter() {
    isEntered.store(true, ordering: .releasing)
    while !isOpen.load(ordering: .acquiring) {}
  }

  func enter(for nanoseconds: Int64) {
    isEntered.store(true, ordering: .releasing)
    let start = HostClock.wallNanoseconds()
    while HostClock.wallNanoseconds() - start < nanoseconds {}
  }

  func open() { isOpen.store(true, ordering: .releasing) }

  func waitUntilEntered() { while !isEntered.load(ordering: .acquiring) {} }
}
