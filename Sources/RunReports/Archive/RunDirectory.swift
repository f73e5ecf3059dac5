import SimCore
internal import VoicePipeline

/// Everything that a run directory holds.
package struct RunArtifacts: Sendable {
  package var facts: RunFacts
  /// `scenario.resolved.yaml`: what `replay` reads.
  package var resolvedScenario: String
  /// Finished gzip members (`Gzip`, `GzipWriter`).
  package var callsCompressed: [UInt8]
  package var turnsCompressed: [UInt8]
  package var modelCallsCompressed: [UInt8]
  package var traceCompressed: [UInt8]
  /// Of an audited run: one log for each zone.
  package var audits: [[UInt8]]
  /// The refused rows of each lead file that has any, as CSV.
  package var rejects: [NamedTable]
  /// Seals what holds the words of people.
  package var sealing: Sealing?

  package init(
    facts: RunFacts,
    resolvedScenario: String,
    callsCompressed: [UInt8],
    turnsCompressed: [UInt8],
    modelCallsCompressed: [UInt8],
    traceCompressed: [UInt8],
    audits: [[UInt8]] = [],
    rejects: [NamedTable] = [],
    sealing: Sealing? = nil
  ) {
    self.facts = facts
    self.resolvedScenario = resolvedScenario
    self.callsCompressed = callsCompressed
    self.turnsCompressed = turnsCompressed
    self.modelCallsCompressed = modelCallsCompressed
    self.traceCompressed = traceCompressed
    self.audits = audits
    self.rejects = rejects
    self.sealing = sealing
  }
}

