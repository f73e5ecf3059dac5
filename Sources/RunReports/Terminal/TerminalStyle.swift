/// What a terminal can show.
package struct TerminalStyle: Sendable, Hashable {
  /// Only on a terminal, and not with `NO_COLOR`.
  package var hasColor: Bool
  /// Without a UTF-8 locale: words for glyphs, ASCII for the blocks.
  package var hasUnicode: Bool
  /// Lists every threshold, check and outcome.
  package var isVerbose: Bool
  /// The scenario file as the user named it; without it, its name alone.
  package var scenario: String?
  /// The run directory as the user can name it; nil when none was written.
  package var directory: String?

  package init(
    hasColor: Bool = false,
    hasUnicode: Bool = true,
    isVerbose: Bool = false,
    scenario: String? = nil,
    directory: String? = nil
  ) {
    self.hasColor = hasColor
    self.hasUnicode = hasUnicode
    self.isVerbose = isVerbose
    self.scenario = scenario
    self.directory = directory
  }

  /// The columns that a summary keeps to.
  static let width = 80

  /// The roles that colours play; the text is complete without them.
  enum Role: String {
    case name = "1"
    case dim = "2"
    case bad = "31"
    case good = "32"
    case curve = "34"
    case verdictBad = "1;31"
    case verdictGood = "1;32"
  }

  func paint(_ text: String, _ role: Role) -> String {
    hasColor && !text.isEmpty ? "\u{1B}[\(role.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// Text without control characters, and without what the terminal cannot show.
  func safe(_ text: String) -> String {
    let plain = Figures.plain(text)
    var result = ""
    for scalar in plain.unicodeScalars {
      switch scalar.value {
      case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F: result += "?"
      case 0..<0x7F: result.unicodeScalars.append(scalar)
      default:
        if hasUnicode { result.unicodeScalars.append(scalar) } else { result += Self.ascii(scalar) }
      }
    }
    return result
  }

  /// The nearest ASCII text of a character that reports use.
  private static func ascii(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "–", "—", "−": "-"
    case "·": "|"
    case "✓": "ok"
    case "✕": "FAIL"
    case "…": "..."
    case "’", "‘": "'"
    case "×": "x"
    case "≤": "<="
    case "≥": ">="
    default: "?"
    }
  }
}
