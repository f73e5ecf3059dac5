import Experiments
import Scenarios

/// `simrun validate`: whether a scenario can be run, without running it; and whether a goal file or
/// a file of presets can be used.
struct ValidateCommand: Command {
  static let declaration = CommandDeclaration(
    verb: "validate",
    summary: "Checks a scenario, a goal or a file of presets without running it.",
    details: ["Prints every problem with its line, column and remedy. Ends 65 if there is one."],
    operands: [
      CommandDeclaration.Operand(
        name: "FILE",
        text: "a scenario, goal or presets file (.yaml)"
      )
    ],
    options: [.set, .threshold],
    examples: [
      ("simrun validate Scenarios/first-light.yaml", "ok, or what is wrong and where"),
      ("simrun validate Scenarios/goals/payment.yaml", "the same for a goal by itself"),
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
    let file = try WrittenFile.load(path, overrides: overrides, thresholds: thresholds)
    try console.output("\(path): ok, \(Self.description(of: file))\n")
    return .success
  }

  private static func description(of file: WrittenFile) -> String {
    switch file {
    case .scenario(let scenario):
      "scenario \(scenario.name), \(scenario.assumptions.count) parameters"
        + ScenarioExplanation.armCount(of: scenario)
    case .goal(let goal):
      "goal \(goal.name), \(goal.steps.count) steps, \(goal.questions.count) side questions"
    case .presets(let families):
      "presets " + families.flatMap(\.presets).map(\.name).joined(separator: ", ")
    }
  }
}
