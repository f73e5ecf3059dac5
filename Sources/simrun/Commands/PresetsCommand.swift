import Experiments
import Scenarios
import VoicePipeline

/// `simrun presets`: what a scenario can name.
struct PresetsCommand: Command {
  static let declaration = CommandDeclaration(
    verb: "presets",
    summary: "Lists what a scenario can name: carriers, models, callers, answer mixes.",
    operands: [
      CommandDeclaration.Operand(
        name: "NAME",
        text: "one preset, printed in full; without it all are listed",
        isRequired: false
      )
    ],
    examples: [
      ("simrun presets", "all names with a line on each"),
      ("simrun presets deepgram-nova-3", "its parameters with source and grade"),
    ]
  )

  private let name: String

  init(_ arguments: Arguments) throws(RunFailure) {
    name = arguments.operand(0)
  }

  func run(_ console: Console) throws(RunFailure) -> ExitCode {
    if name.isEmpty {
      let parts = PresetCatalogue.families.map { family in
        let rows = family.presets.map { ($0.name, $0.summary) }
        return "\(family.title) (\(family.path))\n" + HelpText.columns(rows)
      }
      try console.output(parts.joined(separator: "\n\n") + "\n")
    } else {
      try console.output(try page())
    }
    return .success
  }

  /// A name may stand in two families: each is printed.
  private func page() throws(RunFailure) -> String {
    let families = PresetCatalogue.families
    let found = families.compactMap { family in
      family.preset(named: name).map { (family: family, preset: $0) }
    }
    guard !found.isEmpty else {
      throw RunFailure(
        code: "CLI-013",
        class: .usage,
        message: "there is no preset \(Console.quoted(name))",
        remedy: Suggestion.remedy(
          for: name,
          in: families.flatMap { $0.presets.map(\.name) },
          listing: "The presets are"
        )
      )
    }
    return found.map { Self.text($0.family, $0.preset) }.joined(separator: "\n")
  }

  private static func text(_ family: PresetFamily, _ preset: Preset) -> String {
    let rows = preset.values.map { value in
      let date = value.provenance.date.map { ", \($0)" } ?? ""
      return [
        value.path, value.text, value.provenance.grade.rawValue, value.provenance.source + date,
      ]
    }
    return "\(preset.name): \(preset.summary)\nnamed at \(family.path)\n\n"
      + TextTable.text(["parameter", "value", "grade", "source"], rows)
  }
}
