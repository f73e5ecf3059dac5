import Experiments
import Scenarios

/// `simrun validate`: whether a scenario can be run, without running it.
struct ValidateCommand: Command {
  static let declaration = CommandDeclaration(
    verb: "validate",
    summary: "Checks a scenario file without running it.",
    details: ["Prints every problem with its line, column and remedy. Ends 65 if there is one."],
    operands: [
      CommandDeclaration.Operand(name: "SCENARIO", text: "a scenario file (.yaml)")
    ],
    options: [.set, .threshold],
    examples: [
      ("simrun validate Scenarios/first-light.yaml", "ok, or what is wrong and where")
    ]
  )

  private let path: String
  private let overrides: [String]
  private let thresholds: [String]

  init(_ arguments: Arguments) throws(RunFailure) {
    path = arguments.operand(0)
    overrides = arguments.values("set")
    thresholds = arguments.values("threshold")
  }

  func run(_ console: Console) throws(RunFailure) -> ExitCode {
    let scenario = try ScenarioFile.load(path, overrides: overrides, thresholds: thresholds)
    let count = scenario.assumptions.count
    let text =
      "\(path): ok, scenario \(scenario.name), \(count) parameters"
      + ScenarioExplanation.armCount(of: scenario) + "\n"
    try console.output(text)
    return .success
  }
}
