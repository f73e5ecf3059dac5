#if Audio
  import MediaCodecs
  import SimCore
  import Testing
  import VoicePipeline

  @Suite("G.711 beside libspandsp")
  struct G711OracleTests {
    @Test func `every sample has the code that the library gives it`() {
      let differing = (Int16.min...Int16.max).filter { sample in
        // Our mu-law drops the lowest two bits first, by a shift that rounds down.
        ALaw.encode(sample) != G711Oracle.aLaw(sample)
          || MuLaw.encode(sample) != G711Oracle.muLaw(sample & ~3)
      }
      #expect(differing.isEmpty, "\(differing.prefix(9))")
    }

    @Test func `every code has the sample that the library gives it`() {
      for code in UInt8.min...UInt8.max {
        #expect(ALaw.decode(code) == G711Oracle.sample(aLaw: code), "\(code)")
        #expect(MuLaw.decode(code) == G711Oracle.sample(muLaw: code), "\(code)")
      }
    }
  }

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
