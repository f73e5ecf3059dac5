import SimCore
import Testing
import VoicePipeline

@Suite("Campaign queue")
struct CampaignQueueTests {
  private let monday = UnixInstant(seconds: 1_772_460_000)

  /// The best waiting lead, by looking at every one of them.
  private func best(_ fixture: CampaignFixture, _ waiting: Set<Int>, at time: SimInstant) -> Int? {
    let second = fixture.start.at(time).seconds
    return waiting.filter { index in
      let zones = fixture.leads.zones(of: fixture.leads[index])
      return CallingHours.federal.areOpen(in: zones, at: second)
    }.min { left, right in
      let priorities = (fixture.leads[left].priority, fixture.leads[right].priority)
      return priorities.0 == priorities.1 ? left < right : priorities.0 > priorities.1
    }
  }

  private func admitted(_ fixture: CampaignFixture) -> Set<Int> {
    let indices = (0..<fixture.leads.count).filter { index in
      fixture.leads[index].consent == .granted && !fixture.leads[index].isOnDoNotCallList
    }
    return Set(indices)
  }

  @Test func `the best lead that may be called comes first, also when leads come back`() throws {
    for seed in 0..<12 as Range<UInt64> {
      let key = DrawKey(seed: seed)
      var fixture = CampaignFixture(seed: seed, count: 150, start: monday)
      var waiting = admitted(fixture)
      var taken: [QueuedLead] = []
      #expect(fixture.queue.count == waiting.count)
      var second = 0
      for step in 0..<400 as Range<UInt64> {
        second += key.below(1_200, .wait, step)
        let time = SimInstant.seconds(second)
        if key.below(4, .action, step) == 0, let back = taken.popLast() {
          fixture.queue.putBack(back)
          waiting.insert(back.index)
        } else {
          let expected = best(fixture, waiting, at: time)
          let found = fixture.queue.next(at: time)
          #expect(found?.index == expected, "seed \(seed), step \(step)")
          guard let found else { continue }
          #expect(found.lead == fixture.leads[found.index])
          waiting.remove(found.index)
          taken.append(found)
        }
        #expect(fixture.queue.count == waiting.count)
      }
    }
  }

  @Test func `when no lead may be called, the queue says when the first one may`() throws {
    for seed in 0..<20 as Range<UInt64> {
      var fixture = CampaignFixture(seed: seed, count: 60, start: monday)
      var time = SimInstant.zero
      var order: [Int] = []
      while let opening = fixture.queue.nextOpening(after: time) {
        #expect(opening >= time)
        if opening > time {
          #expect(fixture.queue.next(at: time) == nil)
          #expect(fixture.queue.next(at: SimInstant(nanoseconds: opening.nanoseconds - 1)) == nil)
        }
        time = opening
        let next = fixture.queue.next(at: time)
        let lead = try #require(next, "seed \(seed)")
        order.append(lead.index)
      }
      // What is left may never be called, for its zones have no hour in common.
      let rest = admitted(fixture).subtracting(order)
      #expect(Set(order).count == order.count)
      #expect(rest.count == fixture.queue.count)
      for index in rest {
        let zones = fixture.leads.zones(of: fixture.leads[index])
        #expect(CallingHours.federal.opening(in: zones, from: monday.seconds) == nil)
      }
    }
  }

  @Test func `shards count their waiting leads`() throws {
    var fixture = CampaignFixture(seed: 4, count: 500, start: monday)
    let sets = fixture.leads.zoneSets.sets.indices.map { ZoneSetIndex(value: UInt16($0)) }
    #expect(sets.reduce(0) { $0 + fixture.queue.count(in: $1) } == fixture.queue.count)
    let next = fixture.queue.next(at: .seconds(36_000))
    let lead = try #require(next)
    let before = fixture.queue.count(in: lead.lead.zones)
    fixture.queue.putBack(lead)
    #expect(fixture.queue.count(in: lead.lead.zones) == before + 1)
    #expect(sets.reduce(0) { $0 + fixture.queue.count(in: $1) } == fixture.queue.count)
  }

  @Test func `an empty queue has nothing to offer, ever`() {
    var fixture = CampaignFixture(seed: 1, count: 0, start: monday)
    #expect(fixture.queue.count == 0)
    #expect(fixture.queue.next(at: .zero) == nil)
    #expect(fixture.queue.nextOpening(after: .zero) == nil)
  }
}

extension Purpose {
  fileprivate static let wait = Purpose("test.wait")
  fileprivate static let action = Purpose("test.action")
}
