internal import VoicePipeline

/// Texts as the words that a recognizer writes: lower case, without punctuation, numbers in words.
package enum SentenceWords {
  /// The words of a text, apostrophes within them kept.
  package static func of(_ text: String) -> [String] {
    text.split { $0 == " " || $0 == "-" || $0.isNewline || $0 == "/" }.flatMap { token in
      let plain = token.lowercased().replacingTypographicApostrophes
      if plain.contains(where: \.isNumber) { return TextNormaliser.spoken.words(plain) }
      let word = plain.filter { $0.isLetter || $0 == "'" }.trimmingApostrophes
      return word.isEmpty ? [] : [word]
    }
  }
}

extension String {
  fileprivate var replacingTypographicApostrophes: String {
    String(map { $0 == "\u{2019}" ? "'" : $0 })
  }

  fileprivate var trimmingApostrophes: String {
    var text = self[...]
    while text.first == "'" { text.removeFirst() }
    while text.last == "'" { text.removeLast() }
    return String(text)
  }
}
