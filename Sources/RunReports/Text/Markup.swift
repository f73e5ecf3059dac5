/// HTML or SVG: its literals are markup, and text that is interpolated into it is escaped.
///
/// So no text of a scenario, a lead file or a carrier can become markup, wherever it stands.
package struct Markup: Sendable, Hashable, ExpressibleByStringInterpolation {
  package private(set) var text: String

  package init(stringLiteral value: String) { text = value }
  package init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }
  private init(unescaped text: String) { self.text = text }

  /// Text as markup that shows it.
  package init(_ text: String) { self.text = Self.escaped(text) }

  /// Text of ours that is markup already, such as the style sheet.
  static func verbatim(_ text: String) -> Markup { Markup(unescaped: text) }

  /// A name from outside: it keeps its own writing direction, and leaves that of its
  /// neighbourhood alone.
  static func name(_ text: String) -> Markup { "<bdi>\(text)</bdi>" }

  static func + (left: Markup, right: Markup) -> Markup {
    Markup(unescaped: left.text + right.text)
  }
  static func += (left: inout Markup, right: Markup) { left.text += right.text }

  /// Puts literals in as they are, and text escaped.
  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text: String

    package init(literalCapacity: Int, interpolationCount: Int) {
      text = ""
      text.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    package mutating func appendLiteral(_ literal: String) { text += literal }
    package mutating func appendInterpolation(_ markup: Markup) { text += markup.text }
    package mutating func appendInterpolation(_ value: Int) { text += String(value) }
    package mutating func appendInterpolation(_ plain: String) { text += Markup.escaped(plain) }
  }

  /// Escapes `& < > " '`, and replaces what neither HTML nor XML allows.
  private static func escaped(_ text: String) -> String {
    let isClean = text.utf8.allSatisfy { byte in
      switch byte {
      case 0..<0x20, 0x7F, 0x22, 0x26, 0x27, 0x3C, 0x3E, 0xEF: false
      default: true
      }
    }
    if isClean { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\t", "\n": result.unicodeScalars.append(scalar)
      case "\0"..<" ", "\u{7F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension Sequence<Markup> {
  func joined(separator: Markup = "") -> Markup {
    var result: Markup = ""
    for (index, markup) in enumerated() {
      if index > 0 { result += separator }
      result += markup
    }
    return result
  }
}
