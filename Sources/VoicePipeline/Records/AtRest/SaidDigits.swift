/// Numbers that people say digit by digit: the end of a card, a date of birth, an account.
///
/// A digit by itself names nobody; two that follow one another begin a number. What stands between
/// two digits of one number is taken for a digit that was misheard.
package enum SaidDigits {
  /// What stands in the place of a digit, so that the count of words stays as it was.
  package static let mark = "#"

  private static let digits: Set<String> = [
    "zero", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
  ]

  /// More words than that between two digits end the number.
  private static let gapMax = 1

  /// So many digits in figures are a number by themselves.
  private static let figuresMin = 4

  /// Whether some words have no such number.
  package static func isAbsent(from words: [String]) -> Bool { masked(words) == words }

  /// The words with a mark in the place of each digit of such a number.
  package static func masked(_ words: [String]) -> [String] {
    var result = words
    let places = words.indices.filter { isDigit(words[$0]) }
    var start = 0
    while start < places.count {
      var end = start
      while end + 1 < places.count, places[end + 1] - places[end] <= gapMax + 1 { end += 1 }
      let run = places[start...end]
      if zip(run, run.dropFirst()).contains(where: { $1 - $0 == 1 }) {
        for index in places[start]...places[end] { result[index] = mark + tail(words[index]) }
      }
      start = end + 1
    }
    for index in words.indices where figures(words[index]) >= figuresMin {
      result[index] = String(words[index].map { $0.isNumber ? "#" : $0 })
    }
    return result
  }

  /// The same of a text, whose words stand apart by single spaces.
  package static func masked(_ text: String) -> String {
    let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    return masked(words).joined(separator: " ")
  }

  private static func isDigit(_ word: String) -> Bool {
    let letters = word.prefix { $0.isLetter }
    return digits.contains(letters.lowercased()) && word.dropFirst(letters.count) == tail(word)
  }

  /// The punctuation at the end of a word.
  private static func tail(_ word: String) -> String {
    String(word.reversed().prefix { ".,;:?!".contains($0) }.reversed())
  }

  private static func figures(_ word: String) -> Int { word.utf8.count { $0.isDigit } }
}
