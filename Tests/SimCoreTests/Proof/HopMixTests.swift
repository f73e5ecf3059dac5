import SimCore
import Testing

@Suite("Hop mix")
struct HopMixTests {
  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `whatever they await, tasks that one gate wakes run one after the other`(mode: Cell.Mode) {
    for mix in 0..<HopMix.count {
      let log = HopMix.log(mix, gate: .oneEventEach, mode: mode)
      #expect(log == HopMix.inOrder, "mix \(mix)")
    }
    #expect(HopMix.mixesOutOfOrder(gate: .oneEventEach, mode: mode) == 0)
  }

  /// The mutant: without an event for each wake-up the order hangs on the number of hops.
  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `a gate that wakes all of them inside one job is caught`(mode: Cell.Mode) {
    #expect(HopMix.mixesOutOfOrder(gate: .allInOneJob, mode: mode) > HopMix.count / 2)
    let digests = HopMix.Gate.allCases.map { HopMix.digest(gate: $0, mode: mode) }
    #expect(digests[0] != digests[1])
  }

  @Test func `every kind of await is taken by every task`() {
    #expect(HopMix.Hop.allCases.count == 12)
    for task in 0..<4 {
      let kinds = Set((0..<HopMix.count).flatMap { mix in HopMix.hops(mix, task) })
      #expect(kinds.count == 12, "task \(task)")
    }
  }
}
