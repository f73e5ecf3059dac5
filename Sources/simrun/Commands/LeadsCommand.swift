import Experiments
import Scenarios
import SimCore

/// `simrun leads`: a lead file of any size.
struct LeadsCommand: Command {
  static let declaration = CommandDeclaration(
    verb: "leads",
    summary: "Writes a lead file of the United States, or checks one that is there.",
    details: [
      """
      The same seed gives the same bytes, and a longer file starts with the rows of a shorter one.
      No number comes twice.
      """,
      """
      A lead file is CSV (UTF-8 or UTF-16; commas, semicolons or tabs) or the first sheet of an \
      .xlsx workbook. --check says how a file is read, how many rows a campaign would take, and \
      why it would refuse the others, the first of which it names; with --out it writes them all \
      with row, reason and remedy. It ends 65 if any row was refused.
      """,
    ],
    options: [
      CommandDeclaration.Option(name: "rows", value: "N", text: "how many leads"),
      CommandDeclaration.Option(name: "seed", value: "N", text: "another file; 1 without it"),
      CommandDeclaration.Option(
        name: "sms-consent",
        value: "PERCENT",
        text: "adds the column sms_consent: how many have agreed to texts"
      ),
      CommandDeclaration.Option(
        name: "written-consent",
        value: "PERCENT",
        text: "how many of those who have agreed to calls have done so in writing"
      ),
      CommandDeclaration.Option(name: "out", value: "FILE", text: "where to write it"),
      CommandDeclaration.Option(
        name: "check",
        value: "FILE",
        text: "reads a lead file instead, and gives an account of its rows"
      ),
      CommandDeclaration.Option(
        name: "strict-leads",
        text: "with --check: the first row that is refused is an error"
      ),
      .force,
    ],
    examples: [
      (
        "simrun leads --rows 100000 --seed 1 --out Scenarios/leads/us-100k.csv",
        "what Scenarios/peak-20k.yaml reads"
      ),
      ("simrun leads --check list.xlsx --out refused.csv", "what of a spreadsheet can be used"),
    ]
  )

  /// What is to be done.
  private enum Job {
    case write(rows: Int, LeadGenerator, output: String)
    case check(file: String, strict: Bool, output: String?)
  }

  private let job: Job
  private let isForced: Bool

  init(_ arguments: Arguments) throws(RunFailure) {
    isForced = arguments.has("force")
    let isStrict = arguments.has("strict-leads")
    let output = arguments.value("out")
    if let file = arguments.value("check") {
      if let odd = ["rows", "seed", "sms-consent", "written-consent"].first(where: {
        arguments.has($0)
      }) {
        throw Self.conflict("--\(odd)", "--check")
      }
      job = .check(file: file, strict: isStrict, output: output)
      return
    }
    if isStrict { throw Self.conflict("--strict-leads", "writing a file") }
    let seed = try arguments.number("seed") ?? 1
    var mix = LeadMix()
    let percent = try arguments.count("sms-consent", in: 0...100)
    mix.smsConsentShare = percent.map { Double($0) / 100 }
    let written = try arguments.count("written-consent", in: 0...100)
    mix.writtenShare = written.map { Double($0) / 100 }
    let generator = LeadGenerator(seed: seed, mix: mix)
    job = .write(
      rows: try arguments.requiredCount("rows", in: 1...generator.rowsMax),
      generator,
      output: try arguments.required("out")
    )
  }

  private static func conflict(_ word: String, _ other: String) -> RunFailure {
    RunFailure(
      code: "CLI-015",
      class: .usage,
      message: "\(word) and \(other) do not go together"
    )
  }

  func run(_ console: Console) throws(RunFailure) -> ExitCode {
    switch job {
    case .write(let rows, let generator, let output):
      try write(rows, generator, to: output, console)
    case .check(let file, let isStrict, let output):
      return try check(file, isStrict: isStrict, output: output, console)
    }
    return .success
  }

  private func check(
    _ file: String,
    isStrict: Bool,
    output: String?,
    _ console: Console
  ) throws(RunFailure) -> ExitCode {
    if let output { try NewFile.check(output, isForced: isForced) }
    let check = try LeadCheck.read(file, strict: isStrict)
    if let output, let rejects = check.rejects {
      try NewFile.write(output, isForced: isForced) { path throws(FileError) in
        try Files.write(path, rejects)
      }
      console.note("wrote the refused rows to \(output)")
    }
    try console.output(check.text + check.refusals)
    return check.rejects == nil ? .success : .badInput
  }

  private func write(
    _ rows: Int,
    _ generator: LeadGenerator,
    to output: String,
    _ console: Console
  ) throws(RunFailure) {
    try NewFile.write(output, isForced: isForced) { path throws(FileError) in
      try generator.write(rows: rows, to: path)
    }
    console.note("wrote \(FixedDecimal.grouped(rows)) leads to \(output)")
  }
}
