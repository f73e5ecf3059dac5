import Experiments
import Scenarios

/// `simrun presets`: what a scenario can name.
struct PresetsCommand: Command {
  static let declaration = CommandDeclaration(
    verb: "presets",
    summary: "Lists what a scenario can name: carriers, models, callers, answer mixes.",
    operands: [
      CommandDeclaration.Operand(
        name: "NAME",
        text: "one preset, or a file of your own (.yaml), printed in full; without it all are "
          + "listed",
        isRequired: false
      )
    ],
    examples: [
      ("simrun presets", "all names with a line on each"),
      ("simrun presets deepgram-nova-3", "its parameters with source and grade"),
      ("simrun presets ours.yaml", "the presets that simrun fit has written"),
    ]
  )

  private let name: String

  init(_ arguments: Arguments) throws(RunFailure) {
    name = arguments.operand(0)
  }

  func run(_ console: Console) throws(RunFailure) -> ExitCode {
    if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
      try console.output(try PresetFile.listing(name))
      return .success
    }
    try console.output(name.isEmpty ? PresetCatalogue.listing : try page())
    return .success
  }

  private func page() throws(RunFailure) -> String {
    if let text = PresetCatalogue.details(of: name) { return text }
    throw RunFailure(
      code: "CLI-013",
      class: .usage,
      message: "there is no preset \(Console.quoted(name))",
      remedy: PresetCatalogue.suggestion(for: name).map { "did you mean '\($0)'?" }
    )
  }
}
