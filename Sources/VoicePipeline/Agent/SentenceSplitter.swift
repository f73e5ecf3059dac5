/// Cuts a stream of tokens into sentences, so that synthesis can start before the reply is whole.
package struct SentenceSplitter: Sendable, Hashable, Codable {
  private var pending = ""

  package init() {}

  /// Takes further text and returns the sentences that it completes, without outer spaces.
  package mutating func append(_ text: String) -> [String] {
    switch Self.terminators(in: text) {
    case .none:
      pending += text
      return []
    case .atTheEnd:
      pending += text
      return take().map { [$0] } ?? []
    case .within:
      return split(text)
    }
  }

  private mutating func split(_ text: String) -> [String] {
    var sentences: [String] = []
    var rest = text[...]
    while let terminator = rest.utf8.firstIndex(where: Self.isTerminator) {
      let next = text.utf8.index(after: terminator)
      pending += rest[..<next]
      rest = rest[next...]
      if let sentence = take() { sentences.append(sentence) }
    }
    pending += rest
    return sentences
  }

  private enum Terminators {
    case none
    case atTheEnd
    case within
  }

  /// Where the terminators of a text are; most pieces of a stream have none, or end in their one.
  private static func terminators(in text: String) -> Terminators {
    let bytes = text.utf8.span
    var found = Terminators.none
    for index in bytes.indices where isTerminator(bytes[index]) {
      guard index == bytes.count - 1, found == .none else { return .within }
      found = .atTheEnd
    }
    return found
  }

  /// What is left when the stream has ended.
  package mutating func finish() -> String? { take() }

  private mutating func take() -> String? {
    defer { pending = "" }
    let bytes = pending.utf8
    guard let first = bytes.first, let last = bytes.last else { return nil }
    let space = UInt8(ascii: " ")
    if first != space && last != space { return pending }
    let sentence = Substring(pending).trimmingSpaces()
    return sentence.isEmpty ? nil : String(sentence)
  }

  /// Whether a byte ends a sentence.
  package static func isTerminator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "!")
  }
}

extension Substring {
  fileprivate func trimmingSpaces() -> Substring {
    var bytes = utf8[...]
    while bytes.first == UInt8(ascii: " ") { bytes.removeFirst() }
    while bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
    return Substring(bytes)
  }
}
