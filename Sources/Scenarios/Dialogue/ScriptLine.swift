internal import SimCore
internal import VoicePipeline

/// What a line of the agent's script is for.
enum LineRole: Sendable, Hashable {
  case opening
  /// A step's own line: a question where an answer belongs to it, else a statement.
  case step(Int)
  case confirmation(Int)
  /// While a function runs.
  case filler(Int)
  /// The answer to a question of the caller's.
  case reply(Int)
  case transfer
  case surrender
  case closing
}

/// A text with slots in it.
///
/// A class: every reply takes some, and copies none.
final class ScriptText: Sendable {
  enum Piece: Sendable {
    case word(String)
    /// With what follows it without a space, such as a full stop.
    case slot(Int, trailing: String)
  }

  let pieces: [Piece]
  /// Slots in order.
  let slots: [Int]
  let text: String
  /// A text without slots and of whole sentences, cut once and for all.
  private let ready: ReadyText?

  private struct ReadyText {
    /// As a reply of its own, and as the beginning of one.
    let reply: PlannedReply
    let beginning: CutText
    /// Behind other sentences.
    let sentences: CutText

    /// Nil for a text that ends within a sentence: what comes next would go on with it.
    init?(_ text: String) {
      guard let last = text.utf8.last, SentenceSplitter.isTerminator(last) else { return nil }
      var cutter = ReplyCutter()
      cutter.add(text.utf8.span)
      beginning = cutter.finish()
      reply = PlannedReply(beginning, toolCall: nil)
      cutter = ReplyCutter(after: 1)
      cutter.add(text.utf8.span)
      sentences = cutter.finish()
    }
  }

  /// `slots` are the names; nil for a name in braces that is none of them.
  init?(_ text: String, slots names: [String]) {
    var pieces: [Piece] = []
    var slots: [Int] = []
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      guard let open = word.firstIndex(of: "{") else {
        pieces.append(.word(String(word)))
        continue
      }
      guard let close = word.firstIndex(of: "}"), open < close, open == word.startIndex,
        let slot = names.firstIndex(of: String(word[word.index(after: open)..<close]))
      else { return nil }
      slots.append(slot)
      pieces.append(.slot(slot, trailing: String(word[word.index(after: close)...])))
    }
    guard !pieces.isEmpty else { return nil }
    self.pieces = pieces
    self.slots = slots
    self.text = text
    ready = slots.isEmpty ? ReadyText(text) : nil
  }

  /// The reply that is this text, if no reply before it differed.
  var reply: PlannedReply? { ready?.reply }

  /// Says the text behind what was said before, with values in place of slots.
  func say(to reply: inout ReplyCutter, _ value: (Int) -> String) {
    if let ready {
      if reply.isEmpty {
        reply = ReplyCutter(ready.beginning)
        return
      }
      if reply.isBetweenSentences { return reply.add(sentences: ready.sentences) }
    }
    for piece in pieces {
      switch piece {
      case .word(let word): reply.add(word.utf8.span)
      case .slot(let slot, let trailing):
        let value = value(slot) + trailing
        reply.add(value.utf8.span)
      }
    }
  }
}

/// One line of the agent's, in several wordings.
struct ScriptLine: Sendable {
  let role: LineRole
  let wordings: [ScriptText]
  /// Slots of any wording, each once, in order.
  let slots: [Int]

  init(role: LineRole, wordings: [ScriptText]) {
    self.role = role
    self.wordings = wordings
    var slots: [Int] = []
    for slot in wordings.flatMap(\.slots) where !slots.contains(slot) { slots.append(slot) }
    self.slots = slots
  }

  func wording(_ bits: UInt64) -> ScriptText {
    wordings[Int(bits.multipliedFullWidth(by: UInt64(wordings.count)).high)]
  }
}

/// Knows the script's lines by their first words, as far as they have been said.
///
/// A tree over the words of each sentence up to its first slot; a node below which there is one
/// line only names that line.
struct LineIndex: Sendable {
  /// Words that must fit before a sentence counts as the script's own.
  private static let wordsMin = 3

  private var children = WordTable()
  /// By node: the one line below it, or -1.
  private var owners: [Int32] = [-2]
  /// By node: whether a sentence, or its words before a slot, ends there.
  private var ends: [Bool] = [false]

  private static func edge(_ node: Int32, _ word: UInt64) -> UInt64 {
    Mix.finish(word &+ UInt64(UInt32(bitPattern: node)) &* 0x9E37_79B9_7F4A_7C15) | 1
  }

  /// Takes the sentences of a line in.
  mutating func insert(_ text: ScriptText, line: Int32) {
    for sentence in text.heads { insert(sentence, line) }
  }

  private mutating func insert(_ words: [UInt64], _ line: Int32) {
    var node: Int32 = 0
    for word in words where word != 0 {
      let edge = Self.edge(node, word)
      var child = children.value(edge)
      if child < 0 {
        child = Int32(owners.count)
        children.insert(edge, child)
        owners.append(line)
        ends.append(false)
      } else if owners[Int(child)] != line {
        owners[Int(child)] = -1
      }
      node = child
    }
    ends[Int(node)] = true
  }

  /// Whether at least one sentence of the text tells its line from all others.
  func tellsApart(_ text: ScriptText, line: Int32) -> Bool {
    text.heads.contains { words in
      var walk = Walk()
      for word in words { _ = step(&walk, word) }
      return self.line(of: walk) == line
    }
  }

  /// How far a sentence has been followed.
  struct Walk {
    fileprivate var node: Int32 = 0
    fileprivate var words = 0
    fileprivate var hasLeft = false
  }

  /// Follows one word; false when nothing more can be learnt.
  func step(_ walk: inout Walk, _ word: UInt64) -> Bool {
    guard word != 0 else { return true }
    if ends[Int(walk.node)], owners[Int(walk.node)] >= 0 { return false }
    let child = children.value(Self.edge(walk.node, word))
    guard child >= 0 else {
      walk.hasLeft = true
      return false
    }
    walk.node = child
    walk.words += 1
    return owners[Int(child)] < 0 || walk.words < Self.wordsMin
  }

  /// The line that has been recognized, or -1.
  func line(of walk: Walk) -> Int32 {
    let isLong = walk.words >= Self.wordsMin || ends[Int(walk.node)] && !walk.hasLeft
    return isLong && walk.node > 0 ? owners[Int(walk.node)] : -1
  }
}

extension ScriptText {
  /// The words of each sentence up to its first slot, as hashes.
  fileprivate var heads: [[UInt64]] {
    var heads: [[UInt64]] = []
    var head: [UInt64] = []
    var isPastSlot = false
    for piece in pieces {
      var last: Character?
      switch piece {
      case .word(let word):
        if !isPastSlot { head.append(WordTable.hash(word.utf8.span)) }
        last = word.last
      case .slot(_, let trailing):
        isPastSlot = true
        last = trailing.last
      }
      guard last == "." || last == "?" || last == "!" else { continue }
      heads.append(head)
      head = []
      isPastSlot = false
    }
    if !head.isEmpty { heads.append(head) }
    return heads
  }
}
