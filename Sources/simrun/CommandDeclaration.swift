/// What a verb takes, as data: the parser, the help page and the suggestions all read it.
struct CommandDeclaration {
  /// A word without dashes.
  struct Operand {
    /// In capitals, as the usage line prints it.
    let name: String
    let text: String
    var isRequired = true
  }

  struct Option {
    /// Without the dashes.
    let name: String
    /// The value's name in capitals; nil for a switch.
    var value: String?
    let text: String
    var isRepeated = false

    /// `--seed N`.
    var usage: String { "--\(name)" + (value.map { " \($0)" } ?? "") }
  }

  let verb: String
  /// One line for the list of verbs.
  let summary: String
  /// Paragraphs of the help page.
  var details: [String] = []
  var operands: [Operand] = []
  var options: [Option] = []
  /// Command lines with what each does.
  let examples: [(command: String, text: String)]

  static let help = Option(name: "help", text: "print this page")

  var allOptions: [Option] { options + [Self.help] }

  /// `simrun run SCENARIO [options]`.
  var usage: String {
    let words = operands.map { $0.isRequired ? $0.name : "[\($0.name)]" }
    return (["simrun", verb] + words + ["[options]"]).joined(separator: " ")
  }
}

extension CommandDeclaration.Option {
  static let set = Self(
    name: "set",
    value: "PATH=VALUE",
    text: "changes one value of the scenario, such as agent.endpointing=300ms",
    isRepeated: true
  )

  static let threshold = Self(
    name: "threshold",
    value: "EXPR",
    text: "adds a threshold, such as 'response_latency.p95 < 1500ms'",
    isRepeated: true
  )

  static let force = Self(name: "force", text: "replaces a file that exists")
}
