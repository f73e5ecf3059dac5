import SimCore
import Testing
import VoicePipeline

@Suite("Call chronicle")
struct CallChronicleTests {
  @Test func `a call without end takes no more room than its bound`() {
    var chronicle = CallChronicle()
    for index in 0..<CallChronicle.entriesMax + 7 {
      #expect(chronicle.isWhole == (index <= CallChronicle.entriesMax))
      chronicle.add(.silent(.seconds(3), until: SimInstant(nanoseconds: Int64(index))))
    }
    #expect(chronicle.entries.count == CallChronicle.entriesMax)
    #expect(!chronicle.isWhole)
  }

  @Test func `an entry is small, for one is kept of every call that lives`() {
    #expect(MemoryLayout<CallChronicle.Entry>.stride <= 64)
  }
}
