import MediaCodecs
import Testing

@Suite("Words of a sentence")
struct SentenceWordsTests {
  @Test(arguments: [
    ("Yes, please.", "yes please"),
    ("I'm at home -- on Monday!", "i'm at home on monday"),
    ("It\u{2019}s 5 o'clock", "it's five o'clock"),
    ("the zip is 94103", "the zip is nine four one zero three"),
    ("on the 3rd of May", "on the third of may"),
    ("well-known", "well known"),
    ("'quoted'", "quoted"),
    ("...", ""),
  ])
  func `texts become what a recognizer writes`(text: String, words: String) {
    #expect(SentenceWords.of(text).joined(separator: " ") == words)
  }
}
