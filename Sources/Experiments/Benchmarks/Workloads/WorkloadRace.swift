internal import SimCore

/// Runs programs in turn, so that whatever else the machine does hits all alike.
struct WorkloadRace {
  /// What one program did in the rounds that it took part in.
  struct Entry: Sendable {
    let contestant: Contestant
    /// By round; nil where it did not take part or failed.
    var outcomes: [WorkloadOutcome?] = []
    /// Processor time of each whole process, in seconds.
    var processSeconds: [Double] = []
    /// Why it has no outcome, with the remedy.
    var trouble: String?

    var finished: [WorkloadOutcome] { outcomes.compactMap(\.self) }

    /// The median of something over the rounds.
    func median(_ value: (WorkloadOutcome) -> Double?) -> Double? {
      let values = finished.compactMap(value)
      return values.isEmpty ? nil : values.median
    }
  }

  /// No program of full size takes so long on a machine that can be measured on.
  static let timeLimit = Duration.seconds(600)

  private(set) var entries: [Entry]

  /// Runs every program; one that is missing or fails is left out with the reason.
  init(
    _ contestants: [Contestant],
    runs: Int,
    _ request: BenchmarkRequest,
    progress: (String) -> Void
  ) throws(RunFailure) {
    entries = contestants.map { Entry(contestant: $0, trouble: Self.missing($0)) }
    for round in 0..<runs {
      for index in entries.indices {
        let contestant = entries[index].contestant
        guard entries[index].trouble == nil, round < contestant.runsMax else {
          entries[index].outcomes.append(nil)
          continue
        }
        progress("round \(round + 1) of \(runs): \(contestant.key)")
        try Self.run(&entries[index], request)
      }
    }
  }

  /// The entry of a key such as `w3.actors`.
  subscript(key: String) -> Entry? { entries.first { $0.contestant.key == key } }

  /// The median over the rounds in which both took part of a ratio of costs: noise that lasts
  /// longer than a round falls on both.
  func ratio(
    of key: String,
    to reference: String,
    _ cost: (WorkloadOutcome) -> Double? = \.nanosecondsPerEvent
  ) -> Double? {
    guard let one = self[key], let other = self[reference] else { return nil }
    let ratios = zip(one.outcomes, other.outcomes).compactMap { one, other -> Double? in
      guard let one = one.flatMap(cost), let other = other.flatMap(cost), other > 0 else {
        return nil
      }
      return one / other
    }
    return ratios.isEmpty ? nil : ratios.median
  }

  private static func missing(_ contestant: Contestant) -> String? {
    guard let path = contestant.needs, !Files.exists(path) else { return nil }
    return "\(contestant.label) was not run: there is no \(path); Benchmarks/peers/setup.sh "
      + "builds it, and simrun has to be started in the folder above Benchmarks."
  }

  private static func run(
    _ entry: inout Entry,
    _ request: BenchmarkRequest
  ) throws(RunFailure) {
    try request.checkInterruption()
    let ending: ChildProcess.Ending
    do {
      ending = try ChildProcess.run(
        entry.contestant.words,
        timeLimit: timeLimit,
        isInterrupted: request.isInterrupted
      )
    } catch {
      return entry.fail("\(error)")
    }
    try request.checkInterruption()
    if ending.isStopped {
      return entry.fail("it took more than \(Int(timeLimit / .seconds(1))) s and was stopped")
    }
    guard ending.code == 0, let outcome = WorkloadOutcome(output: ending.output) else {
      let last = ending.output.split(separator: "\n").last ?? "no word"
      return entry.fail("it ended \(ending.code) with: \(last.prefix(200))")
    }
    entry.outcomes.append(outcome)
    entry.processSeconds.append(Double(ending.cpuNanoseconds) / 1e9)
  }
}

extension WorkloadRace.Entry {
  fileprivate mutating func fail(_ reason: String) {
    outcomes.append(nil)
    trouble = "\(contestant.label) failed: \(reason). Benchmarks/peers/setup.sh builds the peers."
  }
}
