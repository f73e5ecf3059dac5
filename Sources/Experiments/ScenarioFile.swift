package import Scenarios
package import SimCore

/// Reads a scenario file and says in the user's terms what is wrong with it.
package enum ScenarioFile {
  /// More than any scenario needs; bulk data has files of its own.
  private static let byteLimit = 16 << 20

  package static func load(
    _ path: String,
    overrides: [String] = [],
    seed: UInt64? = nil,
    thresholds: [String] = []
  ) throws(RunFailure) -> Scenario {
    do {
      let absolute = try Files.absolute(path)
      return try ScenarioLoader.load(
        bytes: try Files.readAll(path, limit: byteLimit),
        fileName: path,
        directory: Files.directory(of: absolute),
        overrides: overrides,
        seed: seed,
        thresholds: thresholds
      )
    } catch let error as FileError {
      throw RunFailure(error, code: "FIL-001", class: .badInput)
    } catch let error as ScenarioError {
      throw RunFailure(error)
    } catch {
      throw RunFailure(code: "INT-001", class: .internalError, message: "\(error)")
    }
  }
}

extension RunFailure {
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
}
