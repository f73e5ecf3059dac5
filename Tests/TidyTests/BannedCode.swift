/// Text that may not stand in the code of some modules.
struct BannedCode {
  let text: String
  /// What goes wrong with it, or what to write instead.
  let reason: String
  /// Modules that the rule holds in.
  let modules: Set<String>
  /// Path prefixes where it may stand all the same, each with its reason.
  var exceptions: [String: String] = [:]

  static let libraries: Set = [
    "SimCore", "VoicePipeline", "Scenarios", "RunReports", "LiveAdapters", "Experiments",
    "MediaCodecs",
  ]

  /// What would make two runs of one seed differ.
  static let nondeterminism: [BannedCode] =
    [
      "Date(", "Date.now", "UUID(", "SystemRandomNumberGenerator", "ContinuousClock",
      "SuspendingClock", "DispatchTime", "DispatchQueue", "clock_gettime", "gettimeofday",
      "time(nil)",
      "getenv", "ProcessInfo", "Hasher(", ".hashValue", ".random(", ".randomElement(",
      ".shuffled(", ".shuffle(", "ObjectIdentifier(", "setlocale", "strtod", "snprintf",
    ].map { text in
      BannedCode(
        text: text,
        reason: "differs between runs or machines",
        modules: libraries,
        exceptions: exceptions[text, default: [:]]
      )
    } + [
      BannedCode(
        text: "HostClock",
        reason: "host time belongs in run.json#/host only",
        modules: libraries.subtracting(["Experiments"]),
        exceptions: ["Sources/SimCore/Kernel/": "declares it"]
      )
    ]

  private static let exceptions: [String: [String: String]] = [
    "clock_gettime": ["Sources/SimCore/Kernel/Host/HostClock.swift": "the one reader of host time"],
    "getenv": ["Sources/SimCore/Process/": "NO_COLOR and the terminal, for simrun"],
    "ObjectIdentifier(": ["Sources/SimCore/Kernel/": "identity checks, never order"],
  ]

  /// Structure comes from actors, timers and the kernel's primitives.
  static let concurrency: [BannedCode] = [
    "Task {", "Task(", "Task.detached", "Task.immediate", "Task.sleep", "Task.yield",
    "withTaskGroup", "withThrowingTaskGroup",
    "withDiscardingTaskGroup", "withThrowingDiscardingTaskGroup", "TaskGroup<",
    "async let", "@concurrent", "DispatchSemaphore", "Thread(", "pthread_create",
  ].map { text in
    BannedCode(
      text: text,
      reason: "hides from the cell's clock: use Cell.spawn, timers or ports",
      modules: libraries,
      exceptions: ["Sources/SimCore/Kernel/": "the kernel is what spawns and schedules"]
    )
  }

  /// What ends a process without a word for the user, or writes past the streams that simrun owns.
  static let crashers: [BannedCode] = [
    ("try!", "name the error"), ("as!", "bind with as?"),
    ("fatalError", "precondition with a message"),
    ("assert(", "precondition holds in release too"), ("print(", "libraries return text"),
    ("debugPrint(", "libraries return text"), ("dump(", "libraries return text"),
    ("exit(", "only simrun ends the process"), ("abort(", "only simrun ends the process"),
  ].map { text, reason in
    BannedCode(
      text: text,
      reason: reason,
      modules: libraries.union(["simrun"]),
      exceptions: crasherExceptions[text, default: [:]]
    )
  }

  private static let crasherExceptions: [String: [String: String]] = [
    "exit(": ["Sources/SimCore/Process/": "ends the process for simrun"],
    "abort(": ["Sources/LiveAdapters/Sockets/": "ends a connection, not the process"],
  ]

  static func findings(of rules: [BannedCode], in files: [TextFile]) -> [Finding] {
    files.flatMap { file in
      rules.filter { $0.applies(to: file) && file.mentions($0.text) }.flatMap { rule in
        file.numberedCode.compactMap { number, line in
          rule.matches(line) ? file.finding(number, "\(rule.text) is banned: \(rule.reason)") : nil
        }
      }
    }
  }

  func applies(to file: TextFile) -> Bool {
    modules.contains(file.module) && !exceptions.keys.contains { file.path.hasPrefix($0) }
  }

  /// Whether the text stands in the line, and is not the end of a longer name.
  func matches(_ line: Substring) -> Bool {
    var rest = line
    while let range = rest.firstRange(of: text) {
      let before = line[..<range.lowerBound].last
      let isName = text.first.map { $0.isLetter } ?? false
      let continues = before.map { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." } ?? false
      if !(isName && continues) { return true }
      rest = rest[range.upperBound...]
    }
    return false
  }
}
