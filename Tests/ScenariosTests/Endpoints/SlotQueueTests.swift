import Scenarios
import SimCore
import Testing

@Suite("Slot queue")
struct SlotQueueTests {
  @Test func `customers are served in the order of their arrival`() {
    var queue = SlotQueue<Int>(slots: 2)
    #expect(queue.arrive(1) && queue.arrive(2))
    #expect(!queue.arrive(3) && !queue.arrive(4))
    #expect(queue.leave(2) == 3)
    #expect(queue.leave(1) == 4)
    #expect(queue.leave(3) == nil)
    #expect(queue.busy == 1)
  }

  @Test func `a customer who gives up is passed over`() {
    var queue = SlotQueue<Int>(slots: 1)
    _ = queue.arrive(1)
    _ = queue.arrive(2)
    _ = queue.arrive(3)
    #expect(queue.leave(2) == nil)
    #expect(queue.queueLength == 1)
    #expect(queue.leave(1) == 3)
  }

  @Test func `a stranger's leave changes nothing`() {
    var queue = SlotQueue<Int>(slots: 1)
    _ = queue.arrive(1)
    #expect(queue.leave(9) == nil)
    #expect(queue.busy == 1)
  }

  @Test func `any mix of arrivals and departures agrees with a list that is searched`() {
    for seed in 0..<200 as Range<UInt64> {
      let draws = DrawKey(seed: seed)
      var queue = SlotQueue<Int>(slots: 3)
      var served: [Int] = []
      var waiting: [Int] = []
      var next = 0
      for step in 0..<400 as Range<UInt64> {
        let present = served + waiting
        if present.isEmpty || draws.chance(0.52, .step, step) {
          let isServed = queue.arrive(next)
          #expect(isServed == (served.count < 3))
          if isServed { served.append(next) } else { waiting.append(next) }
          next += 1
        } else {
          let customer = present[draws.below(present.count, .choice, step)]
          var expected: Int?
          if let at = served.firstIndex(of: customer) {
            served.remove(at: at)
            if !waiting.isEmpty {
              let successor = waiting.removeFirst()
              served.append(successor)
              expected = successor
            }
          } else {
            waiting.removeAll { $0 == customer }
          }
          #expect(queue.leave(customer) == expected, "seed \(seed), step \(step)")
        }
        #expect(queue.queueLength == waiting.count)
      }
    }
  }
}

extension Purpose {
  fileprivate static let step = Purpose("test.slot_queue.step")
  fileprivate static let choice = Purpose("test.slot_queue.choice")
}
