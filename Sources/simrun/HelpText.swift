/// The help pages, made from the declarations.
enum HelpText {
  static func overview() -> String {
    let verbs = CommandTable.all.map { $0.declaration }
    return """
      simrun: a wind tunnel for AI voice-agent dialers

      usage: simrun VERB [options]

      \(columns(verbs.map { ($0.verb, $0.summary) }))

      first steps
        simrun init             write a commented scenario and a small lead file
        simrun run SCENARIO     simulate it; the report's path is printed at the end

      simrun help VERB explains a verb, simrun --version names the build.

      """
  }

  static func page(_ declaration: CommandDeclaration) -> String {
    var parts = ["usage: \(declaration.usage)", declaration.summary]
    parts += declaration.details.map { wrapped($0, to: 80).joined(separator: "\n") }
    if !declaration.operands.isEmpty {
      let rows = declaration.operands.map { ($0.name, $0.text) }
      parts.append("operands\n" + columns(rows))
    }
    let options = declaration.allOptions.map { option in
      (option.usage, option.text + (option.isRepeated ? " (may be repeated)" : ""))
    }
    parts.append("options\n" + columns(options))
    let examples = declaration.examples.map { "  \($0.command)\n      \($0.text)" }
    parts.append("examples\n" + examples.joined(separator: "\n"))
    return parts.joined(separator: "\n\n") + "\n"
  }

  static func exitCodes() -> String {
    "exit codes\n" + columns(ExitCode.allCases.map { (String($0.rawValue), $0.meaning) }) + "\n"
  }

  /// Two columns; the second is wrapped to 80 columns in all.
  static func columns(_ rows: [(String, String)]) -> String {
    let width = min(26, rows.map { $0.0.count }.max() ?? 0)
    let indent = String(repeating: " ", count: width + 4)
    return rows.map { name, text in
      let lines = wrapped(text, to: 80 - width - 4)
      let isLong = name.count > width
      let padding = String(repeating: " ", count: isLong ? 0 : width - name.count + 2)
      let lead = "  \(name)" + (isLong ? "\n\(indent)" : padding)
      return lead + lines.joined(separator: "\n\(indent)")
    }.joined(separator: "\n")
  }

  /// Breaks at spaces; a longer word stands by itself.
  static func wrapped(_ text: String, to width: Int) -> [String] {
    text.split { $0 == " " || $0 == "\n" }.reduce(into: [String]()) { lines, word in
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
  }
}
