import Experiments
import Scenarios

/// `simrun explain`: every parameter of a scenario with its source and grade.
struct ExplainCommand: Command {
  static let declaration = CommandDeclaration(
    verb: "explain",
    summary: "Prints every parameter that a run would use, with source and grade.",
    operands: [
      CommandDeclaration.Operand(name: "SCENARIO", text: "a scenario file (.yaml)")
    ],
    options: [
      .set,
      CommandDeclaration.Option(
        name: "resolved",
        text: "prints the scenario with all defaults and presets written out, as YAML"
      ),
    ],
    examples: [
      ("simrun explain Scenarios/first-light.yaml", "the assumptions behind a report"),
      ("simrun explain Scenarios/smoke.yaml --resolved > all.yaml", "a scenario with no defaults"),
    ]
  )

  private let path: String
  private let overrides: [String]
  private let isResolved: Bool

  init(_ arguments: Arguments) throws(RunFailure) {
    path = arguments.operand(0)
    overrides = arguments.values("set")
    isResolved = arguments.has("resolved")
  }

  func run(_ console: Console) throws(RunFailure) -> ExitCode {
    let scenario = try ScenarioFile.load(path, overrides: overrides)
    try console.output(isResolved ? scenario.resolvedText : ScenarioExplanation.text(of: scenario))
    return .success
  }
}
