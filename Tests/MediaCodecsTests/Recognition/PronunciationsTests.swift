import MediaCodecs
import SimCore
import Testing

@Suite("Pronunciations")
struct PronunciationsTests {
  private func reading(_ text: String) throws -> Pronunciations {
    try SpeechSamples.withFolder { folder in
      try Files.write(folder + "/words.dict", Array(text.utf8))
      return try Pronunciations(path: folder + "/words.dict")
    }
  }

  private static let text = """
    a AH
    a(2) EY
    b. B IY
    g. JH IY
    box B AA K S
    cat K AE T
    mail M EY L
    miller M IH L ER
    voice V OY S

    """

  @Test func `the dictionary comes first, with all that it knows of a word`() throws {
    let known = try reading(Self.text)
    #expect(known.of("a") == ["AH", "EY"])
    #expect(known.of("cat") == ["K AE T"])
  }

  @Test func `endings are spoken as English does`() throws {
    let known = try reading(Self.text)
    #expect(known.of("cats") == ["K AE T S"])
    #expect(known.of("miller's") == ["M IH L ER Z"])
    #expect(known.of("voice's") == ["V OY S IH Z"])
  }

  @Test func `a compound is its two words, and letters without a vowel are read`() throws {
    let known = try reading(Self.text)
    #expect(known.of("voicemail") == ["V OY S M EY L"])
    #expect(known.of("bg") == ["B IY JH IY"])
  }

  @Test func `of everything else nothing is known`() throws {
    let known = try reading(Self.text)
    #expect(known.of("zyxomma").isEmpty)
    #expect(known.of("xq").isEmpty)
    #expect(known.of("").isEmpty)
  }

  @Test func `a dictionary that is not there is named with its package`() {
    #expect(
      throws: RecognitionError.missingModel(path: "/nowhere", package: "pocketsphinx-en-us")
    ) { try Pronunciations(path: "/nowhere") }
  }
}
