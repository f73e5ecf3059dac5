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
    self.problems = problems.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      let places = (a.line ?? 0, a.column ?? 0, left.offset)
      return a.file == b.file
        ? places < (b.line ?? 0, b.column ?? 0, right.offset) : left.offset < right.offset
    }
    .map(\.element)
  }

  /// All problems, one after the other.
  package var text: String { problems.map(\.text).joined(separator: "\n") }
}
