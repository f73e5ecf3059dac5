internal import SimCore
internal import VoicePipeline

/// Reads goal files.
package enum GoalLoader {
  /// The goal that `bytes` describe; an error names every problem that was found.
  package static func load(bytes: [UInt8], fileName: String) throws(ScenarioError) -> GoalSpec {
    var log = ProblemLog(fileName: fileName)
    guard let root = YAMLTreeBuilder.build(bytes, log: &log) else {
      try log.check()
      throw ScenarioError([.internalDefect("no tree and no problem", fileName)])
    }
    var resolver = Resolver(log: log, stated: StatedProvenance(root))
    let resolved = resolver.resolve(root, as: GoalFormat.root)
    log = resolver.log
    try log.check()
    guard let resolved else {
      throw ScenarioError([.internalDefect("no root and no problem", fileName)])
    }
    do {
      let spec = try GoalSpec(from: ResolvedDecoder(node: resolved, directory: ""))
      check(spec, resolved, &log)
      try log.check()
      return spec
    } catch let error as ScenarioError {
      throw error
    } catch {
      throw ScenarioError([.internalDefect("\(error)", fileName)])
    }
  }

  private static func check(_ spec: GoalSpec, _ root: ResolvedNode, _ log: inout ProblemLog) {
    do throws(ScriptFault) {
      _ = try GoalScript(spec)
    } catch {
      let place = root.node(at: error.path) ?? root
      log.add(.goalScript, at: place.mark, path: error.path, error.message, remedy: error.remedy)
    }
  }

  /// The goal that a scenario names: one of the library, or a file from the absolute `directory`.
  static func goal(
    _ reference: String,
    directory: String
  ) throws(ScenarioError) -> GoalSpec {
    guard GoalReferenceNotation.isPath(reference) else {
      guard let text = GoalLibrary.text(named: reference) else {
        throw ScenarioError([unreadable(reference, "there is no goal '\(reference)'")])
      }
      return try load(bytes: Array(text.utf8), fileName: reference)
    }
    let path = reference.hasPrefix("/") ? reference : directory + "/" + reference
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try Files.readAll(path, limit: YAMLLimits.scenario.bytes + 1)
    } catch {
      throw ScenarioError([unreadable(reference, error.message)])
    }
    return try load(bytes: bytes, fileName: reference)
  }

  private static func unreadable(_ reference: String, _ message: String) -> ScenarioProblem {
    ScenarioProblem(
      code: .goalFile,
      file: reference,
      path: "",
      message: message,
      remedy: ScenarioProblemCode.goalFile.remedy
    )
  }
}

extension ResolvedNode {
  /// The node of a path such as `steps[2].answer[0]`, or the nearest one above it.
  fileprivate func node(at path: String) -> ResolvedNode? {
    var best: ResolvedNode? = self
    func search(_ node: ResolvedNode) {
      guard path.hasPrefix(node.path) else { return }
      best = node
      for entry in node.entries { search(entry.node) }
      for element in node.elements { search(element) }
    }
    search(self)
    return best
  }
}

/// The name of a goal of the library, or the path of a goal file.
struct GoalReferenceNotation: Notation {
  var form: String { "a goal's name, or the path of a goal file ending in .yaml" }
  var limits: String { "see `simrun presets`" }
  var schema: SchemaValue { .text(lengthMax: 4096) }

  static func isPath(_ text: String) -> Bool { text.contains("/") || text.hasSuffix(".yaml") }

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    let text = try scalar(node)
    if Self.isPath(text) { return try PathNotation().read(node) }
    guard GoalLibrary.text(named: text) != nil else {
      let remedy = Suggestion.remedy(for: text, in: GoalLibrary.names, listing: "Choose one of")
      throw ValueProblem(.unknownPreset, "there is no goal '\(text)'", remedy: remedy)
    }
    return ReadValue(text, quoting: text)
  }
}
