import Scenarios
import SimCore
import Testing

@Suite("Phrase book")
struct PhraseBookTests {
  @Test func `a phrase of the wanted length is found where there is one`() {
    let book = PhraseBook(["one", "two words", "three words here"])
    for length in 1...3 {
      #expect(book.phrase(nearTo: length, choice: 0).count == length)
    }
  }

  @Test func `the nearest length is taken, the shorter of two`() {
    let book = PhraseBook(["one", "one two three"])
    #expect(book.phrase(nearTo: 2, choice: 0) == ["one"])
    #expect(book.phrase(nearTo: 40, choice: 0).count == 3)
    #expect(book.phrase(nearTo: 0, choice: 0) == ["one"])
  }

  @Test func `every choice has a phrase, whatever the length`() {
    for length in 0...60 {
      for choice in [0, UInt64.max / 2, UInt64.max] {
        let phrase = PhraseBook.appointments.phrase(nearTo: length, choice: choice)
        #expect(!phrase.isEmpty, "length \(length)")
      }
    }
  }
}
