package import SimCore

/// What telling people from machines came to, against who they were.
///
/// Of answers within the measured window; who answered is known in a simulation only.
package struct DetectionCounts: Sendable {
  /// Answers by people and by machines.
  package var humans = VerdictCounts()
  package var machines = VerdictCounts()
  /// People who were hung up on because they were taken for machines.
  package var humansHungUp = 0
  /// Machines that an agent talked to.
  package var machinesTalkedTo = 0
  /// People who had said their greeting, and those of them who waited over 2 s for the first word,
  /// or never heard one.
  package var greeted = 0
  package var greetedLate = 0
  /// Answer to verdict.
  package var verdictTime = LatencyHistogram()
  /// End of a person's greeting to the agent's first word; zero where it had come before.
  package var feltDelay = LatencyHistogram()
  /// Of the detector.
  package var cost = Nanodollars.zero

  /// A call is abandoned when nobody speaks for so long after the greeting (16 CFR 310.4(b)(4)).
  package static let connectedWithin = Duration.seconds(2)

  package init() {}

  package var answers: Int { humans.answers + machines.answers }

  /// Part and whole of a ratio over answers; nil for a metric that is none.
  package func share(_ metric: MetricName) -> (part: Int, whole: Int)? {
    switch metric {
    case .humansHungUp: (humansHungUp, humans.answers)
    case .machinesTalkedTo: (machinesTalkedTo, machines.answers)
    case .lateConnects: (greetedLate, greeted)
    default: nil
    }
  }

  /// The histogram of a metric; nil for one that is no distribution of durations.
  package func histogram(of metric: MetricName) -> LatencyHistogram? {
    switch metric {
    case .verdictTime: verdictTime
    case .feltDelay: feltDelay
    default: nil
    }
  }

  package mutating func merge(_ other: DetectionCounts) {
    humans.merge(other.humans)
    machines.merge(other.machines)
    humansHungUp += other.humansHungUp
    machinesTalkedTo += other.machinesTalkedTo
    greeted += other.greeted
    greetedLate += other.greetedLate
    verdictTime.merge(other.verdictTime)
    feltDelay.merge(other.feltDelay)
    cost += other.cost
  }

  /// Notes the delay that a person has felt; nil when no word has come.
  package mutating func greeted(_ delay: Duration?) {
    greeted += 1
    if let delay { feltDelay.record(delay) }
    if delay.map({ $0 > Self.connectedWithin }) ?? true { greetedLate += 1 }
  }
}

/// Verdicts on one kind of answer.
package struct VerdictCounts: Sendable, Hashable {
  package var answers = 0
  package var human = 0
  package var machine = 0
  package var unknown = 0

  package init() {}

  mutating func merge(_ other: VerdictCounts) {
    answers += other.answers
    human += other.human
    machine += other.machine
    unknown += other.unknown
  }

  package mutating func add(_ verdict: DetectionVerdict) {
    switch verdict {
    case .human: human += 1
    case .machine: machine += 1
    case .unknown: unknown += 1
    }
  }
}
