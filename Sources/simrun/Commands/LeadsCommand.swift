import Experiments
import Scenarios
import SimCore

/// `simrun leads`: a lead file of any size.
struct LeadsCommand: Command {
  static let declaration = CommandDeclaration(
    verb: "leads",
    summary: "Writes a lead file of the United States: phone, time zone, consent.",
    details: [
      """
      The same seed gives the same bytes, and a longer file starts with the rows of a shorter one.
      No number comes twice.
      """
    ],
    options: [
      CommandDeclaration.Option(name: "rows", value: "N", text: "how many leads"),
      CommandDeclaration.Option(name: "seed", value: "N", text: "another file; 1 without it"),
      CommandDeclaration.Option(name: "out", value: "FILE", text: "where to write it"),
      .force,
    ],
    examples: [
      (
        "simrun leads --rows 100000 --seed 1 --out Scenarios/leads/us-100k.csv",
        "what Scenarios/peak-20k.yaml reads"
      )
    ]
  )

  private let rows: Int
  private let output: String
  private let isForced: Bool
  private let generator: LeadGenerator

  init(_ arguments: Arguments) throws(RunFailure) {
    generator = LeadGenerator(seed: try arguments.number("seed") ?? 1)
    rows = try arguments.requiredCount("rows", in: 1...generator.rowsMax)
    output = try arguments.required("out")
    isForced = arguments.has("force")
  }

  func run(_ console: Console) throws(RunFailure) -> ExitCode {
    try NewFile.write(output, isForced: isForced) { path throws(FileError) in
      try generator.write(rows: rows, to: path)
    }
    console.note("wrote \(FixedDecimal.grouped(rows)) leads to \(output)")
    return .success
  }
}
