import Experiments
import RunReports
import SimCore

/// `simrun doctor`: whether this machine can do what the other verbs need.
struct DoctorCommand: Command {
  static let declaration = CommandDeclaration(
    verb: "doctor",
    summary: "Checks this machine: runtime, libraries, terminal, a writable Reports folder.",
    details: [
      "Ends 0 when all is well, and 69 when something that a run needs is not there.",
      "What only the audio tier needs may be absent; its line then names the package.",
    ],
    examples: [
      ("simrun doctor", "one line for each thing, ok or with its remedy")
    ]
  )

  /// One line of the examination.
  struct Finding {
    let name: String
    let detail: String
    /// What to do; nil when all is well.
    var remedy: String?
    /// Whether it is something that most runs can do without, and is not there.
    var isAbsent = false
  }

  init(_ arguments: Arguments) throws(RunFailure) {}

  func run(_ console: Console) throws(RunFailure) -> ExitCode {
    let findings = build + Self.audio + kernel + [reports, terminal(console)]
    let lines = findings.map { finding in
      let present = finding.isAbsent ? "absent  " : "ok      "
      let lead = finding.remedy == nil ? present : "problem "
      let remedy = finding.remedy.map { "\n          remedy: \($0)" } ?? ""
      return "\(lead)  \(finding.name): \(finding.detail)\(remedy)"
    }
    let problems = findings.count { $0.remedy != nil }
    let last = problems == 0 ? "no problem found" : "\(problems) problem\(problems == 1 ? "" : "s")"
    try console.output(lines.joined(separator: "\n") + "\n\(last)\n")
    return problems == 0 ? .success : .unavailable
  }

  private var build: [Finding] {
    let facts = Build.facts
    let first = Finding(
      name: "simrun",
      detail: "\(facts.version), source \(facts.sourceDigest.prefix(12)), \(facts.compiler)"
    )
    let libraries = facts.libraries.map { Finding(name: $0.name, detail: $0.version) }
    let rest = [
      Finding(name: "zone table", detail: facts.zoneTableVersion),
      Finding(name: "traits", detail: Build.traitText),
    ]
    return [first] + libraries + rest
  }

  private var kernel: [Finding] {
    let mode = Finding(name: "kernel mode", detail: Self.words(Cell.Mode.working))
    return [mode] + selfTest
  }

  private static func words(_ mode: Cell.Mode) -> String {
    switch mode {
    case .hooked: "hooked: the runtime's hooks bring every task back to its cell"
    case .preference: "preference: tasks are asked to stay on their cell; slower, the same bytes"
    }
  }

  private var selfTest: [Finding] {
    KernelSelfTest.run().map { finding in
      Finding(
        name: "kernel",
        detail: finding.name,
        remedy: finding.passed ? nil : finding.remedy
      )
    }
  }

  /// Tries a directory of its own beside the run directories, and leaves nothing.
  private var reports: Finding {
    let parent = Files.isDirectory("Reports") ? "Reports" : "."
    let probe = "\(parent)/.simrun-doctor"
    do {
      try Files.createDirectory(probe)
      try Files.remove(probe, recursive: true)
      return Finding(name: "Reports", detail: "run directories can be written here")
    } catch {
      return Finding(
        name: "Reports",
        detail: "\(error)",
        remedy: "change to a directory that you may write, or use simrun run --out DIR"
      )
    }
  }

  private func terminal(_ console: Console) -> Finding {
    let color = console.hasColor ? "colours" : "no colours"
    let unicode = console.hasUnicode ? "Unicode" : "ASCII only"
    let progress = console.showsProgress ? "progress shown" : "progress hidden"
    return Finding(name: "terminal", detail: "\(color), \(unicode), \(progress)")
  }
}
