import MediaCodecs
import Testing
import VoicePipeline

@Suite("Cepstral means")
struct CepstralMeanTests {
  @Test func `the text reads back as the same numbers, and nothing else reads`() {
    #expect(CepstralMean(text: CepstralMean.model.text) == .model)
    let text = CepstralMean.model.text
    for bad in ["", "1 2 3", text + " 0", String(text.dropFirst(9)), text + "x"] {
      #expect(CepstralMean(text: bad) == nil)
    }
  }

  @Test func `a voice leaves the same mean every time, and each voice its own`() throws {
    try SpeechSamples.withFolder { folder in
      let bench = try RecognizerBench(.grammar(SpeechSamples.sentences), folder: folder)
      let slt = try bench.mean(of: .slt)
      _ = try bench.errorRate(.rms, .wholeSound)
      #expect(try bench.mean(of: .slt) == slt)
      #expect(try bench.mean(of: .rms) != slt)
      #expect(slt != .model)
    }
  }
}
