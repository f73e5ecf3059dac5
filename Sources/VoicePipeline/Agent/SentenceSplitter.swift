/// Cuts a stream of tokens into sentences, so that synthesis can start before the reply is whole.
package struct SentenceSplitter: Sendable, Hashable, Codable {
  private var pending = ""

  package init() {}

  /// Takes further text and returns the sentences that it completes, without outer spaces.
  package mutating func append(_ text: String) -> [String] {
    guard let first = text.utf8.firstIndex(where: Self.isTerminator) else {
      pending += text
      return []
    }
    var sentences: [String] = []
    var rest = text[...]
    var end: String.Index? = first
    while let terminator = end {
      let next = text.utf8.index(after: terminator)
      pending += rest[..<next]
      rest = rest[next...]
      if let sentence = take() { sentences.append(sentence) }
      end = rest.utf8.firstIndex(where: Self.isTerminator)
    }
    pending += rest
    return sentences
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

  private static func isTerminator(_ byte: UInt8) -> Bool {
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
