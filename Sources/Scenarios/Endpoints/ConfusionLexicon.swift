/// Words that recognizers take for one another.
///
/// A word is confused with one that sounds like it; numbers else with numbers, days with days;
/// other words with one of about their length.
///
/// A class: every recognizer of a run has the same one.
final class ConfusionLexicon: Sendable {
  /// Those of `alike` first, then one of `families`; both are indices, or -1.
  private struct Kin: Sendable {
    var alike = -1
    var family = -1
  }

  private let kin: [String: Kin]
  private let alike: [[String]]
  private let families: [[String]]
  /// Every further word, from the shortest to the longest.
  private let others: [String]
  /// Where the words of that many letters begin in `others`.
  private let starts: [Int]
  private let fillers: [String]
  private let phantoms: [[String]]

  /// One group a line; a word stands in one group of each list at most.
  init(alike: String, families: String, others: String, fillers: String, phantoms: String) {
    let rows = { (text: String) in
      text.split(separator: "\n").map { $0.split(separator: " ").map { String($0) } }
    }
    self.alike = rows(alike)
    self.families = rows(families)
    self.fillers = rows(fillers).flatMap(\.self)
    self.phantoms = rows(phantoms)
    let words = rows(others).flatMap(\.self)
    let longest = words.map(\.utf8.count).max() ?? 0
    let sorted = (0...longest).map { length in words.filter { $0.utf8.count == length } }
    self.others = sorted.flatMap(\.self)
    starts = (0...longest).map { length in sorted[..<length].map(\.count).reduce(0, +) }
    var kin: [String: Kin] = [:]
    for (index, group) in self.alike.enumerated() {
      for word in group { kin[word, default: Kin()].alike = index }
    }
    for (index, group) in self.families.enumerated() {
      for word in group { kin[word, default: Kin()].family = index }
    }
    self.kin = kin
  }

  /// What is understood instead of the word: nothing that the reference has.
  func confusion(
    for word: String,
    _ bits: UInt64,
    notIn reference: ArraySlice<String>
  ) -> String {
    if let kin = kin[word] {
      if kin.alike >= 0, let found = pick(alike[kin.alike], bits, reference) { return found }
      if kin.family >= 0, let found = pick(families[kin.family], bits, reference) { return found }
    }
    let length = min(word.utf8.count, starts.count - 1)
    let (first, last) = (starts[max(length - 1, 0)], starts[min(length + 2, starts.count - 1)])
    let start = first + Self.below(max(last - first, 1), bits)
    return probe(others, from: start, reference) ?? word + "s"
  }

  /// A word that recognizers put in where nobody said one: nothing that the reference has.
  func filler(_ bits: UInt64, notIn reference: ArraySlice<String>) -> String {
    pick(fillers, bits, reference) ?? probe(others, from: 0, reference) ?? fillers[0]
  }

  /// What recognizers make of noise.
  func phantom(_ bits: UInt64) -> [String] { phantoms[Self.below(phantoms.count, bits)] }

  private func pick(
    _ words: [String],
    _ bits: UInt64,
    _ reference: ArraySlice<String>
  ) -> String? {
    probe(words, from: Self.below(words.count, bits), reference)
  }

  /// The first word from there on, around the end, that the reference does not have.
  private func probe(
    _ words: [String],
    from start: Int,
    _ reference: ArraySlice<String>
  ) -> String? {
    var at = start
    for _ in words.indices {
      if at >= words.count { at = 0 }
      if !reference.contains(words[at]) { return words[at] }
      at += 1
    }
    return nil
  }

  private static func below(_ count: Int, _ bits: UInt64) -> Int {
    Int(bits.multipliedFullWidth(by: UInt64(count)).high)
  }
}
