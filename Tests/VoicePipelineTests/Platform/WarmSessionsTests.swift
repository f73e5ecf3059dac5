import SimCore
import Testing
import VoicePipeline

@Suite("Warm sessions")
struct WarmSessionsTests {
  @Test func `so many are made at once until the shelf is full, and no more`() {
    var shelf = WarmSessions(size: 5, atOnce: 2)
    var made: UInt64 = 0
    var steps: [Int] = []
    while true {
      let more = shelf.refill()
      guard more > 0 else { break }
      steps.append(more)
      for _ in 0..<more {
        made += 1
        shelf.settled()
        let isPut = shelf.put(made)
        #expect(isPut)
      }
    }
    let hasRoom = shelf.put(9)
    #expect(steps == [2, 2, 1] && shelf.count == 5 && !hasRoom)
  }

  @Test func `the oldest goes first, and one that is gone is not given out`() {
    var shelf = WarmSessions(size: 3, atOnce: 3)
    let puts = (1...3).map { shelf.put(UInt64($0)) }
    let removals = [shelf.remove(2), shelf.remove(2)]
    let taken = [shelf.take(), shelf.take(), shelf.take()]
    #expect(puts == [true, true, true] && removals == [true, false])
    #expect(taken == [1, 3, nil])
  }

  @Test func `what is being connected counts, until it has come about or failed`() {
    var shelf = WarmSessions(size: 2, atOnce: 5)
    var begun = [shelf.refill(), shelf.refill()]
    shelf.settled()
    begun.append(shelf.refill())
    #expect(begun == [2, 0, 1])
  }
}
