import Scenarios
import SimCore
import Testing

@Suite("Slot queue")
struct SlotQueueTests {
  @Test func `customers are served in the order of their arrival`() {
    var queue = SlotQueue(slots: 2)
    let first = queue.arrive()
    let second = queue.arrive()
    let third = queue.arrive()
    let fourth = queue.arrive()
    #expect(first.isServed && second.isServed)
    #expect(!third.isServed && !fourth.isServed)
    #expect(queue.leave(second.ticket) == third.ticket)
    #expect(queue.leave(first.ticket) == fourth.ticket)
    #expect(queue.leave(third.ticket) == nil)
    #expect(queue.busy == 1)
  }

  @Test func `a customer who gives up is passed over`() {
    var queue = SlotQueue(slots: 1)
    let tickets = (0..<3).map { _ in queue.arrive().ticket }
    #expect(queue.leave(tickets[1]) == nil)
    #expect(queue.queueLength == 1)
    #expect(queue.leave(tickets[0]) == tickets[2])
  }

  @Test func `a second leave changes nothing`() {
    var queue = SlotQueue(slots: 1)
    let ticket = queue.arrive().ticket
    _ = queue.arrive()
    #expect(queue.leave(ticket) != nil)
    #expect(queue.leave(ticket) == nil)
    #expect(queue.busy == 1)
  }

  @Test func `any mix of arrivals and departures agrees with a list that is searched`() {
    for seed in 0..<200 as Range<UInt64> {
      let draws = DrawKey(seed: seed)
      var queue = SlotQueue(slots: 3)
      var served: [SlotQueue.Ticket] = []
      var waiting: [SlotQueue.Ticket] = []
      for step in 0..<1_500 as Range<UInt64> {
        let present = served + waiting
        if present.isEmpty || draws.chance(0.52, .step, step) {
          let (ticket, isServed) = queue.arrive()
          #expect(isServed == (served.count < 3))
          if isServed { served.append(ticket) } else { waiting.append(ticket) }
        } else {
          let customer = present[draws.below(present.count, .choice, step)]
          var expected: SlotQueue.Ticket?
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
