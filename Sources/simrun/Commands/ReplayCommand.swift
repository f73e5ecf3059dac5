import Experiments
import SimCore

/// `simrun replay`: runs a run directory again and compares the bytes.
struct ReplayCommand: Command {
  static let declaration = CommandDeclaration(
    verb: "replay",
    summary: "Runs a run directory's scenario again and compares the digests.",
    details: [
      """
      Reads scenario.resolved.yaml and the lead file that run.json names. Ends 0 when every
      digest is equal, and 1 with the differences when one is not.
      """
    ],
    operands: [
      CommandDeclaration.Operand(name: "RUN", text: "a run directory")
    ],
    options: [
      .threads,
      CommandDeclaration.Option(name: "quiet", text: "shows no progress"),
    ],
    examples: [
      ("simrun replay Reports/first-light-1-5be2a7f0", "the same bytes again, or why not")
    ]
  )

  private let directory: String
  private let isQuiet: Bool
  private let audio: AudioBinding

  init(_ arguments: Arguments) throws(RunFailure) {
    audio = try AudioOptions.binding(arguments)
    directory = arguments.operand(0)
    isQuiet = arguments.has("quiet")
  }

  func run(_ console: Console) throws(RunFailure) -> ExitCode {
    var line = ProgressLine(console, isQuiet: isQuiet)
    defer { line.clear() }
    let outcome = try ReplayExperiment.replay(
      directory: directory,
      build: Build.facts,
      audio: audio,
      isInterrupted: { HostProcess.stopSignal != nil },
      progress: { line.show($0) }
    )
    line.clear()
    try console.output(Self.text(outcome))
    return outcome.identical ? .success : .failed
  }

  private static func text(_ outcome: ReplayOutcome) -> String {
    var lines = [
      outcome.identical
        ? "identical: every digest is equal" : "different: the digests are not equal",
      "  recorded  \(outcome.recordedDigest)",
      "  observed  \(outcome.observedDigest)",
    ]
    lines += outcome.differences.map { "  - \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }
}
