/// The kinds of file that users write.
package enum WrittenFileKind: Sendable, Hashable {
  case scenario
  case goal
  case presets

  /// What the keys at the top say; a text that is none of the three passes for a scenario, so that
  /// the reader of scenarios says what is wrong with it.
  package init(bytes: [UInt8]) {
    var log = ProblemLog(fileName: "")
    let root = YAMLTreeBuilder.build(bytes, log: &log)
    if root?["scenario"] != nil {
      self = .scenario
    } else if root?["goal"] != nil {
      self = .goal
    } else if root?["presets_version"] != nil {
      self = .presets
    } else {
      self = .scenario
    }
  }
}
