package import Scenarios
internal import SimCore

/// A file that a user wrote, of whichever kind, read and found right.
package enum WrittenFile {
  case scenario(Scenario)
  case goal(GoalSpec)
  case presets([PresetFamily])

  /// Overrides and thresholds are for scenarios alone.
  package static func load(
    _ path: String,
    overrides: [String],
    thresholds: [String]
  ) throws(RunFailure) -> WrittenFile {
    let bytes = try ScenarioFile.bytes(path)
    let kind = WrittenFileKind(bytes: bytes)
    guard kind == .scenario || overrides.isEmpty && thresholds.isEmpty else {
      throw RunFailure(
        code: "CLI-015",
        class: .usage,
        message: "\(path) is no scenario: --set and --threshold have nothing to change in it",
        remedy: "Leave them out, or name the scenario that uses this file."
      )
    }
    do throws(ScenarioError) {
      switch kind {
      case .scenario: break
      case .goal: return .goal(try GoalLoader.load(bytes: bytes, fileName: path))
      case .presets: return .presets(try UserPresetFile.read(bytes, fileName: path))
      }
    } catch {
      throw RunFailure(error)
    }
    return .scenario(
      try ScenarioFile.load(bytes, of: path, overrides: overrides, thresholds: thresholds)
    )
  }
}
