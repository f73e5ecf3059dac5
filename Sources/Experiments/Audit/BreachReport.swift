internal import RunReports
internal import SimCore
internal import VoicePipeline

/// What those need to know who have to tell others that somebody was in a run directory.
struct BreachReport {
  let words: RecordedWords
  /// Accesses before it are left out; nil is the beginning.
  let from: UnixInstant?
  /// The end of what is looked at, in whole seconds; the clocks run from it.
  let to: UnixInstant

  init(words: RecordedWords, from: UnixInstant?, to: UnixInstant) {
    self.words = words
    self.from = from
    self.to = UnixInstant(seconds: to.seconds + (to.nanoseconds > 0 ? 1 : 0))
  }

  private var run: RecordedRun { words.run }

  /// The report in Markdown.
  func text() throws(RunFailure) -> String {
    let parts = [
      try head(), try holdings(), try accesses(), clocks,
    ]
    return parts.joined(separator: "\n")
  }

  private func head() throws(RunFailure) -> String {
    let files = try words.files()
    let sealed = files.count { $0.key != nil }
    let subjects = try subjects()
    return """
      # What a breach of \(MarkdownText.inline(run.directory)) would concern

      - Run \(run.digest.prefix(16)), scenario \
      \(MarkdownText.inline(run.text("scenario", "name"))), from \
      \(run.text("scenario", "start")) on.
      - Looked at: \(from.map { $0.text() } ?? "the beginning") to \(to.text()).
      - Subjects: \(subjects).
      - Words of \(Figures.counted(files.count, "call")): \(FixedDecimal.grouped(sealed)) sealed, \
      \(FixedDecimal.grouped(files.count - sealed)) in clear with the numbers masked that were said.
      \(run.isLive ? "" : "- The run was simulated: its callers are nobody.\n")
      """
  }

  /// Different people in the audit log, in words.
  private func subjects() throws(RunFailure) -> String {
    guard Files.exists("\(run.directory)/\(AuditFile.name)") else {
      return "not known: the run has no audit log"
    }
    guard case .whole(let log) = try AuditFile(run.directory).verdict() else {
      return "not known: the audit log is not as it was written"
    }
    let count = Set(log.rows.map(\.subject).filter { !$0.isEmpty }).count
    return "\(Figures.counted(count, "person")), each by a keyed hash of the number"
  }

  private func holdings() throws(RunFailure) -> String {
    var rows: [(String, String, String)] = []
    for file in try words.files() {
      let seal = file.key.map { "sealed, key \($0)" } ?? "in clear"
      rows.append((file.name, "what one caller and the agent said", seal))
    }
    if try words.reportQuotes() {
      rows.append((RecordedWords.report, "what one caller and the agent said", "in clear"))
    }
    let hashed = "who was called, by keyed hash"
    if Files.exists("\(run.directory)/\(AuditFile.name)") {
      rows.append((AuditFile.name, hashed + ", when and why", "in clear"))
    }
    for name in ["calls.csv.gz", "turns.csv.gz", "model-calls.csv.gz"] {
      guard Files.exists("\(run.directory)/\(name)") else { continue }
      let found = try identifiers(in: name)
      let text =
        found == 0
        ? "times and outcomes of calls; no name, no number"
        : "\(found) fields that look like a number or an address"
      rows.append((name, text, "in clear"))
    }
    let lines = rows.map { "| `\($0.0)` | \($0.1) | \($0.2) |" }
    return """
      ## Personal data in it

      | file | what | state |
      |---|---|---|
      \(lines.joined(separator: "\n"))

      """
  }

  /// Fields of a table that look like a telephone number or an address.
  private func identifiers(in name: String) throws(RunFailure) -> Int {
    let bytes = try run.read(name)
    do throws(GzipError) {
      let text = try Gzip.content(bytes, limit: 1 << 31)
      let lines = text.split(separator: 0x0A).map { CSVFields.split($0) }
      // A call's key is a draw, which may look like a number.
      let drawn = lines.first?.firstIndex(of: "key")
      return lines.reduce(0) { sum, fields in
        sum
          + fields.indices.count {
            $0 != drawn && !PersonalData.isAbsent(from: Array(fields[$0].utf8))
          }
      }
    } catch {
      throw RunFailure(
        code: "RUN-004",
        class: .badInput,
        file: "\(run.directory)/\(name)",
        message: "it cannot be read to its end"
      )
    }
  }

  private func accesses() throws(RunFailure) -> String {
    let all: AccessLog
    switch try AccessFile.verdict(of: run) {
    case .whole(let log): all = log
    case .broken(let finding):
      let line = finding.line.map { ", line \($0)" } ?? ""
      return "## Who was in it\n\nNot known: the access log is not as it was written"
        + "\(line): \(finding.text).\n"
    }
    let rows = all.rows.filter { row in
      row.action != .begun && row.time <= to && from.map { row.time >= $0 } ?? true
    }
    guard !rows.isEmpty else {
      return "## Who was in it\n\nNo entry of the access log is in that time. Whoever read files"
        + " in clear without simrun left none.\n"
    }
    let lines = rows.map { row in
      "| \(row.time.text()) | \(MarkdownText.inline(row.user)) | \(row.action.rawValue) "
        + "| `\(row.file)` | \(MarkdownText.inline(row.reason)) |"
    }
    return """
      ## Who was in it

      | when | who | what | file | why |
      |---|---|---|---|---|
      \(lines.joined(separator: "\n"))

      Head of the access log: \(all.headText). Whoever read files in clear without simrun left no
      entry.

      """
  }

  /// The terms of law, from the end of what is looked at on.
  private var clocks: String {
    let hours = to.advanced(by: .seconds(72 * 3_600)).text()
    let days = to.advanced(by: .seconds(60 * 86_400)).text()
    return """
      ## Clocks that run, if it was a breach that was found at \(to.text())

      | rule | whom to tell | at the latest | unless | grade |
      |---|---|---|---|---|
      | GDPR art. 33(1) | the supervisory authority | 72 hours after becoming aware: \(hours) \
      | no risk to people is likely | verified |
      | GDPR art. 34 | the people | without undue delay | the risk is not high, or what was taken \
      is unreadable without a key (34(3)(a)) | memory |
      | 45 CFR 164.404(b) | the people | 60 days after discovery: \(days) | what was taken is not \
      unsecured: encrypted, and the key not taken (164.402) | verified |
      | 45 CFR 164.408 | the Secretary | with 164.404 for 500 people or more; else 60 days after \
      the year | as above | memory |

      "memory" is a rule that was recalled and not read again: counsel has the last word. A term
      runs from when somebody knew or should have known, which may be before the time above.

      """
  }
}
