import Experiments
import Scenarios
import SimCore

/// `simrun init`: a scenario and a lead file to start from.
struct InitCommand: Command {
  static let declaration = CommandDeclaration(
    verb: "init",
    summary: "Writes a commented scenario and a small lead file to start from.",
    operands: [
      CommandDeclaration.Operand(
        name: "DIR",
        text: "where to; the working directory without it",
        isRequired: false
      )
    ],
    options: [.force],
    examples: [
      ("simrun init", "first.yaml and leads.csv here"),
      ("simrun init campaigns/spring", "the same in a folder that is made"),
    ]
  )

  private static let name = "first"
  private static let leads = "leads.csv"
  private static let leadCount = 200

  private let directory: String
  private let isForced: Bool

  init(_ arguments: Arguments) throws(RunFailure) {
    directory = arguments.operand(0)
    isForced = arguments.has("force")
  }

  func run(_ console: Console) throws(RunFailure) -> ExitCode {
    let scenario = place("\(Self.name).yaml")
    let leads = place(Self.leads)
    for path in [scenario, leads] { try NewFile.check(path, isForced: isForced) }
    let text = ScenarioTemplate.text(name: Self.name, leads: Self.leads)
    try NewFile.write(scenario, isForced: isForced) { path throws(FileError) in
      try Files.write(path, Array(text.utf8), sync: false)
    }
    try NewFile.write(leads, isForced: isForced) { path throws(FileError) in
      try LeadGenerator(seed: 1).write(rows: Self.leadCount, to: path)
    }
    try console.output(
      """
      wrote \(scenario), a scenario with its comments
      wrote \(leads), \(Self.leadCount) leads
      next: simrun run \(scenario)

      """
    )
    return .success
  }

  private func place(_ name: String) -> String {
    directory.isEmpty ? name : "\(directory)/\(name)"
  }
}
