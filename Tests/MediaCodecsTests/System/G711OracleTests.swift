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
#endif
