/// White space as Python's `str.strip` and `\s` take it.
enum PythonSpace {
  /// Runs of two and more become one space, and those at the ends go: a single one stays.
  static func single(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var run = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isSpace(scalar) {
        run.append(scalar)
        continue
      }
      if !result.isEmpty {
        if run.count > 1 { result.append(" ") } else { result.append(contentsOf: run) }
      }
      run.removeAll()
      result.append(scalar)
    }
    return String(result)
  }

  static func stripped(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isSpace($0) }),
      let last = scalars.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(scalars[first...last])
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F,
      0x205F, 0x3000:
      true
    default: false
    }
  }
}

/// Replaces texts by texts, scalar by scalar.
enum TextReplacement {
  static func all(of pattern: String, by replacement: String, in text: String) -> String {
    let (text, pattern) = (Array(text.unicodeScalars), Array(pattern.unicodeScalars))
    guard text.contains(pattern[0]) else { return String(String.UnicodeScalarView(text)) }
    var result = String.UnicodeScalarView()
    var at = 0
    while at < text.count {
      if text[at...].starts(with: pattern) {
        result.append(contentsOf: replacement.unicodeScalars)
        at += pattern.count
      } else {
        result.append(text[at])
        at += 1
      }
    }
    return String(result)
  }
}

/// Two words for common English contractions.
enum Contractions {
  /// jiwer's list, in its order.
  private static let expansions = [
    ("won't", "will not"), ("can't", "can not"), ("let's", "let us"), ("n't", " not"),
    ("'re", " are"), ("'s", " is"), ("'d", " would"), ("'ll", " will"), ("'t", " not"),
    ("'ve", " have"), ("'m", " am"),
  ]

  static func expanded(_ text: String) -> String {
    guard text.unicodeScalars.contains("'") else { return text }
    return expansions.reduce(text) { TextReplacement.all(of: $1.0, by: $1.1, in: $0) }
  }
}

/// Lower case by Unicode's full mapping, with its rule for the sigma at the end of a word.
enum LowerCase {
  static func text(_ text: String) -> String {
    guard text.unicodeScalars.contains("\u{3A3}") else { return text.lowercased() }
    let scalars = Array(text.unicodeScalars)
    var result = ""
    for (at, scalar) in scalars.enumerated() {
      let isLast =
        scalar == "\u{3A3}" && isCased(scalars[..<at].reversed())
        && !isCased(scalars[(at + 1)...])
      result += isLast ? "\u{3C2}" : scalar.properties.lowercaseMapping
    }
    return result
  }

  /// Whether the nearest that is not case-ignorable is a letter with a case.
  private static func isCased(_ scalars: some Sequence<Unicode.Scalar>) -> Bool {
    scalars.first { !$0.properties.isCaseIgnorable }?.properties.isCased ?? false
  }
}
