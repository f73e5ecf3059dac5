internal import RunReports
package import SimCore
internal import VoicePipeline

/// Who does something with the words of a run, when, and why.
package struct Accessor: Sendable {
  /// Such as `anna (uid 1000)`.
  package var user: String
  /// Of the wall clock.
  package var time: UnixInstant
  package var reason: String

  package init(user: String, time: UnixInstant, reason: String = "") {
    self.user = user
    self.time = time
    self.reason = reason
  }
}

/// The access log of a run directory, while nobody else writes it.
struct AccessFile: ~Copyable {
  private var file: LockedFile
  private(set) var log: AccessLog
  private let isNew: Bool

  /// More than any run's log.
  private static let bytesMax = 1 << 28

  /// Waits for the file; one that is not as it was written takes no entry more.
  init(of run: RecordedRun) throws(RunFailure) {
    let path = Self.path(run)
    let opened = try Self.opened(path)
    let bytes = try Self.contents(of: opened)
    let log = try Self.whole(AccessLog.read(bytes, run: run.digest), path)
    file = opened
    self.log = log
    isNew = bytes.isEmpty
  }

  private static func opened(_ path: String) throws(RunFailure) -> LockedFile {
    do throws(FileError) {
      return try LockedFile(path: path)
    } catch {
      throw RunFailure(error, code: "AUD-007", class: .badInput)
    }
  }

  private static func contents(of file: borrowing LockedFile) throws(RunFailure) -> [UInt8] {
    do throws(FileError) {
      return try file.contents(limit: bytesMax)
    } catch {
      throw RunFailure(error, code: "AUD-007", class: .badInput)
    }
  }

  /// Appends entries, which have reached the disk when this returns.
  mutating func append(_ entries: [AccessEntry]) throws(RunFailure) {
    var next = log
    let bytes = entries.flatMap { next.append($0) }
    do throws(FileError) {
      try file.append(bytes)
      if isNew { try Files.fsyncDirectory(Files.directory(of: file.path)) }
    } catch {
      throw RunFailure(error, code: "AUD-007", class: .temporary)
    }
    log = next
  }

  /// What stands in the log, without a lock; an empty one when there is none.
  static func log(of run: RecordedRun) throws(RunFailure) -> AccessLog {
    try whole(verdict(of: run), path(run))
  }

  /// Whether the log is as it was written.
  static func verdict(of run: RecordedRun) throws(RunFailure) -> AccessLog.Verdict {
    guard Files.exists(path(run)) else { return .whole(AccessLog(run: run.digest)) }
    return AccessLog.read(try run.read(RunDirectory.accessLogName), run: run.digest)
  }

  private static func path(_ run: RecordedRun) -> String {
    "\(run.directory)/\(RunDirectory.accessLogName)"
  }

  private static func whole(
    _ verdict: AccessLog.Verdict,
    _ path: String
  ) throws(RunFailure) -> AccessLog {
    switch verdict {
    case .whole(let log): return log
    case .broken(let finding):
      throw RunFailure(
        code: "AUD-006",
        class: .badInput,
        file: path,
        line: finding.line,
        message: "its chain is broken: \(finding.text)"
      )
    }
  }
}
