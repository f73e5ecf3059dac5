import SimCore
import Testing
import VoicePipeline

@Suite("Dials that wait")
struct DialQueueTests {
  private func full(_ ranks: [CampaignRank], each count: Int) -> DialQueue {
    var queue = DialQueue(ranks)
    for call in 0..<count {
      for campaign in ranks.indices {
        queue.add(PlannedDial(call: call, planned: .zero), of: campaign)
      }
    }
    return queue
  }

  private func turns(_ queue: inout DialQueue, _ count: Int, of campaigns: Int) -> [Int] {
    var turns = [Int](repeating: 0, count: campaigns)
    for _ in 0..<count {
      guard let next = queue.next(where: { _ in true }) else { break }
      _ = queue.take(next)
      turns[next] += 1
    }
    return turns
  }

  @Test func `campaigns of one tenant share by their weights`() {
    var queue = full(
      [CampaignRank(weight: 1), CampaignRank(weight: 2), CampaignRank(weight: 5)],
      each: 1_000
    )
    #expect(turns(&queue, 800, of: 3) == [100, 200, 500])
  }

  @Test func `tenants share alike, however many campaigns one of them has`() {
    var queue = full(
      [
        CampaignRank(tenant: "one"), CampaignRank(tenant: "many"), CampaignRank(tenant: "many"),
        CampaignRank(tenant: "many", weight: 2),
      ],
      each: 1_000
    )
    #expect(turns(&queue, 800, of: 4) == [400, 100, 100, 200])
  }

  @Test func `a higher priority goes first, whatever the shares`() {
    var queue = full(
      [CampaignRank(priority: 1, weight: 100), CampaignRank(priority: 9), CampaignRank()],
      each: 10
    )
    var order: [Int] = []
    while let next = queue.next(where: { _ in true }) {
      order.append(next)
      _ = queue.take(next)
    }
    let expected = [1, 0, 2].flatMap { [Int](repeating: $0, count: 10) }
    #expect(order == expected)
    #expect(queue.isEmpty)
  }

  @Test func `who was away has no arrears to be paid`() {
    var queue = DialQueue([CampaignRank(), CampaignRank()])
    for call in 0..<1_000 {
      queue.add(PlannedDial(call: call, planned: .zero), of: 0)
      if let next = queue.next(where: { $0 == 0 }) { _ = queue.take(next) }
    }
    for call in 0..<100 {
      queue.add(PlannedDial(call: call, planned: .zero), of: 0)
      queue.add(PlannedDial(call: call, planned: .zero), of: 1)
    }
    let turns = turns(&queue, 100, of: 2)
    #expect(abs(turns[0] - turns[1]) <= 2)
  }

  @Test func `a campaign that may not go is passed over and keeps its place`() {
    var queue = full([CampaignRank(), CampaignRank()], each: 100)
    for _ in 0..<50 {
      if let next = queue.next(where: { $0 == 1 }) { _ = queue.take(next) }
    }
    #expect(queue.count(of: 0) == 100)
    #expect(queue.next(where: { _ in true }) == 0)
    #expect(queue.next(where: { _ in false }) == nil)
  }

  @Test func `dials that are kept go in the order of their keeping, one put back before them`() {
    var queue = DialQueue([CampaignRank(), CampaignRank()])
    for call in 0..<3 {
      queue.overflow(PlannedDial(call: call, planned: .zero), of: 0)
    }
    #expect(queue.count == 3 && queue.count(of: 0) == 0 && queue.overflowed(of: 0) == 3)
    let first = queue.takeOverflowed(0)
    #expect(first.call == 0)
    queue.putBackOverflowed(first, of: 0)
    #expect(queue.firstOverflowed(of: 0)?.call == 0)
    let order = (0..<3).map { _ in queue.removeOverflowed(0).call }
    #expect(order == [0, 1, 2])
    #expect(queue.isEmpty && queue.next(where: { _ in true }) == nil)
  }

  @Test func `a replayed dial uses up a turn, and one that is taken away does not`() {
    func turnsOfTheOther(_ remove: (inout DialQueue) -> Void) -> [Int] {
      var queue = full([CampaignRank(), CampaignRank()], each: 10)
      queue.overflow(PlannedDial(call: 100, planned: .zero), of: 0)
      queue.overflow(PlannedDial(call: 101, planned: .zero), of: 0)
      remove(&queue)
      remove(&queue)
      return (0..<4).compactMap { _ in
        let next = queue.next { _ in true }
        if let next { _ = queue.take(next) }
        return next
      }
    }
    #expect(turnsOfTheOther { _ = $0.takeOverflowed(0) } == [1, 1, 0, 1])
    #expect(turnsOfTheOther { _ = $0.removeOverflowed(0) } == [0, 1, 0, 1])
  }

  @Test func `each line is first in, first out, over many random steps`() {
    for seed in 0..<20 as Range<UInt64> {
      let key = DrawKey(seed: seed)
      let ranks = (0..<5).map { CampaignRank(tenant: "\($0 % 2)", weight: Double($0 + 1)) }
      var queue = DialQueue(ranks)
      var model = [[Int]](repeating: [], count: 5)
      for step in 0..<3_000 as Range<UInt64> {
        let campaign = key.below(5, .campaign, step)
        if key.chance(0.52, .isAdded, step) {
          queue.add(PlannedDial(call: Int(step), planned: .zero), of: campaign)
          model[campaign].append(Int(step))
        } else if let next = queue.next(where: { $0 != campaign }) {
          #expect(queue.first(of: next)?.call == model[next].first)
          #expect(queue.take(next).call == model[next].removeFirst())
        }
        #expect(queue.count == model.reduce(0) { $0 + $1.count })
      }
    }
  }
}

extension Purpose {
  fileprivate static let campaign = Purpose("test.campaign")
  fileprivate static let isAdded = Purpose("test.is_added")
}
