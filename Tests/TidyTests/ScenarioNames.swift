/// Scenario and goal files are named as they name themselves: a run leads back to its file.
enum ScenarioNames {
  static func findings(in files: [TextFile]) -> [Finding] {
    files.filter(isScenario).flatMap { file -> [Finding] in
      var found: [Finding] = []
      if !isSlug(file.stem) {
        found.append(file.finding(1, "lower-case words with hyphens make a scenario's name"))
      }
      let key = file.path.hasPrefix("Scenarios/goals/") ? "goal" : "scenario"
      let named = file.lines.enumerated().first { $0.element.hasPrefix(key + ":") }
      guard let named else { return found + [file.finding(1, "no line says \(key): <name>")] }
      let value = named.element.dropFirst(key.count + 1).prefix { $0 != "#" }.trimmed
      if value != file.stem[...] {
        found.append(file.finding(named.offset + 1, "\(key): \(value) in \(file.stem).yaml"))
      }
      return found
    }
  }

  private static func isScenario(_ file: TextFile) -> Bool {
    file.path.hasPrefix("Scenarios/")
      && (file.path.hasSuffix(".yaml") || file.path.hasSuffix(".yml"))
  }

  private static func isSlug(_ name: String) -> Bool {
    let words = name.split(separator: "-", omittingEmptySubsequences: false)
    return words.allSatisfy { word in
      !word.isEmpty && word.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789".contains($0) }
    }
  }
}
