import SimCore
import Testing
import VoicePipeline

@Suite("Abandonment")
struct AbandonmentMeterTests {
  private func answer(_ meter: inout AbandonmentMeter, _ outcome: CallOutcome, at second: Int) {
    meter.dialled(isOpen: false)
    meter.ended(outcome, answered: .seconds(second), isOpen: false)
  }

  @Test func `an open dial needs 34 live answers before it, for it may be the one in 34`() {
    var meter = AbandonmentMeter()
    for live in 0..<40 {
      #expect(meter.allowsOpenDial(at: .seconds(100)) == (live >= 34))
      answer(&meter, .completed, at: 100)
    }
    // One that is out may be abandoned: a second one needs twice as many answers.
    meter.dialled(isOpen: true)
    #expect(!meter.allowsOpenDial(at: .seconds(100)))
    meter.ended(.noAnswer, answered: nil, isOpen: true)
    #expect(meter.allowsOpenDial(at: .seconds(100)))
  }

  @Test func `each period of thirty days stands for itself`() {
    var meter = AbandonmentMeter()
    for _ in 0..<1_000 { answer(&meter, .completed, at: 5) }
    let next = 30 * 86_400
    #expect(meter.allowsOpenDial(at: .seconds(next - 601)))
    #expect(!meter.allowsOpenDial(at: .seconds(next - 599)))
    #expect(!meter.allowsOpenDial(at: .seconds(next + 1)))
    answer(&meter, .blocked, at: next + 2)
    #expect(meter.counts.map(\.abandoned) == [0, 1])
    #expect(meter.counts.map { $0.allows(0) } == [true, false])
  }
}
