internal import RunReports
internal import SimCore
internal import VoicePipeline

/// An audit log where a user keeps it: in a run directory, or as a file by itself.
struct AuditFile {
  /// As a message names it.
  let path: String
  /// The directory that the log is part of; nil for a file by itself.
  let run: RecordedRun?
  private let bytes: [UInt8]

  static let name = "audit.csv.gz"

  /// More than any run's log.
  private static let bytesMax = 1 << 31

  /// Reads the log of a run directory, or a file, compressed or not.
  init(_ path: String) throws(RunFailure) {
    let isRun = Files.isDirectory(path)
    let run = isRun ? try RecordedRun(directory: path) : nil
    let file = isRun ? "\(path)/\(Self.name)" : path
    if let zones = run?.zones, zones > 1 {
      let first = AuditFacts.fileName(zone: 0, of: zones)
      throw RunFailure(
        code: "RUN-004",
        class: .badInput,
        file: path,
        message: "it has a log for each of its \(zones) zones",
        remedy: "name one of them, such as \(path)/\(first)"
      )
    }
    guard !isRun || Files.exists(file) else { throw Self.foreign(path, "it has no \(Self.name)") }
    do throws(FileError) {
      bytes = try Files.readAll(file, limit: Self.bytesMax)
    } catch {
      throw RunFailure(error, code: "FIL-001", class: .badInput)
    }
    self.path = file
    self.run = run
  }

  /// The log, line by line, and what stands beside it in the run directory.
  func verdict() throws(RunFailure) -> AuditVerdict {
    var text = bytes
    if bytes.starts(with: [0x1F, 0x8B]) {
      do throws(GzipError) {
        text = try Gzip.content(bytes, limit: Self.bytesMax)
      } catch {
        return .broken(
          AuditFinding(.damaged, line: nil, "the compressed file cannot be read to its end")
        )
      }
    }
    let verdict = AuditVerifier.verify(text)
    guard case .whole(let log) = verdict, let run else { return verdict }
    guard let finding = try AuditedRun(run: run, log: log).finding() else { return verdict }
    return .broken(finding)
  }

  /// The log, if it is one that is whole.
  func summary() throws(RunFailure) -> AuditSummary {
    switch try verdict() {
    case .whole(let summary): return summary
    case .foreign: throw Self.foreign(path, "its first line does not name the columns of one")
    case .broken(let finding):
      throw RunFailure(
        code: "AUD-003",
        class: .badInput,
        file: path,
        line: finding.line,
        message: "its chain is broken: \(finding.text)"
      )
    }
  }

  static func foreign(_ path: String, _ reason: String) -> RunFailure {
    RunFailure(
      code: "AUD-002",
      class: .badInput,
      file: path,
      message: "it is no audit log: \(reason)"
    )
  }
}

/// A whole log beside the other files of its run.
private struct AuditedRun {
  let run: RecordedRun
  let log: AuditSummary

  /// The first thing that the files do not agree on.
  func finding() throws(RunFailure) -> AuditFinding? {
    if let finding = recordFinding() { return finding }
    return try callsFinding()
  }

  /// The head in `run.json` is what a log that was written anew does not have.
  private func recordFinding() -> AuditFinding? {
    let facts = [
      ("entries", "\(log.entries)"), ("head", log.head), ("seal", log.seal),
      ("retain_until", log.header.retainUntilText),
    ]
    for (key, found) in facts where run.text("audit", key) != found {
      let said = run.text("audit", key)
      return AuditFinding(
        .contradicted,
        line: nil,
        "run.json says \(said.isEmpty ? "nothing" : said) for audit.\(key), and the log \(found)"
      )
    }
    guard run.text("scenario", "digest") == log.header.scenarioDigest,
      run.text("scenario", "seed") == "\(log.header.seed)"
    else {
      return AuditFinding(.contradicted, line: 2, "the log is that of another run than run.json")
    }
    return nil
  }

  /// Every row of `calls.csv` has its dial and its end, with the same outcome, and the other way.
  private func callsFinding() throws(RunFailure) -> AuditFinding? {
    let rows = try RecordedCalls(run).outcomes
    var outcomes: [Int: String] = [:]
    for row in rows { outcomes[row.call] = row.outcome }
    var ended = 0
    for row in log.rows where row.event == AuditEvent.ended.rawValue {
      guard let call = row.call else { continue }
      let said = row.datum("outcome") ?? ""
      guard let outcome = outcomes[call], outcome == said else {
        let other = outcomes[call].map { "says \($0)" } ?? "does not know it"
        return AuditFinding(
          .contradicted,
          line: row.line,
          "call \(call) ended as \(said), and calls.csv \(other)"
        )
      }
      ended += 1
    }
    guard ended < rows.count else { return nil }
    let known = Set(log.rows.filter { $0.event == AuditEvent.ended.rawValue }.compactMap(\.call))
    let missing = rows.first { !known.contains($0.call) }?.call
    return AuditFinding(
      .contradicted,
      line: nil,
      "call \(missing.map(String.init) ?? "") of calls.csv has no line in the log"
    )
  }
}

/// Number and outcome of each call of a run directory.
private struct RecordedCalls {
  let outcomes: [(call: Int, outcome: String)]

  init(_ run: RecordedRun) throws(RunFailure) {
    let path = "\(run.directory)/calls.csv.gz"
    let bytes = try run.read("calls.csv.gz")
    let text: [UInt8]
    do throws(GzipError) {
      text = try Gzip.content(bytes)
    } catch {
      throw Self.failure(path, "it cannot be read to its end")
    }
    let lines = text.split(separator: UInt8(ascii: "\n"))
    let names = lines.first.map { CSVFields.split($0) } ?? []
    guard let call = names.firstIndex(of: "call"), let outcome = names.firstIndex(of: "outcome")
    else { throw Self.failure(path, "it has no columns call and outcome") }
    outcomes = lines.dropFirst().compactMap { line in
      let fields = CSVFields.split(line)
      guard fields.count == names.count, let number = Int(fields[call]) else { return nil }
      return (number, fields[outcome])
    }
    guard outcomes.count == lines.count - 1 else {
      throw Self.failure(path, "a row of it is no call")
    }
  }

  private static func failure(_ path: String, _ message: String) -> RunFailure {
    RunFailure(code: "RUN-004", class: .badInput, file: path, message: message)
  }
}
