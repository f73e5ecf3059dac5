internal import SimCore
internal import VoicePipeline

/// A text cut where a model's stream is cut.
struct CutText: Sendable {
  fileprivate(set) var chunks: [String] = []
  /// Words up to the end of each chunk.
  fileprivate(set) var words: [Int] = []
}

/// Cuts a reply into the first word, the rest of the first sentence and the further sentences.
///
/// By bytes, and sentence by sentence: replies are put together while the run lasts, mostly of
/// sentences that are always the same.
struct ReplyCutter {
  private static let usualChunks = 6
  private static let usualSentence = 128

  private var cut = CutText()
  private var words = 0
  private var pending: [UInt8] = []

  init() {
    cut.chunks.reserveCapacity(Self.usualChunks)
    cut.words.reserveCapacity(Self.usualChunks)
  }

  /// Whether nothing has been said yet.
  var isEmpty: Bool { words == 0 }

  /// Cuts what follows a text of so many words, which is not part of the result.
  init(after words: Int) { self.words = words }

  /// Goes on where another text ends, which ends in a whole sentence.
  init(_ text: CutText) {
    cut = text
    words = text.words.last ?? 0
  }

  /// Takes further words, set apart by spaces; the first is a word of its own.
  mutating func add(_ text: Span<UInt8>) {
    let space = UInt8(ascii: " ")
    if pending.capacity == 0 { pending.reserveCapacity(Self.usualSentence) }
    for place in text.indices where text[place] != space {
      if place == 0 || text[place - 1] == space {
        if words > 0 { pending.append(space) }
        words += 1
      }
      pending.append(text[place])
      let isLast = place + 1 == text.count || text[place + 1] == space
      if isLast, words == 1 || SentenceSplitter.isTerminator(text[place]) { take() }
    }
  }

  /// Takes sentences that were cut `after` one word.
  mutating func add(sentences: CutText) {
    precondition(pending.isEmpty && words > 0, "a sentence goes on that is not over")
    cut.chunks.append(contentsOf: sentences.chunks)
    for end in sentences.words { cut.words.append(words + end - 1) }
    words += (sentences.words.last ?? 1) - 1
  }

  /// Whether what comes next begins a sentence behind another.
  var isBetweenSentences: Bool { pending.isEmpty && words > 0 }

  private mutating func take() {
    cut.chunks.append(String(decoding: pending, as: UTF8.self))
    cut.words.append(words)
    pending.removeAll(keepingCapacity: true)
  }

  /// The cut text, whether or not its last sentence is whole.
  mutating func finish() -> CutText {
    if !pending.isEmpty { take() }
    return cut
  }
}
