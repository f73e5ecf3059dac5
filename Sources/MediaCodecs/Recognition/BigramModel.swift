private import SimCore

/// A language model of word pairs: what follows what in some sentences, with all else possible.
///
/// Absolute discounting (Ney, Essen and Kneser 1994) with a back-off to single words (Katz 1987).
package struct BigramModel: Sendable {
  /// What each pair that was seen gives to those that were not.
  private static let discount = 0.5
  /// What a word counts for that is in the vocabulary and in no sentence.
  private static let unseen = 0.3

  /// Words of the model, in the order of their bytes, with the mark of a sentence's end first.
  package let vocabulary: [String]
  private let ends: Double
  private let counts: [Double]
  /// For each word, and at the end for the start of a sentence: followers and how often.
  private let followers: [[(word: Int, count: Double)]]

  /// Counts the pairs of some sentences; further words may come up besides theirs.
  package init(sentences: [[String]], vocabulary extra: [String] = []) {
    let words = Set(sentences.flatMap { $0 } + extra).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    vocabulary = words
    let end = words.count
    let places = Dictionary(uniqueKeysWithValues: zip(vocabulary, 0...))
    var counts = [Double](repeating: Self.unseen, count: words.count)
    var pairs: [[Int]] = Array(repeating: [], count: words.count + 1)
    for sentence in sentences {
      var before = end
      for word in sentence {
        guard let place = places[word] else { continue }
        counts[place] += 1
        pairs[before].append(place)
        before = place
      }
      pairs[before].append(end)
    }
    self.counts = counts
    ends = Double(sentences.count) + 0.1
    followers = pairs.map(Self.counted)
  }

  /// Equal numbers brought together, in their order.
  private static func counted(_ list: [Int]) -> [(word: Int, count: Double)] {
    var result: [(word: Int, count: Double)] = []
    for word in list.sorted() {
      if let last = result.last, last.word == word {
        result[result.count - 1].count += 1
      } else {
        result.append((word, 1))
      }
    }
    return result
  }

  /// The probability of a word by itself; of a sentence's end for the number after the last word.
  private func probability(_ word: Int) -> Double {
    let total = counts.reduce(ends, +)
    return (word == vocabulary.count ? ends : counts[word]) / total
  }

  /// The probability of a word after another, nil being a sentence's start and its end.
  package func probability(of word: String?, after before: String?) -> Double? {
    guard let at = place(word), let history = place(before) else { return nil }
    let seen = followers[history]
    let total = seen.reduce(0) { $0 + $1.count }
    if let pair = seen.first(where: { $0.word == at }) {
      return (pair.count - Self.discount) / total
    }
    return backOff(history) * probability(at)
  }

  private func place(_ word: String?) -> Int? {
    guard let word else { return vocabulary.count }
    return vocabulary.firstIndex(of: word)
  }

  /// The factor on the probabilities of words that were not seen after this one.
  private func backOff(_ history: Int) -> Double {
    let seen = followers[history]
    guard !seen.isEmpty else { return 1 }
    let total = seen.reduce(0) { $0 + $1.count }
    let left = Double(seen.count) * Self.discount / total
    let unseen = 1 - seen.reduce(0) { $0 + probability($1.word) }
    return unseen > 1e-9 ? left / unseen : 1
  }

  /// The model as an ARPA file, the format that recognizers read.
  package var arpa: String {
    let end = vocabulary.count
    let pairs = followers.reduce(0) { $0 + $1.count }
    var text = "\\data\\\nngram 1=\(end + 2)\nngram 2=\(pairs)\n\n\\1-grams:\n"
    text += "-99.0000\t<s>\t\(Self.logarithm(backOff(end)))\n"
    text += "\(Self.logarithm(probability(end)))\t</s>\t0.0000\n"
    let total = counts.reduce(ends, +)
    for (place, word) in vocabulary.enumerated() {
      let alone = Self.logarithm(counts[place] / total)
      text += "\(alone)\t\(word)\t\(Self.logarithm(backOff(place)))\n"
    }
    text += "\n\\2-grams:\n"
    for history in [end] + Array(0..<end) {
      let seen = followers[history]
      let count = seen.reduce(0) { $0 + $1.count }
      let before = history == end ? "<s>" : vocabulary[history]
      for pair in seen {
        let word = pair.word == end ? "</s>" : vocabulary[pair.word]
        text += "\(Self.logarithm((pair.count - Self.discount) / count))\t\(before) \(word)\n"
      }
    }
    return text + "\n\\end\\\n"
  }

  private static func logarithm(_ value: Double) -> String {
    FixedDecimal.text(Elementary.log10(value), decimals: 4)
  }
}
