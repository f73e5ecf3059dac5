internal import SimCore

/// What one run of a workload cost and what came out of it: the line that every program prints.
///
/// `workload=w2 program=c events=60000 cpu_s=0.014213 rss_kib=3504 served=59279 ...`
package struct WorkloadOutcome: Sendable, Hashable {
  package let workload: CommonWorkload
  /// The program's name in keys.
  package let program: String
  /// Events, calls or timed steps that the cost is divided by.
  package let events: Int
  /// Processor time of the timed part.
  package let cpuSeconds: Double
  /// Peak resident memory of the process.
  package let peakKibibytes: Int
  /// What the model counted, in the order of the line.
  package let facts: [Fact]

  /// A named number of the line.
  package struct Fact: Sendable, Hashable {
    package let name: String
    package let value: Double
  }

  /// The outcome of a run in this process.
  init(
    _ workload: CommonWorkload,
    program: String,
    events: Int,
    cpuNanoseconds: Int64,
    facts: [(name: String, value: Double)]
  ) {
    self.workload = workload
    self.program = program
    self.events = events
    cpuSeconds = Double(cpuNanoseconds) / 1e9
    peakKibibytes = HostClock.memoryPeakBytes() / 1_024
    self.facts = facts.map { Fact(name: $0.name, value: $0.value) }
  }

  /// Reads the last line that begins with `workload=`; nil when there is none, or it lacks a part.
  package init?(output: String) {
    let lines = output.split(separator: "\n")
    guard let line = lines.last(where: { $0.hasPrefix("workload=") }) else { return nil }
    var words: [(name: String, text: String)] = []
    for word in line.split(separator: " ") {
      let parts = word.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else { return nil }
      words.append((String(parts[0]), String(parts[1])))
    }
    func text(_ name: String) -> String? { words.first { $0.name == name }?.text }
    guard let workload = text("workload").flatMap(CommonWorkload.init(rawValue:)),
      let program = text("program"),
      let events = text("events").flatMap({ Int($0) }),
      let cpu = text("cpu_s").flatMap({ Double($0) }),
      let peak = text("rss_kib").flatMap({ Int($0) })
    else { return nil }
    self.workload = workload
    self.program = program
    self.events = events
    cpuSeconds = cpu
    peakKibibytes = peak
    facts = words.dropFirst(5).compactMap { name, text in
      Double(text).map { Fact(name: name, value: $0) }
    }
  }

  /// One line, without its end.
  package var line: String {
    let head = [
      "workload=\(workload.rawValue)", "program=\(program)", "events=\(events)",
      "cpu_s=\(FixedDecimal.text(cpuSeconds, decimals: 6))", "rss_kib=\(peakKibibytes)",
    ]
    let rest = facts.map { fact in
      let isWhole = fact.value == fact.value.rounded()
      return "\(fact.name)=\(FixedDecimal.text(fact.value, decimals: isWhole ? 0 : 6))"
    }
    return (head + rest).joined(separator: " ")
  }

  package func fact(_ name: String) -> Double? { facts.first { $0.name == name }?.value }

  /// Nanoseconds of one event, call or step.
  var nanosecondsPerEvent: Double { cpuSeconds * 1e9 / Double(max(events, 1)) }

  var eventsPerSecond: Double { Double(events) / max(cpuSeconds, 1e-9) }
}
