import Foundation
import Testing

/// The pairs of texts of `Tests/Oracles/word_errors_jiwer.py`, made by the same generator.
struct WordErrorPairs {
  static let count = 10_000
  private static let english = words(
    "i you we the a to move my appointment tuesday friday please yes no at four"
  )
  private static let few = ["a", "b"]
  private static let wide = [
    "\u{E9}", "e\u{301}", "\u{C5}", "\u{212B}", "A\u{30A}", "K", "\u{212A}", "na\u{EF}ve",
    "\u{65E5}\u{672C}", "\u{1F642}", "\u{1F468}\u{200D}\u{1F469}", "\u{DF}",
  ]

  private var state: UInt64

  init(seed: UInt64 = 20_260_101) { state = seed }

  static func words(_ text: String) -> [String] { text.split(separator: " ").map { String($0) } }

  /// A number of 0 to n - 1.
  mutating func below(_ n: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var x = state
    x = (x ^ (x >> 30)) &* 0xBF58_476D_1CE4_E5B9
    x = (x ^ (x >> 27)) &* 0x94D0_49BB_1331_11EB
    x ^= x >> 31
    return Int(((x >> 32) * UInt64(n)) >> 32)
  }

  /// The next pair of texts.
  mutating func next() -> (reference: String, hypothesis: String) {
    let kind = below(8)
    let words = kind == 1 ? Self.few : kind == 2 ? Self.wide : Self.english
    let length = kind == 0 ? 0 : below(below(10) == 0 ? 40 : 12)
    let reference = some(length, of: words)
    let isUnrelated = below(4) == 0
    let hypothesis = isUnrelated ? some(below(10), of: words) : edited(reference, words)
    return (joined(reference), joined(hypothesis))
  }

  mutating func some(_ count: Int, of words: [String]) -> [String] {
    (0..<count).map { _ in words[below(words.count)] }
  }

  private mutating func edited(_ reference: [String], _ words: [String]) -> [String] {
    let percent = [5, 20, 60][below(3)]
    var hypothesis: [String] = []
    for word in reference {
      let luck = below(300)
      if luck >= percent {
        hypothesis.append(word)
      } else if luck % 3 == 0 {
        hypothesis.append(words[below(words.count)])
      } else if luck % 3 == 1 {
        hypothesis += [word, words[below(words.count)]]
      }
    }
    return hypothesis
  }

  private mutating func joined(_ words: [String]) -> String {
    let gap = below(12)
    return (gap == 1 ? " " : "") + words.joined(separator: gap == 2 ? "  " : " ")
  }
}

/// What jiwer counted in those pairs.
struct JiwerCounts {
  /// The lines of a name and a value.
  var head: [String: String] = [:]
  /// Substitutions, deletions and insertions of words, then of characters.
  var rows: [[Int]] = []

  init() throws {
    let url = try #require(
      Bundle.module.url(
        forResource: "word-errors-jiwer",
        withExtension: "txt",
        subdirectory: "Vectors"
      )
    )
    for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n") {
      let fields = line.split(separator: " ")
      if fields.count == 2 {
        head[String(fields[0])] = String(fields[1])
      } else {
        rows.append(fields.compactMap { Int($0) })
      }
    }
  }
}

/// FNV-1a of 64 bits.
struct Fingerprint {
  private var bits: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { bits = (bits ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }

  mutating func add(_ number: Double) {
    let pattern = number.bitPattern
    add((0..<8).map { UInt8(truncatingIfNeeded: pattern >> (8 * $0)) })
  }

  var text: String {
    let digits = String(bits, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
