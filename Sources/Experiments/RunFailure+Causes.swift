package import RunReports
package import Scenarios
package import SimCore
package import VoicePipeline

extension RunFailure {
  /// The user stopped the run between two slices.
  static let interrupted = RunFailure(
    code: "RUN-001",
    class: .interrupted,
    message: "the run was interrupted; nothing was written"
  )

  /// A file that could not be read or written, with the system's reason.
  package init(_ error: FileError, code: String, class: Class) {
    self.init(
      code: code,
      class: `class`,
      file: error.path,
      message: "cannot \(error.operation.rawValue) it: \(error.message)"
    )
  }

  /// The first problem of a scenario, and the others after it.
  package init(_ error: ScenarioError) {
    let failures = error.problems.map { problem in
      let subject = problem.path.isEmpty ? "" : "\(problem.path): "
      return RunFailure(
        code: problem.code.rawValue,
        class: problem.code == .declarations ? .internalError : .badInput,
        file: problem.file,
        line: problem.line,
        column: problem.column,
        message: subject + problem.message,
        remedy: problem.remedy
      )
    }
    self = failures[0]
    further = Array(failures.dropFirst())
  }

  /// A lead file that no campaign can be read from, or a row of it when rows are strict; `file` is
  /// how the scenario names it.
  package init(_ error: LeadError, file: String) {
    self.init(
      code: error.code,
      class: .badInput,
      file: file,
      line: error.position?.line,
      column: error.position?.column,
      message: error.cause,
      remedy: error.remedy
    )
  }

  /// A trace of arrivals that cannot be read; `file` is how the scenario names it.
  package init(_ error: ArrivalTraceError, file: String) {
    self.init(
      code: error.code,
      class: .badInput,
      file: file,
      line: error.position?.line,
      column: error.position?.column,
      message: error.cause,
      remedy: error.remedy
    )
  }

  /// A run that came to its end while something in it still waited.
  package init(_ deadlock: DeadlockReport) {
    self.init(
      code: "INT-002",
      class: .internalError,
      message: "the run cannot go on: \(deadlock)"
    )
  }

  /// A run directory that cannot be placed.
  package init(_ error: RunDirectoryError) {
    let (code, path, message) =
      switch error {
      case .exists(let path): ("OUT-001", path, "another run stands there")
      case .occupied(let path): ("OUT-002", path, "it exists, and is not a run directory")
      case .guarded(let path): ("OUT-005", path, "it has a log of who read its words")
      case .unwritable(let path, let reason): ("OUT-003", path, "cannot write it: \(reason)")
      case .diskFull(let path): ("OUT-004", path, "cannot write it: no space is left")
      }
    self.init(
      code: code,
      class: error.isTemporary ? .temporary : .badInput,
      file: path,
      message: message,
      remedy: error.remedy
    )
  }
}
