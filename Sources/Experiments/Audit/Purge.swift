internal import RunReports
internal import SimCore
internal import VoicePipeline

/// Removes the words of a run's calls when they may not be kept any longer.
///
/// The entries reach the access log before a file goes: if it ends half-way, what is left is
/// removed by the next time, and `simrun audit verify` names it until then.
struct Purge {
  let words: RecordedWords
  let accessor: Accessor
  /// The date to go by, such as `2026-04-01`.
  let day: String
  let isDry: Bool

  /// What was removed, or would be, in lines for a reader.
  func text() throws(RunFailure) -> String {
    guard let end = words.end else {
      throw RunFailure(
        code: "AUD-008",
        class: .badInput,
        file: words.run.directory,
        message: "the run does not say for how long the words of its calls are kept"
      )
    }
    let path = words.run.directory
    // Dates of RFC 3339 sort as they follow each other.
    guard end <= day else {
      return "\(path): nothing to remove: the words are kept until \(end)\n"
    }
    let removals = try isDry ? planned() : removed()
    guard !removals.isEmpty else { return "\(path): nothing to remove: no words are there\n" }
    let files = Figures.counted(removals.count, "file")
    let head =
      "\(path): the words of \(files) \(isDry ? "would be" : "were") removed; they were "
      + "to be kept until \(end)"
    let lines = removals.map { "  \($0.name)  digest \($0.digest)" }
    return ([head] + lines + [logLine]).joined(separator: "\n") + "\n"
  }

  private struct Removal {
    var name: String
    var digest: String
    var bytes: Int
    /// What takes the file's place; nil removes it.
    var replacement: [UInt8]?
  }

  private func planned() throws(RunFailure) -> [Removal] {
    var result: [Removal] = []
    for file in try words.files() {
      let bytes = try words.run.read(file.name)
      result.append(Removal(name: file.name, digest: SHA256.hex(of: bytes), bytes: bytes.count))
    }
    if try words.reportQuotes() {
      let bytes = try words.run.read(RecordedWords.report)
      result.append(
        Removal(
          name: RecordedWords.report,
          digest: SHA256.hex(of: bytes),
          bytes: bytes.count,
          replacement: SpokenText.removed(from: bytes, because: .purged)
        )
      )
    }
    return result
  }

  /// Only one process at a time is here: the second one finds what the first has left.
  private func removed() throws(RunFailure) -> [Removal] {
    guard try !planned().isEmpty else { return [] }
    var access = try AccessFile(of: words.run)
    let removals = try planned()
    guard !removals.isEmpty else { return [] }
    let why = "retention over since \(words.end ?? day)"
    try access.append(
      removals.map { removal in
        AccessEntry(
          .purged,
          by: accessor.user,
          at: accessor.time,
          file: removal.name,
          reason: why,
          data: "digest \(removal.digest); bytes \(FixedDecimal.grouped(removal.bytes))"
        )
      }
    )
    let folder = words.run.directory
    do throws(FileError) {
      for removal in removals {
        let path = "\(folder)/\(removal.name)"
        guard let replacement = removal.replacement else {
          try Files.remove(path)
          continue
        }
        try Files.write(path + ".unfinished", replacement, sync: true)
        try Files.rename(path + ".unfinished", to: path)
      }
      if Files.isDirectory("\(folder)/calls") { try Files.fsyncDirectory("\(folder)/calls") }
      try Files.fsyncDirectory(folder)
    } catch {
      throw RunFailure(error, code: "AUD-009", class: .badInput)
    }
    return removals
  }

  /// The audit log is kept for longer, and never removed here.
  private var logLine: String {
    let until = words.run.text("audit", "retain_until")
    guard !until.isEmpty else { return "  the run has no audit log" }
    return until <= day
      ? "  the audit log need not be kept since \(until); remove the directory by hand"
      : "  the audit log stays: it is to be kept until \(until)"
  }
}
