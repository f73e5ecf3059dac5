import SimCore
import Testing
import VoicePipeline

@Suite("Reception of RTP")
struct RTPReceptionTests {
  private static func instant(_ micros: Int) -> SimInstant {
    SimInstant.zero.advanced(by: .microseconds(micros))
  }

  /// Receives frames of 20 ms with these delays, in µs; nil for a lost one.
  private static func reception(
    _ delays: [Int?],
    clockRate: Int = 8_000,
    from first: UInt16 = 0
  ) -> RTPReception {
    var reception = RTPReception(clockRate: clockRate)
    for (index, delay) in delays.enumerated() {
      guard let delay else { continue }
      reception.receive(
        sequence: first &+ UInt16(index),
        timestamp: UInt32(index * clockRate / 50),
        at: instant(index * 20_000 + delay)
      )
    }
    return reception
  }

  @Test(arguments: [8_000, 48_000])
  func `jitter follows the recursion of appendix A point 8`(_ clockRate: Int) {
    for seed in 0..<200 as Range<UInt64> {
      var draws = DrawKey(seed: seed).stream(Purpose("test"))
      let delays = (0..<300).map { _ in Int(draws.bits() % 60_000) }
      var expected = 0.0
      for (before, delay) in zip(delays, delays.dropFirst()) {
        expected += (Double(abs(delay - before)) - expected) / 16
      }
      let jitter = Self.reception(delays, clockRate: clockRate).jitter
      #expect(abs(Double(jitter.nanoseconds) / 1_000 - expected) < 0.02, "seed \(seed)")
    }
  }

  @Test func `an even stream has no jitter and no loss`() {
    var reception = Self.reception(Array(repeating: 40_000, count: 500))
    #expect(reception.jitter == .zero && reception.cumulativeLost == 0)
    let block = reception.report(on: 7)
    #expect(block.fractionLost == 0 && block.jitter == 0 && block.highestSequence == 499)
  }

  @Test func `losses are counted over the wrap of the sequence number`() {
    var delays = [Int?](repeating: 40_000, count: 200)
    for lost in [3, 4, 100, 150] { delays[lost] = nil }
    var reception = Self.reception(delays, from: 65_500)
    #expect(reception.expected == 200 && reception.cumulativeLost == 4)
    let block = reception.report(on: 7)
    #expect(block.cumulativeLost == 4 && block.fractionLost == UInt8(4 * 256 / 200))
    #expect(block.highestSequence == 65_500 + 199)
    #expect(reception.report(on: 7).fractionLost == 0, "nothing since the last report")
  }

  @Test func `the first packets of a stream may be lost without being missed`() {
    var delays = [Int?](repeating: 40_000, count: 50)
    delays[0] = nil
    #expect(Self.reception(delays).cumulativeLost == 0)
  }

  @Test func `duplicates make up for losses, and may outnumber them`() {
    var reception = Self.reception(Array(repeating: 40_000, count: 10))
    reception.receive(sequence: 9, timestamp: 9 * 160, at: Self.instant(220_100))
    reception.receive(sequence: 9, timestamp: 9 * 160, at: Self.instant(220_200))
    #expect(reception.cumulativeLost == -2)
    #expect(reception.report(on: 7).fractionLost == 0)
  }

  @Test func `a packet that comes late is no loss`() {
    var reception = RTPReception(clockRate: 8_000)
    for (place, number) in [0, 1, 3, 2, 4].enumerated() {
      reception.receive(
        sequence: UInt16(number),
        timestamp: UInt32(number * 160),
        at: Self.instant(place * 20_000)
      )
    }
    #expect(reception.expected == 5 && reception.cumulativeLost == 0)
  }

  @Test func `a source that begins anew is counted anew`() {
    var reception = Self.reception(Array(repeating: 40_000, count: 10))
    reception.receive(sequence: 30_000, timestamp: 1_600, at: Self.instant(300_000))
    #expect(reception.expected == 1 && reception.received == 1)
  }

  @Test func `the buffer's own jitter is that of the receiver`() {
    for seed in 0..<50 as Range<UInt64> {
      var draws = DrawKey(seed: seed).stream(Purpose("test"))
      let delays = (0..<256).map { _ in 30_000 + Int(draws.bits() % 30_000) }
      var buffer = JitterBuffer()
      for first in stride(from: 0, to: 256, by: 64) {
        var block = FrameBlock()
        block.count = 64
        for frame in 0..<64 { block.delays[frame] = Int32(delays[first + frame]) }
        _ = buffer.receive(block)
      }
      let mine = Self.reception(delays).jitter.nanoseconds / 1_000
      #expect(abs(buffer.interarrivalJitter - Int(mine)) <= 1, "seed \(seed)")
    }
  }
}
