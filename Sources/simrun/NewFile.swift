import Experiments
import SimCore

/// Files that a verb writes for its user: never over another one unasked, and never half.
enum NewFile {
  /// Has the content written under another name, and gives it its own when it is whole.
  static func write(
    _ path: String,
    isForced: Bool,
    content: (String) throws(FileError) -> Void
  ) throws(RunFailure) {
    try check(path, isForced: isForced)
    let unfinished = "\(path).unfinished"
    do {
      try Files.createDirectory(Files.directory(of: path), withParents: true)
      try content(unfinished)
      if HostProcess.stopSignal == nil { return try Files.rename(unfinished, to: path) }
    } catch {
      try? Files.remove(unfinished)
      throw RunFailure(error, code: "CLI-012", class: .badInput)
    }
    try? Files.remove(unfinished)
    throw RunFailure(code: "RUN-001", class: .interrupted, message: "interrupted")
  }

  /// Refuses a place that is taken; a folder is not even replaced by force.
  static func check(_ path: String, isForced: Bool) throws(RunFailure) {
    guard Files.exists(path), !isForced || Files.isDirectory(path) else { return }
    throw RunFailure(
      code: "CLI-011",
      class: .badInput,
      file: path,
      message: Files.isDirectory(path) ? "a folder stands there" : "it exists"
    )
  }
}
