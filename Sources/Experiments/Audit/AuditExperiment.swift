internal import SimCore
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
      reports.append(AuditReport(path: path, file: file.path, verdict: verdict, day: day))
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

  /// The path itself, or the run directories in it that have a log.
  private static func runs(in path: String) throws(RunFailure) -> [String] {
    guard Files.isDirectory(path), !Files.exists("\(path)/run.json") else { return [path] }
    let names: [String]
    do throws(FileError) {
      names = try Files.list(path)
    } catch {
      throw RunFailure(error, code: "FIL-001", class: .badInput)
    }
    let runs = names.map { "\(path)/\($0)" }.filter { Files.exists("\($0)/\(AuditFile.name)") }
    guard !runs.isEmpty else {
      throw AuditFile.foreign(path, "it is no run directory, and none with a log is in it")
    }
    return runs
  }
}
