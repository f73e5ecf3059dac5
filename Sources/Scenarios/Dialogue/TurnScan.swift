internal import SimCore
internal import VoicePipeline

/// The words of one caller turn as they were recognized, and what they may mean.
struct TurnScan {
  /// By number; -1 for words that the script does not know.
  private(set) var words: [Int32] = []
  private(set) var senses: WordSense = []
  private(set) var count = 0
  /// Of the words, how many only greet.
  private var greetings = 0
  private var digits: SlotValue = 0
  private(set) var digitCount = 0

  init() { words.reserveCapacity(32) }

  mutating func begin() {
    words.removeAll(keepingCapacity: true)
    (senses, count, greetings, digits, digitCount) = ([], 0, 0, 0, 0)
  }

  /// Takes the next word in.
  mutating func add(_ text: Span<UInt8>, in script: GoalScript) {
    let word = script.words.value(WordTable.hash(text))
    count += 1
    words.append(word)
    if let digit = script.digit(word, text) {
      digits = digits << 4 | SlotValue(digit)
      digitCount += 1
    }
    guard word >= 0 else { return }
    let sense = script.senses[Int(word)]
    senses.formUnion(sense)
    if sense.contains(.hello) { greetings += 1 }
  }

  /// Nothing but "hello?".
  var isGreeting: Bool { count > 0 && greetings == count }

  /// The value of a slot in these words: of several the last, as a correction puts it.
  func value(of slot: Int, in script: GoalScript) -> SlotValue? {
    let wanted = script.slots[slot].digits
    if wanted > 0 { return digitCount == wanted && wanted <= 15 ? digits : nil }
    var found: SlotValue?
    for (place, word) in words.enumerated() where word >= 0 {
      for start in script.phrases[Int(word)] where start.slot == slot {
        if holds(start.words, at: place) { found = start.value }
      }
    }
    return found
  }

  private func holds(_ phrase: [Int32], at place: Int) -> Bool {
    guard place + phrase.count <= words.count else { return false }
    for offset in phrase.indices where words[place + offset] != phrase[offset] { return false }
    return true
  }

  func hasOne(of wanted: [Int32]) -> Bool { wanted.contains { words.contains($0) } }

  func hasAll(of wanted: [Int32]) -> Bool { wanted.allSatisfy { words.contains($0) } }

  /// The caller's question that these words ask.
  func question(in script: GoalScript) -> Int? {
    script.questions.firstIndex { hasAll(of: $0.hears) }
  }
}

extension GoalScript {
  /// The digit that a recognized word stands for: `4` or `four`.
  fileprivate func digit(_ word: Int32, _ text: Span<UInt8>) -> Int? {
    if text.count == 1, (48...57).contains(text[0]) { return Int(text[0]) - 48 }
    guard word >= firstDigitWord, word < firstDigitWord + 10 else { return nil }
    return Int(word - firstDigitWord)
  }
}
