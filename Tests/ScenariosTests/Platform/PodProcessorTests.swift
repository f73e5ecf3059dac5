import Scenarios
import SimCore
import Testing

private func at(_ milliseconds: Int) -> SimInstant {
  .zero.advanced(by: .milliseconds(milliseconds))
}

/// So many calls of a sixteenth of a processor each on four.
private func processor(_ calls: Int, lagMax: Duration = .milliseconds(200)) -> PodProcessor {
  var processor = PodProcessor(processors: 4, lagMax: lagMax)
  for _ in 0..<calls { processor.change(0.0625, calls: 1, at: .zero) }
  return processor
}

/// The mean wait of a frame, over evenly spread luck.
private func mean(_ calls: Int) -> Double {
  var processor = processor(calls)
  let count = 20_000
  let sum = (0..<count).reduce(0.0) { sum, index in
    let lag = processor.lag(at: .zero, luck: (Double(index) + 0.5) / Double(count))
    return sum + Double(lag.nanoseconds) / 1e6
  }
  return sum / Double(count)
}

@Suite("Pod processor")
struct PodProcessorTests {
  @Test func `a frame waits as in M/D/c, half of what Erlang's delay formula says`() {
    // 60 calls: 3.75 Erlang on four servers, C = 0.8650; service 1.25 ms; half of C x 1.25/0.25.
    let offered = 3.75
    let blocking = 0.286_002_4
    let delayed = blocking / (1 - offered / 4 * (1 - blocking))
    let expected = delayed * 1.25 / (4 - offered) / 2
    #expect(abs(mean(60) - expected) < 0.02 * expected, "\(mean(60)) against \(expected)")
  }

  @Test func `few calls wait for nothing that matters, more wait longer`() {
    #expect(mean(20) < 0.01)
    #expect(mean(50) < mean(58))
    #expect(mean(58) < mean(63))
  }

  @Test func `past its processors frames pile up by what is too much`() {
    var busy = processor(80, lagMax: .seconds(10))
    // 5 processors are asked of 4: every second adds a quarter of a second.
    #expect(busy.lag(at: at(2_000), luck: 0.5) == .milliseconds(500))
    #expect(busy.isOverloaded)
  }

  @Test func `what is too old is dropped, and counted`() {
    var busy = processor(80)
    #expect(busy.lag(at: at(10_000), luck: 0.5) == .milliseconds(200))
    // 80 calls bring 4,000 frames a second, of which 3,200 are done.
    let shed = busy.framesShed / busy.frames
    #expect(abs(shed - 0.2 * (10 - 0.8) / 10) < 0.001, "\(shed)")
  }

  @Test func `what has piled up is worked off when calls end`() {
    var busy = processor(80, lagMax: .seconds(10))
    for _ in 0..<48 { busy.change(-0.0625, calls: -1, at: at(2_000)) }
    // Half of the processors are free for it: half a second takes one.
    #expect(busy.lag(at: at(2_500), luck: 0.5) == .milliseconds(250))
    #expect(busy.lag(at: at(3_000), luck: 0.999_999) < .milliseconds(5))
  }
}
