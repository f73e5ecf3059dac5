import SimCore
import Testing
import VoicePipeline

/// A router with pods of two slots, and calls of people by number.
private struct Bench {
  let cell = Cell(seed: 1)
  let router: PodRouter

  init(
    _ policy: RoutingPolicy,
    pods: Int = 3,
    slots: Int = 2,
    viewAge: Duration = .zero,
    triesMax: Int = 3,
    retryAfter: Duration = .zero
  ) {
    router = PodRouter(
      cell: cell,
      RoutingSettings(
        policy: policy,
        viewAge: viewAge,
        triesMax: triesMax,
        retryAfter: retryAfter
      )
    )
    cell.enter { [router] in
      router.onCell { router in
        for pod in 0..<pods { router.open(pod: pod, slots: slots) }
      }
    }
  }

  /// Places calls all at once; their slots in the order in which they are found.
  func place(_ calls: [RoutedCall]) -> [PodSlot?] {
    let log = SlotLog(cell: cell)
    cell.enter { [router, cell] in
      for call in calls {
        cell.spawn {
          let slot = await router.place(call)
          log.onCell { $0.slots.append(slot) }
        }
      }
    }
    _ = cell.run()
    return cell.enter { log.onCell { $0.slots } }
  }

  func release(_ slot: PodSlot?) {
    guard let slot else { return }
    cell.enter { [router] in router.onCell { $0.release(slot) } }
    _ = cell.run()
  }

  var account: RoutingAccount { cell.enter { router.onCell { $0.account } } }
}

private actor SlotLog: CellActor {
  nonisolated let cell: Cell
  var slots: [PodSlot?] = []

  init(cell: Cell) { self.cell = cell }
}

private func calls(_ people: Int...) -> [RoutedCall] {
  people.map { RoutedCall(affinity: UInt64($0)) }
}

@Suite("Pod routing")
struct PodRoutingTests {
  @Test func `round robin asks one pod after the other, and tries the next of a full one`() {
    let bench = Bench(.roundRobin, slots: 1)
    let slots = bench.place(calls(1, 2))
    #expect(slots.map { $0?.pod } == [0, 1])
    bench.release(slots[0])
    #expect(bench.place(calls(3, 4)).map { $0?.pod } == [2, 0])
    #expect(bench.account.refusals == 0)
    #expect(bench.place(calls(5)).map { $0?.pod } == [nil])
    #expect(bench.account.refusals == 3)
  }

  @Test func `one try turns calls away beside free slots`() {
    let bench = Bench(.roundRobin, pods: 2, slots: 1, triesMax: 1)
    let slots = bench.place(calls(1, 2))
    bench.release(slots[1])
    // It is the first one's turn, and that is full.
    #expect(bench.place(calls(3)).map { $0?.pod } == [nil])
    #expect(bench.account.missed == 1)
  }

  @Test func `who is sticky comes to the same pod as long as it has a slot`() {
    let bench = Bench(.sticky)
    #expect(bench.place(calls(7, 8, 7)).map { $0?.pod } == [0, 1, 0])
    // The home is full: the next time it is another one.
    #expect(bench.place(calls(7)).map { $0?.pod } == [2])
  }

