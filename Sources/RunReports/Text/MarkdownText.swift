/// Text from outside, made safe for GitHub's Markdown.
package enum MarkdownText {
  /// In a table cell or a sentence: no markup, no line breaks, no column separators.
  package static func inline(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\\", "`", "*", "_", "[", "]", "|", "#", "~", "!":
        result += "\\"
        result.unicodeScalars.append(scalar)
      case "\0"..<" ", "\u{7F}": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A command as a code span; a backtick inside takes longer fences.
  static func code(_ text: String) -> String {
    var longest = 0
    var run = 0
    for character in text {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let pad = longest > 0 ? " " : ""
    let line = String(text.map { $0.isNewline ? " " : $0 })
    return fence + pad + line + pad + fence
  }

  /// The same in a table, where a bar ends the cell even in code.
  static func codeCell(_ text: String) -> String {
    code(text).split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }

  /// A table; columns after the first are numbers, to the right.
  static func table(_ head: [String], _ rows: [[String]]) -> String {
    let line = { (cells: [String]) in "| " + cells.joined(separator: " | ") + " |\n" }
    let rule = head.indices.map { $0 == 0 ? "---" : "---:" }
    return line(head) + line(rule) + rows.map(line).joined() + "\n"
  }
}
