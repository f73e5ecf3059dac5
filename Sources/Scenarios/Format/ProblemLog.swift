/// Collects the problems of one scenario, so that a user sees all of them at once.
struct ProblemLog {
  let fileName: String
  private(set) var problems: [ScenarioProblem] = []

  init(fileName: String) { self.fileName = fileName }

  mutating func add(
    _ code: ScenarioProblemCode,
    at mark: YAMLMark?,
    path: String,
    _ message: String,
    remedy: String? = nil
  ) {
    let problem = ScenarioProblem(
      code: code,
      file: mark?.source.fileName(for: fileName) ?? fileName,
      line: mark?.line,
      column: mark?.column,
      path: path,
      message: message,
      remedy: remedy ?? code.remedy
    )
    if !problems.contains(problem) { problems.append(problem) }
  }

  mutating func add(_ problem: ValueProblem, at mark: YAMLMark, path: String) {
    add(
      problem.code,
      at: problem.mark ?? mark,
      path: path,
      problem.message,
      remedy: problem.remedy
    )
  }

  /// Takes over a problem of a file that this one names; one without a place has its own there.
  mutating func add(_ problem: ScenarioProblem, namedAt mark: YAMLMark, path: String) {
    guard problem.line == nil else {
      if !problems.contains(problem) { problems.append(problem) }
      return
    }
    let message = "\(problem.file): \(problem.message)"
    add(problem.code, at: mark, path: path, message, remedy: problem.remedy)
  }

  /// Takes over what another log found and this one did not.
  mutating func add(_ other: ProblemLog) {
    problems += other.problems.filter { !problems.contains($0) }
  }

  /// Whether something was found at a path.
  func knows(_ path: String) -> Bool { problems.contains { $0.path == path } }

  /// Throws when anything was found.
  func check() throws(ScenarioError) {
    if !problems.isEmpty { throw ScenarioError(problems) }
  }
}

/// Why one value cannot be read; its reader knows the path, and the place when `mark` is nil.
struct ValueProblem: Error, Hashable {
  var code: ScenarioProblemCode
  var message: String
  var remedy: String
  var mark: YAMLMark?

  init(
    _ code: ScenarioProblemCode,
    _ message: String,
    remedy: String? = nil,
    mark: YAMLMark? = nil
  ) {
    self.code = code
    self.message = message
    self.remedy = remedy ?? code.remedy
    self.mark = mark
  }
}
