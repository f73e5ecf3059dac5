import RunReports
import SimCore

/// What the user is left with when an invariant breaks: the seed and the command to repeat it.
enum CrashNote {
  /// Takes the place of the runtime's own report, unless a developer asks for that by
  /// `SWIFT_BACKTRACE`.
  static func install(words: [String], seed: UInt64?) {
    guard HostProcess.variable("SWIFT_BACKTRACE") == nil else { return }
    let message = FailureText.lead("INT-001") + "simrun broke one of its own rules"
    let text = message + "\n" + replayLine(words, seed: seed)
    HostProcess.onCrash(print: text, code: UInt8(ExitCode.internalError.rawValue))
  }

  /// The command line as it was typed, with the seed in use.
  static func replayLine(_ words: [String], seed: UInt64?) -> String {
    let isSeeded = words.contains { $0 == "--seed" || $0.hasPrefix("--seed=") }
    let seeded = seed.map { isSeeded ? [] : ["--seed", String($0)] } ?? []
    let command = (["simrun"] + words + seeded).map(RunFacts.shellQuoted).joined(separator: " ")
    let seedText = seed.map { "seed \($0); " } ?? ""
    return "  remedy: Please report it with this line: \(seedText)\(command)"
  }
}
