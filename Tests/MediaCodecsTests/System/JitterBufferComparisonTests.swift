#if Audio
  import MediaCodecs
  import SimCore
  import Testing
  import VoicePipeline

  /// Our jitter buffer beside that of libspeexdsp, on the same arrivals.
  ///
  /// They aim at different things: ours at 1 late frame in 100 and moves in silence only, theirs at
  /// the least cost of delay and late frames and moves at any time. So they agree within factors.
  @Suite("Jitter buffers side by side")
  struct JitterBufferComparisonTests {
    struct Playout: CustomStringConvertible {
      /// Of the frames that arrived, those that came too late to be played.
      var late: Double
      /// From sending to playing beyond the least delay, in ms.
      var depth: Double

      var description: String { "\(late) late at a depth of \(depth) ms" }
    }

    private static let spurts = 120
    private static let frames = 150
    /// In slots.
    private static let silence = 50

    /// Delays in µs: a constant, AR(1) jitter with Gamma(2) values, and order kept.
    private static func trace(scale: Double, seed: UInt64) -> [Int] {
      let draws = DrawKey(seed: seed)
      var value = 2 * scale
      var last = 0
      return (0..<spurts * frames).map { frame in
        var added = 0.0
        for half in 0..<2 {
          let index = UInt64(frame * 4 + half * 2)
          guard draws.uniform(.length, index) >= 0.7 else { continue }
          added -= Elementary.log(draws.uniform(.length, index + 1))
        }
        value = 0.7 * value + scale * added
        last = max(40_000 + Int(value), last - 20_000)
        return last
      }
    }

    private static func ours(_ trace: [Int]) -> Playout {
      var buffer = JitterBuffer(policy: PlayoutPolicy(depthMin: 4_096))
      var depth = 0.0
      for spurt in 0..<spurts {
        if spurt > 0 { buffer.beginSpurt(after: silence * 20_000) }
        var at = 0
        while at < frames {
          var block = FrameBlock()
          block.count = min(FrameBlock.capacity, frames - at)
          for frame in 0..<block.count {
            block.delays[frame] = Int32(trace[spurt * frames + at + frame])
          }
          _ = buffer.receive(block)
          depth += Double(buffer.playoutDelay) * Double(block.count)
          at += block.count
        }
      }
      let counts = buffer.counts
      return Playout(
        late: Double(counts.late) / Double(counts.frames),
        depth: depth / Double(counts.frames) / 1_000 - 40
      )
    }

    /// It is asked for a frame every 20 ms, behind what has arrived by then.
    private static func theirs(_ trace: [Int]) throws -> Playout {
      let buffer = try JitterBufferOracle(frameSamples: 160)
      var arrivals: [Int: [Int]] = [:]
      for (frame, delay) in trace.enumerated() {
        arrivals[(frame * 20_000 + delay) / 20_000, default: []].append(frame)
      }
      var depth = 0.0
      var played = 0
      for tick in 2..<trace.count + 100 {
        for number in arrivals[tick, default: []] { buffer.put(number) }
        guard case .packet(let number) = buffer.next(), number < trace.count else { continue }
        played += 1
        depth += Double(tick + 1 - number) * 20
      }
      return Playout(
        late: 1 - Double(played) / Double(trace.count),
        depth: depth / Double(played) - 40
      )
    }

    @Test(arguments: [3_000.0, 8_000, 15_000, 25_000])
    func `both keep up with the same delays`(_ scale: Double) throws {
      for seed in 1...4 as ClosedRange<UInt64> {
        let trace = Self.trace(scale: scale, seed: seed)
        let ours = Self.ours(trace)
        let theirs = try Self.theirs(trace)
        let depth = ours.depth / theirs.depth
        #expect((0.8...1.25).contains(depth), "\(ours), theirs \(theirs), seed \(seed)")
        let late = ours.late / theirs.late
        #expect((0.4...2.5).contains(late), "\(ours), theirs \(theirs), seed \(seed)")
      }
    }
  }
#endif
