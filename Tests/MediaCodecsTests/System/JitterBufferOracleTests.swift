#if Audio
  import MediaCodecs
  import SimCore
  import Testing
  import VoicePipeline

  @Suite("The jitter buffer of libspeexdsp")
  struct JitterBufferOracleTests {
    @Test func `packets in their time come out in their order`() throws {
      let buffer = try JitterBufferOracle(frameSamples: 160)
      var heard: [Int] = []
      for number in 0..<200 {
        buffer.put(number)
        if case .packet(let number) = buffer.next() { heard.append(number) }
      }
      #expect(heard.count > 190)
      #expect(zip(heard, heard.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test func `lost packets are missing, and late ones make the buffer grow`() throws {
      let buffer = try JitterBufferOracle(frameSamples: 160)
      let draws = DrawKey(seed: 1)
      var frames: [JitterBufferOracle.Frame] = []
      // Up to three frames late, and one in twenty lost.
      var arrivals = [[Int]](repeating: [], count: 1_004)
      for number in 0..<1_000 where !draws.chance(0.05, .loss, UInt64(number)) {
        arrivals[number + draws.below(4, .length, UInt64(number))].append(number)
      }
      for tick in arrivals {
        for number in tick { buffer.put(number) }
        frames.append(buffer.next())
      }
      let packets = frames.compactMap { if case .packet(let number) = $0 { number } else { nil } }
      #expect(zip(packets, packets.dropFirst()).allSatisfy { $0 < $1 })
      #expect(packets.count > 850)
      #expect(frames.contains(.missing) && frames.contains(.inserted))
    }
  }
#endif
