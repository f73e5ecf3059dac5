import Experiments
import RunReports
import SimCore

/// Where a command writes: data to standard output, everything else to standard error.
struct Console {
  /// Whether standard output shows colours: a terminal, without `NO_COLOR` (no-color.org).
  let hasColor: Bool
  /// Whether the locale speaks UTF-8.
  let hasUnicode: Bool
  /// Whether a person watches standard error and may see a progress line.
  let showsProgress: Bool

  init() {
    let isDumb = HostProcess.variable("TERM") == "dumb"
    let noColor = HostProcess.variable("NO_COLOR").map { !$0.isEmpty } ?? false
    hasColor = StandardStream.output.isTerminal && !noColor && !isDumb
    showsProgress = StandardStream.error.isTerminal && !isDumb
    hasUnicode = Self.speaksUnicode(
      ["LC_ALL", "LC_CTYPE", "LANG"].compactMap(HostProcess.variable).first { !$0.isEmpty }
    )
  }

  /// A pipe gets UTF-8 as well: only a locale that names another encoding means ASCII.
  private static func speaksUnicode(_ locale: String?) -> Bool {
    guard let locale else { return !StandardStream.output.isTerminal }
    let upper = locale.uppercased()
    return upper.contains("UTF-8") || upper.contains("UTF8")
      || !StandardStream.output.isTerminal
  }

  /// Writes data; a reader that went away is no failure, a full disk is.
  func output(_ text: String) throws(RunFailure) {
    do {
      try StandardStream.output.write(Array(text.utf8))
    } catch  where !error.isBrokenPipe {
      throw RunFailure(code: "CLI-008", class: .temporary, message: "\(error)")
    } catch {}
  }

  /// Writes raw data; false when the reader has gone away.
  func output(_ bytes: [UInt8]) throws(RunFailure) -> Bool {
    do {
      try StandardStream.output.write(bytes)
    } catch  where !error.isBrokenPipe {
      throw RunFailure(code: "CLI-008", class: .temporary, message: "\(error)")
    } catch {
      return false
    }
    return true
  }

  /// Writes a line that is no data; nobody is told when that fails.
  func note(_ text: String) {
    try? StandardStream.error.write(Array((text + "\n").utf8))
  }

  /// Text on the terminal line that a progress display owns.
  func progress(_ text: String) {
    try? StandardStream.error.write(Array(text.utf8))
  }

  /// A word of the user's in a message, with control characters made visible.
  static func quoted(_ word: String) -> String {
    var text = ""
    for scalar in word.unicodeScalars.prefix(200) {
      if scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) {
        text += "\\u{" + String(scalar.value, radix: 16) + "}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return "'\(text)'"
  }

  /// How the terminal shows a summary.
  func style(isVerbose: Bool, scenario: String, directory: String) -> TerminalStyle {
    TerminalStyle(
      hasColor: hasColor,
      hasUnicode: hasUnicode,
      isVerbose: isVerbose,
      scenario: scenario,
      directory: directory
    )
  }
}
