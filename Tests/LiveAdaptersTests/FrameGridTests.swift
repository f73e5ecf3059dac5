import LiveAdapters
import SimCore
import Testing
import VoicePipeline

@Suite("Frame grid")
struct FrameGridTests {
  @Test func `an instant is the first on the grid, and is on it itself`() {
    for phase in [Duration.zero, .milliseconds(1), .milliseconds(19)] {
      for nanoseconds in [0, 1, 999_999, 19_999_999, 20_000_000, 20_000_001, 1_234_567_890] {
        let earliest = SimInstant(nanoseconds: Int64(nanoseconds))
        let instant = FrameGrid.instant(notBefore: earliest, phase: phase)
        #expect(instant >= earliest)
        #expect(earliest.duration(to: instant) < FrameGrid.frame)
        #expect((instant.nanoseconds - phase.nanoseconds) % FrameGrid.frame.nanoseconds == 0)
        #expect(FrameGrid.instant(notBefore: instant, phase: phase) == instant)
      }
    }
  }

  @Test func `fifty calls share a place, and a thousand take all places`() {
    let phases = (0..<1_000).map { FrameGrid.phase(of: CallID(number: $0, key: 0)) }
    for start in stride(from: 0, to: 1_000, by: 50) {
      #expect(Set(phases[start..<start + 50]).count == 1)
    }
    #expect(Set(phases) == Set((0..<20).map { Duration.milliseconds($0) }))
  }
}
