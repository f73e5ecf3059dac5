internal import RunReports
internal import SimCore
internal import VoicePipeline

/// What a run directory holds of the words of its calls.
struct RecordedWords {
  /// A file of a call, in clear or sealed.
  struct File {
    /// Within the directory, as it stands there.
    var name: String
    /// Nil for one in clear.
    var key: String?
  }

  let run: RecordedRun

  /// The files of calls that are there, in the order of their names; others too that somebody put
  /// beside those of the run.
  func files() throws(RunFailure) -> [File] {
    let folder = "\(run.directory)/calls"
    guard Files.isDirectory(folder) else { return [] }
    let names: [String]
    do throws(FileError) {
      names = try Files.list(folder)
    } catch {
      throw RunFailure(error, code: "RUN-004", class: .badInput)
    }
    var files: [File] = []
    for name in names where !Files.isDirectory("\(folder)/\(name)") {
      let path = "calls/\(name)"
      let isSealed = name.hasSuffix(SealedFile.suffix)
      let header = isSealed ? SealedFile.header(of: try run.read(path)) : nil
      files.append(File(name: path, key: header?.fingerprint))
    }
    return files
  }

  /// Whether the report quotes a call.
  func reportQuotes() throws(RunFailure) -> Bool {
    guard Files.exists("\(run.directory)/\(Self.report)") else { return false }
    return SpokenText.stands(in: try run.read(Self.report))
  }

  /// The day on which the words have to go; nil for a run that does not say.
  var end: String? {
    let day = run.text("at_rest", "media_until")
    return day.isEmpty ? nil : day
  }

  static let report = "report.html"

  /// The first thing in which the files of calls are not what the run and its access log say.
  func finding(_ log: AccessLog) throws(RunFailure) -> AuditFinding? {
    let files = try files()
    let purged = Set(log.rows.filter { $0.action == .purged }.map(\.file))
    for file in files where purged.contains(file.name) {
      return contradiction("\(file.name) was removed by the access log, and is there")
    }
    for name in run.exemplarNames where !Files.exists("\(run.directory)/\(name)") {
      guard purged.contains(name) else {
        return contradiction("\(name) is missing, and no access log says that it was removed")
      }
    }
    for file in files where file.name.hasSuffix(SealedFile.suffix) {
      let place = SealedPlace(
        run: run.digest,
        name: String(file.name.dropLast(SealedFile.suffix.count))
      )
      let header = SealedFile.header(of: try run.read(file.name))
      guard let header, header.place == place, header.fingerprint == run.sealKey else {
        return contradiction("\(file.name) was sealed for another place, or under another key")
      }
    }
    return try clearFinding()
  }

  /// Files in clear have the digest that the run says, if all of them are there.
  private func clearFinding() throws(RunFailure) -> AuditFinding? {
    let names = run.exemplarNames
    let isThere = names.allSatisfy { Files.exists("\(run.directory)/\($0)") }
    guard run.sealKey == nil, isThere, !names.isEmpty else { return nil }
    var hash = SHA256()
    for name in names { hash.update(try run.read(name)) }
    guard hash.hexDigest != run.text("engine", "exemplars_digest") else { return nil }
    return contradiction("the files of calls do not have the digest that run.json says")
  }

  private func contradiction(_ text: String) -> AuditFinding {
    AuditFinding(.contradicted, line: nil, text)
  }
}
