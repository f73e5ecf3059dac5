package import RunReports
package import SimCore
internal import VoicePipeline

/// Reads the audit logs of runs, and says whether they are whole.
package enum AuditExperiment {
  /// Verifies the log of a run directory, a file, or every run directory of a folder; `day` is the
  /// date on which to ask whether a log is past its retention.
  package static func verify(
    _ path: String,
    on day: String? = nil
  ) throws(RunFailure) -> [AuditReport] {
    var reports: [AuditReport] = []
    for path in try runs(in: path) {
      let file = try AuditFile(path)
      let verdict = try file.verdict()
      if case .foreign = verdict {
        throw AuditFile.foreign(file.path, "its first line does not name the columns of one")
      }
      var report = AuditReport(path: path, file: file.path, verdict: verdict, day: day)
      if let run = file.run { report.access = try access(of: run) }
      reports.append(report)
    }
    return reports
  }

  /// What happened to one call, and to whom it went to, in lines for a reader.
  package static func story(of call: Int, in path: String) throws(RunFailure) -> String {
    let file = try AuditFile(path)
    let log = try file.summary()
    guard let story = AuditStory(of: call, in: log) else {
      throw RunFailure(
        code: "AUD-004",
        class: .badInput,
        file: file.path,
        message: "the log has no call \(call)"
      )
    }
    return story.text
  }

  /// The words of a call, which the access log tells of from then on.
  package static func open(
    _ call: Int,
    in path: String,
    by accessor: Accessor,
    sealing: Sealing?
  ) throws(RunFailure) -> [UInt8] {
    let words = RecordedWords(run: try RecordedRun(directory: path))
    return try CallOpening(words: words, call: call, accessor: accessor).content(sealing)
  }

  /// Removes the words of one run, or of every run of a folder, whose retention is over on a day.
  package static func purge(
    _ path: String,
    on day: String,
    by accessor: Accessor,
    isDry: Bool
  ) throws(RunFailure) -> String {
    var text = ""
    for path in try runs(in: path, having: "run.json") {
      let words = RecordedWords(run: try RecordedRun(directory: path))
      text += try Purge(words: words, accessor: accessor, day: day, isDry: isDry).text()
    }
    return text
  }

  /// What a run directory holds of people, who read it, and which terms of law would run.
  package static func breach(
    _ path: String,
    from: UnixInstant?,
    to: UnixInstant
  ) throws(RunFailure) -> String {
    let words = RecordedWords(run: try RecordedRun(directory: path))
    return try BreachReport(words: words, from: from, to: to).text()
  }

  /// What the access log and the files of calls come to.
  private static func access(of run: RecordedRun) throws(RunFailure) -> AccessReport {
    let file = "\(run.directory)/\(RunDirectory.accessLogName)"
    switch try AccessFile.verdict(of: run) {
    case .broken(let finding): return .broken(file: file, finding)
    case .whole(let log):
      let finding = try RecordedWords(run: run).finding(log)
      return finding.map { .broken(file: run.directory, $0) } ?? .whole(log)
    }
  }

  /// The path itself, or the run directories in it that have a log.
  private static func runs(
    in path: String,
    having file: String = AuditFile.name
  ) throws(RunFailure) -> [String] {
    guard Files.isDirectory(path), !Files.exists("\(path)/run.json") else { return [path] }
    let names: [String]
    do throws(FileError) {
      names = try Files.list(path)
    } catch {
      throw RunFailure(error, code: "FIL-001", class: .badInput)
    }
    let runs = names.map { "\(path)/\($0)" }.filter { Files.exists("\($0)/\(file)") }
    guard !runs.isEmpty else {
      throw AuditFile.foreign(path, "it is no run directory, and none with a log is in it")
    }
    return runs
  }
}
