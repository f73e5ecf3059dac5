/// What a recognizer takes for possible.
package enum RecognizerLanguage: Sendable, Hashable {
  /// One of some sentences, word for word: cheap, certain, and deaf to everything else.
  case grammar([String])
  /// Word pairs of some sentences, and further words that may come up.
  case bigram([String], vocabulary: [String] = [])
  /// The language model of the package `pocketsphinx-en-us`: all of English, four times dearer.
  case large

  /// The words of the sentences, each once, in the order of their bytes; none for all of English.
  package var words: [String] {
    switch self {
    case .large: return []
    case .grammar(let sentences): return Self.words(sentences)
    case .bigram(let sentences, let vocabulary): return Self.words(sentences + vocabulary)
    }
  }

  private static func words(_ texts: [String]) -> [String] {
    Set(texts.flatMap { SentenceWords.of($0) }).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
  }

  /// A grammar in the format of the Java Speech Grammar Format 1.0, each sentence once.
  static func grammarText(_ sentences: [String]) -> String {
    var seen: Set<String> = []
    let lines = sentences.map { SentenceWords.of($0).joined(separator: " ") }
      .filter { !$0.isEmpty && seen.insert($0).inserted }
    return "#JSGF V1.0;\ngrammar call;\npublic <utterance> = "
      + lines.joined(separator: "\n  | ") + ";\n"
  }
}