  @Test func `a ring of hashes sends a person to one pod, and few elsewhere when a pod comes`() {
    let people = (0..<400).map { RoutedCall(affinity: Mix.finish(UInt64($0) + 1)) }
    let three = Bench(.consistentHash, pods: 3, slots: 1_000).place(people).map { $0?.pod }
    let four = Bench(.consistentHash, pods: 4, slots: 1_000).place(people).map { $0?.pod }
    let moved = zip(three, four).count { $0 != $1 }
    // A quarter goes to the new pod, and nobody to another old one.
    #expect(zip(three, four).allSatisfy { $0 == $1 || $1 == 3 })
    #expect((60...140).contains(moved), "\(moved)")
    for pod in 0..<3 { #expect(three.count { $0 == pod } > 80) }
  }

  @Test func `by conversation the pod with the least to do takes a call, not that with the fewest`()
  {
    let bench = Bench(.conversationAware, pods: 2, slots: 10)
    let heavy = RoutedCall(affinity: 1, weight: 3)
    let light = RoutedCall(affinity: 2, weight: 1)
    let pods = bench.place([heavy, light, light, light]).map { $0?.pod }
    #expect(pods == [0, 1, 1, 1])
  }

  @Test func `calls that go by an old view race for one slot, and the losers try on`() {
    let bench = Bench(.leastConnections, slots: 1, viewAge: .seconds(1))
    let slots = bench.place(calls(1, 2, 3))
    #expect(slots.map { $0?.pod } == [0, 1, 2])
    #expect(bench.account.refusals == 3)
    #expect(bench.account.afterRetry == 2)
  }

  @Test func `a fresh view has no races`() {
    let bench = Bench(.leastConnections, slots: 1)
    #expect(bench.place(calls(1, 2, 3, 4)).map { $0?.pod } == [0, 1, 2, nil])
    #expect(bench.account.refusals == 0)
    #expect(bench.account.blocked == 1)
  }

  @Test func `a pod that drains takes no calls, and tells when its last one is over`() {
    let bench = Bench(.leastConnections, pods: 1)
    let slot = bench.place(calls(1))[0]
    let log = SlotLog(cell: bench.cell)
    bench.cell.enter {
      bench.router.onCell { router in
        router.drain(pod: 0) { log.onCell { $0.slots.append(nil) } }
      }
    }
    #expect(bench.place(calls(2)) == [nil])
    bench.release(slot)
    #expect(bench.cell.enter { log.onCell { $0.slots.count } } == 1)
    #expect(bench.cell.enter { bench.router.onCell { $0.slots } } == 0)
  }

  @Test func `who holds a slot on a pod that is lost is told, and gives nothing back`() {
    let bench = Bench(.leastConnections, pods: 2)
    let slot = bench.place(calls(1))[0]
    let log = SlotLog(cell: bench.cell)
    bench.cell.enter {
      guard let slot else { return }
      bench.router.onCell { router in
        router.watch(slot) { log.onCell { $0.slots.append(slot) } }
        let (before, lost) = (router.isHeld(slot), router.lose(pod: 0))
        let after = router.isHeld(slot)
        #expect(before && !after && lost == 1)
        // It comes back under its number: the old slot is none of its own.
        router.open(pod: 0, slots: 2)
        router.release(slot)
        let calls = router.calls(on: 0)
        #expect(calls == 0)
      }
    }
    _ = bench.cell.run()
    #expect(bench.cell.enter { log.onCell { $0.slots } } == [slot])
  }

  @Test func `a listener hears of a slot that a new pod brings`() {
    let bench = Bench(.leastConnections, pods: 1, slots: 1)
    _ = bench.place(calls(1))
    let log = SlotLog(cell: bench.cell)
    bench.cell.enter {
      bench.router.onCell { router in
        router.whenFree { log.onCell { $0.slots.append(nil) } }
        router.open(pod: 1, slots: 1)
      }
    }
    _ = bench.cell.run()
    #expect(bench.cell.enter { log.onCell { $0.slots.count } } == 1)
  }

  @Test func `while load is shed only who has lost a pod is given another slot`() {
    let bench = Bench(.leastConnections, pods: 1)
    bench.cell.enter { bench.router.onCell { $0.turnAway(true) } }
    let new = RoutedCall(affinity: 3)
    var underWay = RoutedCall(affinity: 2)
    underWay.isUnderWay = true
    #expect(bench.place([RoutedCall(affinity: 1), underWay]).map { $0?.pod } == [nil, 0])
    let isThere = bench.cell.enter {
      bench.router.onCell {
        [$0.hasFreeSlot, $0.hasSlot(for: new), $0.hasSlot(for: underWay)]
      }
    }
    #expect(isThere == [false, false, true])
  }
}
