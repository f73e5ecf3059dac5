/// Just enough of Swift's lexical grammar to tell code from comments and literals.
struct SwiftText {
  private enum Context {
    /// Code, with the parentheses that are open since an interpolation began.
    case code(depth: Int)
    case string(hashes: Int, quotes: Int)
  }

  private let bytes: [UInt8]
  private var output: [UInt8] = []
  private var at = 0
  private var contexts: [Context] = [.code(depth: 0)]

  private init(_ text: String) {
    bytes = Array(text.utf8)
    output.reserveCapacity(bytes.count)
  }

  /// The same lines and columns, with spaces where a comment, a literal or a raw name stood.
  static func withoutLiterals(_ text: String) -> String {
    var reader = SwiftText(text)
    while reader.at < reader.bytes.count { reader.step() }
    return String(decoding: reader.output, as: UTF8.self)
  }

  private mutating func step() {
    switch contexts.last ?? .code(depth: 0) {
    case .code(let depth): stepInCode(depth: depth)
    case .string(let hashes, let quotes): stepInString(hashes: hashes, quotes: quotes)
    }
  }

  private mutating func stepInCode(depth: Int) {
    let hashes = run(of: "#", from: at)
    let byte = bytes[at]
    if starts(with: "//") {
      while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { blank(1) }
    } else if starts(with: "/*") {
      blankBlockComment()
    } else if peek(at + hashes) == UInt8(ascii: "\"") {
      let quotes = run(of: "\"", from: at + hashes) >= 3 ? 3 : 1
      contexts.append(.string(hashes: hashes, quotes: quotes))
      blank(hashes + quotes)
    } else if byte == UInt8(ascii: "`") {
      blankRawName()
    } else if byte == UInt8(ascii: "(") {
      setDepth(depth + 1)
      keep()
    } else if byte == UInt8(ascii: ")") {
      closeParenthesis(depth: depth)
    } else {
      keep()
    }
  }

  private mutating func closeParenthesis(depth: Int) {
    if contexts.count > 1 && depth == 1 {
      contexts.removeLast()
      blank(1)
    } else {
      setDepth(depth - 1)
      keep()
    }
  }

  private mutating func stepInString(hashes: Int, quotes: Int) {
    let marks = run(of: "#", from: at + 1)
    if bytes[at] == UInt8(ascii: "\\") && marks >= hashes {
      let isInterpolation = peek(at + 1 + hashes) == UInt8(ascii: "(")
      blank(2 + hashes)
      if isInterpolation { contexts.append(.code(depth: 1)) }
    } else if run(of: "\"", from: at) >= quotes && run(of: "#", from: at + quotes) >= hashes {
      contexts.removeLast()
      blank(quotes + hashes)
    } else {
      blank(1)
    }
  }

  private mutating func blankBlockComment() {
    var depth = 0
    repeat {
      if starts(with: "/*") {
        depth += 1
        blank(2)
      } else if starts(with: "*/") {
        depth -= 1
        blank(2)
      } else {
        blank(1)
      }
    } while depth > 0 && at < bytes.count
  }

  /// Keeps the back-ticks, so that a name still stands there.
  private mutating func blankRawName() {
    keep()
    while let byte = peek(at), byte != UInt8(ascii: "`"), byte != UInt8(ascii: "\n") {
      output.append(UInt8(ascii: "_"))
      at += 1
    }
    if peek(at) == UInt8(ascii: "`") { keep() }
  }

  private mutating func setDepth(_ depth: Int) {
    contexts[contexts.count - 1] = .code(depth: depth)
  }

  private mutating func keep() {
    output.append(bytes[at])
    at += 1
  }

  private mutating func blank(_ count: Int) {
    for _ in 0..<count where at < bytes.count {
      output.append(bytes[at] == UInt8(ascii: "\n") ? bytes[at] : UInt8(ascii: " "))
      at += 1
    }
  }

  private func peek(_ index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

  private func starts(with text: StaticString) -> Bool {
    text.description.utf8.enumerated().allSatisfy { peek(at + $0.offset) == $0.element }
  }

  private func run(of character: Unicode.Scalar, from start: Int) -> Int {
    var end = start
    while peek(end) == UInt8(ascii: character) { end += 1 }
    return end - start
  }
}
