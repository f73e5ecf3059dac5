/// One thing that is wrong with a scenario, with its place and what to do about it.
package struct ScenarioProblem: Error, Sendable, Hashable {
  package var code: ScenarioProblemCode
  /// The file's name, or the option of the command line that the text comes from.
  package var file: String
  /// From 1; nil where a problem has no place in the text.
  package var line: Int?
  /// In characters, from 1.
  package var column: Int?
  /// The path of the value, such as `agent.stt.latency`; empty for the whole file.
  package var path: String
  package var message: String
  package var remedy: String

  /// `file:line:column: SCN-010 agent.sst: message; remedy`, the form that editors can jump to.
  package var text: String {
    var place = file
    if let line { place += ":\(line)" }
    if let column { place += ":\(column)" }
    let subject = path.isEmpty ? "" : " \(path):"
    return "\(place): \(code.rawValue)\(subject) \(message)\n  remedy: \(remedy)"
  }
}

/// Everything that is wrong with a scenario: at least one problem, in order of place.
package struct ScenarioError: Error, Sendable, Hashable {
  package let problems: [ScenarioProblem]

  package init(_ problems: [ScenarioProblem]) {
    precondition(!problems.isEmpty, "an error needs a problem")
    var files: [String] = []
    for problem in problems where !files.contains(problem.file) { files.append(problem.file) }
    let places = problems.enumerated().map { index, problem in
      let file = files.firstIndex(of: problem.file) ?? 0
      return (place: (file, problem.line ?? 0, problem.column ?? 0, index), problem: problem)
    }
    self.problems = places.sorted { $0.place < $1.place }.map(\.problem)
  }

  /// All problems, one after the other.
  package var text: String { problems.map(\.text).joined(separator: "\n") }
}
