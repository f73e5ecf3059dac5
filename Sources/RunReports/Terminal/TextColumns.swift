/// Text laid out in columns of a fixed-width font.
package enum TextColumns {
  /// The columns that a text takes; East Asian wide characters count two.
  package static func width(_ text: String) -> Int {
    text.reduce(0) { width, character in
      guard let scalar = character.unicodeScalars.first?.value else { return width }
      let isWide =
        (0x1100...0x115F).contains(scalar) || (0x2E80...0xA4CF).contains(scalar)
        || (0xAC00...0xD7A3).contains(scalar) || (0xF900...0xFAFF).contains(scalar)
        || (0xFE30...0xFE6F).contains(scalar) || (0xFF00...0xFF60).contains(scalar)
        || (0x1F300...0x1FAFF).contains(scalar)
      return width + (isWide ? 2 : 1)
    }
  }

  package static func left(_ text: String, _ columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - width(text)))
  }

  package static func right(_ text: String, _ columns: Int) -> String {
    String(repeating: " ", count: max(0, columns - width(text))) + text
  }

  /// At most so many columns; what is cut off is marked.
  package static func cut(_ text: String, _ columns: Int, mark: String = "…") -> String {
    if width(text) <= columns { return text }
    var result = ""
    for character in text {
      if width(result) + width(String(character)) > columns - width(mark) { break }
      result.append(character)
    }
    return result + mark
  }

  /// Lines of at most so many columns, broken at spaces; a longer word is cut into pieces if
  /// `cutsWords`, or else stands alone and reaches beyond.
  package static func wrapped(_ text: String, _ columns: Int, cutsWords: Bool = true) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      for piece in cutsWords ? pieces(word, columns) : [word] {
        if !line.isEmpty, width(line) + 1 + width(String(piece)) > columns {
          lines.append(line)
          line = ""
        }
        line += line.isEmpty ? String(piece) : " " + piece
      }
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  private static func pieces(_ word: Substring, _ columns: Int) -> [Substring] {
    var rest = word
    var pieces: [Substring] = []
    while width(String(rest)) > columns {
      // A character takes two columns at most.
      let piece = rest.prefix(max(1, width(String(rest)) > rest.count ? columns / 2 : columns))
      pieces.append(piece)
      rest = rest.dropFirst(piece.count)
    }
    return pieces + (rest.isEmpty ? [] : [rest])
  }
}
