internal import SimCore
internal import VoicePipeline

/// A goal made ready for use: its lines known by their words, its words by number.
///
/// Both sides read it: the agent's replies and the callers of all calls with this goal.
package final class GoalScript: Sendable {
  package let spec: GoalSpec
  let slots: [ScriptSlot]
  let steps: [ScriptStep]
  /// All lines of the agent.
  let lines: [ScriptLine]
  let index: LineIndex
  let words: WordTable
  /// By number of the word.
  let senses: [WordSense]
  /// By number of the word: slot values that begin with it.
  let phrases: [[PhraseStart]]
  let questions: [ScriptQuestion]
  let special: SpecialLines
  let goodbye: [CallerText]
  /// Steps with an answer, in order.
  let answered: [Int]
  /// The number of "zero"; the other digits follow.
  let firstDigitWord: Int32

  /// Fails with a sentence and the path of the value that is wrong.
  init(_ spec: GoalSpec) throws(ScriptFault) {
    var writer = ScriptWriter(spec)
    try writer.write()
    self.spec = spec
    slots = writer.slots
    steps = writer.steps
    lines = writer.lines
    index = writer.index
    words = writer.words
    senses = writer.senses
    phrases = writer.phrases
    questions = writer.questions
    special = writer.special
    goodbye = writer.goodbye
    firstDigitWord = writer.firstDigitWord
    answered = writer.steps.indices.filter { !writer.steps[$0].answers.isEmpty }
  }

  /// A value of a slot, as it is said.
  func text(of value: SlotValue, in slot: Int) -> String {
    slots[slot].words(of: value).joined(separator: " ")
  }
}

/// Why a goal's script cannot be used.
struct ScriptFault: Error {
  var path: String
  var message: String
  var remedy: String
}

/// A value of a slot: the number of a value, or packed digits; -1 when none is known.
typealias SlotValue = Int64

/// A slot with its values as words.
struct ScriptSlot: Sendable {
  let name: String
  /// Empty for digits.
  let values: [[String]]
  let digits: Int

  static let digitWords = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
  ]

  func words(of value: SlotValue) -> [String] {
    guard value >= 0 else { return ["that"] }
    if digits == 0 { return values[Int(value)] }
    return (0..<digits).map { Self.digitWords[self.digit($0, of: value)] }
  }

  /// The digit at a place, from the left.
  func digit(_ place: Int, of value: SlotValue) -> Int {
    Int(value >> (4 * SlotValue(digits - 1 - place)) & 0xF) % 10
  }

  func draw(_ bits: UInt64) -> SlotValue {
    if digits == 0 {
      return SlotValue(bits.multipliedFullWidth(by: UInt64(values.count)).high)
    }
    var value: SlotValue = 0
    var rest = bits
    for _ in 0..<digits {
      let (digit, low) = rest.multipliedFullWidth(by: 10)
      value = value << 4 | SlotValue(digit)
      rest = low
    }
    return value
  }
}

/// A step with its texts ready.
///
/// An object, for a reply looks at several steps of it and copies of one would be dear.
final class ScriptStep: Sendable {
  /// Numbers of its lines.
  let say: Int
  let confirm: Int?
  let repair: Int?
  let filler: Int?
  let asks: [Int]
  /// Numbers of words of which one must be heard.
  let hears: [Int32]
  let answers: [CallerText]
  /// Numbers of the words of each cue.
  let cues: [[Int32]]
  let tool: String?
  let arguments: ToolArguments
  let handOff: String?
  let human: Bool
  let complex: Bool
  let required: Bool
  let takes: DurationDistribution

  init(
    say: Int,
    confirm: Int?,
    repair: Int?,
    filler: Int?,
    asks: [Int],
    hears: [Int32],
    answers: [CallerText],
    cues: [[Int32]],
    tool: String?,
    arguments: ToolArguments,
    handOff: String?,
    human: Bool,
    complex: Bool,
    required: Bool,
    takes: DurationDistribution
  ) {
    self.say = say
    self.confirm = confirm
    self.repair = repair
    self.filler = filler
    self.asks = asks
    self.hears = hears
    self.answers = answers
    self.cues = cues
    self.tool = tool
    self.arguments = arguments
    self.handOff = handOff
    self.human = human
    self.complex = complex
    self.required = required
    self.takes = takes
  }
}

/// A function's arguments as JSON text, with slots.
struct ToolArguments: Sendable {
  private enum Piece: Sendable {
    case text(String)
    case slot(Int)
  }

  private var pieces: [Piece] = []

  /// A name in braces that is none of `names` is text.
  init(_ text: String, slots names: [String]) {
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      let inner = rest[rest.index(after: open)...]
      if let close = inner.firstIndex(of: "}"),
        let slot = names.firstIndex(where: { $0 == inner[..<close] })
      {
        pieces.append(.text(String(rest[..<open])))
        pieces.append(.slot(slot))
        rest = inner[inner.index(after: close)...]
      } else {
        pieces.append(.text(String(rest[...open])))
        rest = inner
      }
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
  }

  func filled(_ value: (Int) -> String) -> String {
    pieces.reduce(into: "") { text, piece in
      switch piece {
      case .text(let part): text += part
      case .slot(let slot): text += value(slot)
      }
    }
  }
}

/// A question of the caller's own, ready.
struct ScriptQuestion: Sendable {
  var asks: [CallerText]
  var hears: [Int32]
  var answer: Int
}

/// Numbers of the lines that belong to no step.
struct SpecialLines: Sendable {
  var opening = 0
  var transfer = 0
  var surrender = 0
  var closing = 0
}

/// What a caller says, in words, with slots.
struct CallerText: Sendable {
  enum Piece: Sendable {
    case word(String)
    case slot(Int)
  }

  let pieces: [Piece]
}

/// What a word may mean whatever the goal.
struct WordSense: OptionSet, Sendable {
  let rawValue: UInt8

  static let yes = WordSense(rawValue: 1)
  static let no = WordSense(rawValue: 2)
  static let human = WordSense(rawValue: 4)
  static let hello = WordSense(rawValue: 8)
  static let again = WordSense(rawValue: 16)
  static let goodbye = WordSense(rawValue: 32)

  static let vocabulary: [(WordSense, [String])] = [
    (
      .yes,
      ["yes", "yeah", "yep", "right", "correct", "sure", "okay", "ok", "fine", "exactly"]
    ),
    (.no, ["no", "nope", "not", "wrong", "incorrect"]),
    (.human, ["human", "representative", "operator", "supervisor"]),
    (.hello, ["hello", "hi", "anybody", "anyone", "there"]),
    (.again, ["again", "repeat", "sorry", "pardon"]),
    (.goodbye, ["goodbye", "bye"]),
  ]
}

/// A slot's value that begins with a word.
struct PhraseStart: Sendable {
  var slot: Int
  var value: SlotValue
  /// Numbers of all its words.
  var words: [Int32]
}
