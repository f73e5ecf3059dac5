import Testing
import VoicePipeline

@Suite("Said digits")
struct SaidDigitsTests {
  @Test(arguments: [
    ("it is four one two nine", "it is # # # #"),
    ("The card ends in four one two nine, is that so?", "The card ends in # # # #, is that so?"),
    ("four one to nine", "# # # #"), ("oh seven. Zero EIGHT!", "# #. # #!"),
    ("my number is 555-0123 thanks", "my number is ###-#### thanks"), ("12345678", "########"),
    ("one won two two", "# # # #"),
  ])
  func `digits that follow one another are masked, word by word`(text: String, masked: String) {
    #expect(SaidDigits.masked(text) == masked)
    #expect(SaidDigits.masked(masked) == masked)
    #expect(masked.split(separator: " ").count == text.split(separator: " ").count)
  }

  @Test(arguments: [
    "", "one moment please", "two fifteen would be good", "may i have one or two of them", "at 415",
    "Just a moment, while I look at number one.", "it has eight digits", "a  b",
  ])
  func `a digit by itself names nobody`(text: String) {
    #expect(SaidDigits.masked(text) == text)
    let words = text.split(separator: " ").map(String.init)
    #expect(SaidDigits.isAbsent(from: words))
  }

  @Test func `no number of four digits is left, however one of them is misheard`() {
    let names = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    for number in 0..<10_000 {
      var words = [1_000, 100, 10, 1].map { names[number / $0 % 10] }
      #expect(SaidDigits.masked(words) == ["#", "#", "#", "#"])
      words[number % 2 + 1] = "tree"
      let masked = SaidDigits.masked(["is"] + words + ["yes"])
      #expect(masked == ["is", "#", "#", "#", "#", "yes"], "\(number)")
    }
  }
}
