import Scenarios

/// Scenarios with a claim that compares, from the parts that a test is about.
enum ClaimLoading {
  /// Lines 5 to 9 are the head; the parts start in line 10, column 3.
  static func text(_ parts: String) -> String {
    Loading.minimal + """

      claim:
        id: X1
        quote: q
        source: s
        expected: confirmed
      \(parts.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n"))

      """
  }

  static func load(_ parts: String, overrides: [String] = []) throws(ScenarioError) -> Scenario {
    try Loading.load(text(parts), overrides: overrides)
  }

  static func problems(_ parts: String) -> [ScenarioProblem] { Loading.problems(text(parts)) }

  /// Two named arms of one value.
  static let arms = """
    arms:
      - {name: slow, set: {agent.endpointing: 900ms}}
      - {name: fast, set: {agent.endpointing: 300ms}}
    """

  /// The formula of one figure over two arms, `slow` and `fast`; its text starts in column 22.
  static func formula(_ text: String) throws(ScenarioError) -> ClaimFormula? {
    let parts =
      arms + "\nfigures: [{name: f, value: \"\(text)\"}, {name: g, value: "
      + "hold_time.mean, range: < 1h}]"
    return try load(parts).claim?.figures?.first?.value
  }
}