/// A table and the name of its file.
package struct NamedTable: Sendable {
  package var name: String
  package var bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

/// Why a run directory could not be written.
package enum RunDirectoryError: Error, Hashable, CustomStringConvertible {
  /// Another run stands where the directory is to be; exit code 65.
  case exists(path: String)
  /// What stands there is no run directory, so that not even `--force` removes it; exit code 65.
  case occupied(path: String)
  /// It has an access log, which not even `--force` removes: it is evidence; exit code 65.
  case guarded(path: String)
  /// A parent is missing, is no directory, or may not be written; exit code 65.
  case unwritable(path: String, reason: String)
  /// No space, or the quota is used up; exit code 75: the run can be repeated.
  case diskFull(path: String)

  package var description: String {
    switch self {
    case .exists(let path): "\(path) holds another run"
    case .occupied(let path): "\(path) exists, and is not a run directory"
    case .guarded(let path): "\(path) has a log of who read its words"
    case .unwritable(let path, let reason): "cannot write \(path): \(reason)"
    case .diskFull(let path): "cannot write \(path): no space is left"
    }
  }

  /// What the user can do about it.
  package var remedy: String {
    switch self {
    case .exists: "name another directory with --out, or replace this one with --force"
    case .occupied: "name another directory with --out"
    case .guarded: "name another directory with --out, or move that one away"
    case .unwritable: "name a directory that you may write with --out"
    case .diskFull: "free some space, or name a directory on another disk with --out"
    }
  }

  /// Whether a later attempt may succeed without a change.
  package var isTemporary: Bool {
    if case .diskFull = self { true } else { false }
  }
}

/// Writes run directories: first beside the place under another name, then renamed, so that what
/// has the name is always whole.
package enum RunDirectory {
  /// Where a run directory goes.
  package enum Place: Sendable, Hashable {
    /// `<parent>/<scenario>-<seed>-<digest8>`; missing parents are created.
    case under(String)
    /// Exactly there.
    case exactly(String)
  }

  /// Writes the directory and gives its path.
  ///
  /// A directory of the same run (equal `digest.txt`) is replaced without asking, for its bytes
  /// are the same; that of another run only with `force`; anything else never.
  @discardableResult
  package static func write(
    _ artifacts: RunArtifacts,
    to place: Place,
    force: Bool = false
  ) throws(RunDirectoryError) -> String {
    let path = path(of: artifacts.facts, in: place)
    try checkFree(path, digest: digestText(artifacts.facts), force: force)
    let parent = Files.directory(of: path)
    let unfinished = "\(parent)/.\(Files.name(of: path)).unfinished"
    let replaced = "\(parent)/.\(Files.name(of: path)).replaced"
    do {
      try Files.createDirectory(parent, withParents: true)
      for leftOver in [unfinished, replaced] where Files.exists(leftOver) {
        try Files.remove(leftOver, recursive: true)
      }
      try fill(unfinished, with: artifacts)
      if Files.exists(path) { try Files.rename(path, to: replaced) }
      try Files.rename(unfinished, to: path)
      try Files.fsyncDirectory(parent)
      if Files.exists(replaced) { try Files.remove(replaced, recursive: true) }
    } catch {
      try? Files.remove(unfinished, recursive: true)
      throw translated(error, path)
    }
    return path
  }

  private static func fill(
    _ directory: String,
    with artifacts: RunArtifacts
  ) throws(FileError) {
    try Files.createDirectory(directory)
    try Files.createDirectory("\(directory)/hist")
    if !artifacts.facts.exemplars.isEmpty { try Files.createDirectory("\(directory)/calls") }
    for file in files(of: artifacts) {
      try Files.write("\(directory)/\(file.name)", file.bytes, sync: true)
    }
    try Files.fsyncDirectory("\(directory)/hist")
    if !artifacts.facts.exemplars.isEmpty { try Files.fsyncDirectory("\(directory)/calls") }
    try Files.fsyncDirectory(directory)
  }

  /// Beside the files of the run, and no part of its digest.
  package static let accessLogName = "access.csv"

  /// The path that a run's directory has.
  package static func path(of facts: RunFacts, in place: Place) -> String {
    switch place {
    case .under(let parent): "\(parent)/\(facts.directoryName)"
    case .exactly(let path): path
    }
  }

  /// Whether a directory could be written there; asked before a long run as well.
  package static func checkFree(
    _ path: String,
    digest: String?,
    force: Bool
  ) throws(RunDirectoryError) {
    guard Files.exists(path) else { return }
    if let names = try? Files.list(path), names.isEmpty { return }
    if Files.exists("\(path)/\(accessLogName)") { throw .guarded(path: path) }
    guard Files.exists("\(path)/run.json"),
      let known = try? Files.readAll("\(path)/digest.txt", limit: 4_096)
    else { throw .occupied(path: path) }
    if force || String(decoding: known, as: UTF8.self) == digest { return }
    throw .exists(path: path)
  }

  /// `digest.txt`: the digest of the run, and those that it is made of.
  package static func digestText(_ facts: RunFacts) -> String {
    """
    run \(facts.engine.digest)
    trace \(facts.engine.traceDigest)
    \(facts.audit.map { "audit.csv \($0.digest)\n" } ?? "")\
    calls.csv \(facts.engine.callsDigest)
    turns.csv \(facts.engine.turnsDigest)
    model-calls.csv \(facts.engine.modelCallsDigest)
    calls/*.json \(facts.engine.exemplarsDigest)
    hist \(facts.histogramDigest)
    trace.csv \(facts.engine.windowsDigest)
    scenario \(facts.scenario.digest)
    \(facts.atRest?.key.map { "sealed under \($0)\n" } ?? "")
    """
  }

  package static func files(of artifacts: RunArtifacts) -> [(name: String, bytes: [UInt8])] {
    let facts = artifacts.facts
    var files: [(name: String, bytes: [UInt8])] = [
      ("calls.csv.gz", artifacts.callsCompressed),
      ("digest.txt", Array(digestText(facts).utf8)),
      ("junit.xml", Array(JUnitReport.text(facts).utf8)),
      ("model-calls.csv.gz", artifacts.modelCallsCompressed),
      ("report.html", page(facts)),
      ("run.json", Array(RunJSON.text(facts).utf8)),
      ("scenario.resolved.yaml", Array(artifacts.resolvedScenario.utf8)),
      ("summary.md", Array(SummaryMarkdown.text(facts).utf8)),
      ("trace.csv.gz", artifacts.traceCompressed),
      ("turns.csv.gz", artifacts.turnsCompressed),
    ]
    files += facts.histogramLogs.map { ("hist/\($0.name).hlog", Array($0.log.text.utf8)) }
    files += facts.exemplars.compactMap { call(artifacts, $0) }
    for (zone, audit) in artifacts.audits.enumerated() {
      files.append((AuditFacts.fileName(zone: zone, of: artifacts.audits.count), audit))
    }
    for table in artifacts.rejects { files.append((table.name, table.bytes)) }
    return files
  }

  /// The report; that of a sealed run without what was said.
  private static func page(_ facts: RunFacts) -> [UInt8] {
    let page = Array(HTMLReport.text(facts).utf8)
    return facts.atRest?.key == nil ? page : SpokenText.removed(from: page, because: .sealed)
  }

  /// The file of a call; nil for a sealed run whose key is not at hand.
  private static func call(
    _ artifacts: RunArtifacts,
    _ exemplar: ExemplarCall
  ) -> (name: String, bytes: [UInt8])? {
    let facts = artifacts.facts
    let name = CallFile.name(exemplar)
    guard let sealing = artifacts.sealing else {
      let isSealed = facts.atRest?.key != nil
      return isSealed ? nil : (name, Array(CallFile.text(exemplar).utf8))
    }
    let content = Array(CallFile.text(exemplar, masksNumbers: false).utf8)
    let sealed = SealedFile.seal(
      content,
      at: SealedPlace(run: facts.engine.digest, name: name),
      key: sealing.key,
      cipher: sealing.cipher
    )
    return (name + SealedFile.suffix, sealed)
  }

  private static func translated(_ error: FileError, _ path: String) -> RunDirectoryError {
    switch error.errno {
    case SystemReason.noSpace: .diskFull(path: path)
    default: .unwritable(path: error.path, reason: error.message)
    }
  }
}
