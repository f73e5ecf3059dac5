package import SimCore
package import VoicePipeline

/// Who lives behind the telephone numbers: makes the caller, the line and the demand of each call.
package struct CallerNeighbourhood: Sendable {
  private let callers: [CallerKind]
  private let mix: AliasTable
  /// By the place of the caller.
  private let lines: [any LineProvider]
  private let timing: LineTiming
  private let demand: DemandMeter
  private let goals: GoalMix
  private let greeting: DurationDistribution?
  /// How people are told from machines; nil where the carrier knows.
  private let detection: DetectionSpec?
  private let meter: DetectionMeter?
  /// By campaign; nil where agents talk.
  private let scripts: [ScriptSpec?]
  private let detectorDelays: DetectorDelays

  /// With a line for each caller, or one for all.
  ///
  /// `greeting` is the length of what voicemail says; nil for voicemail that keeps silent, which
  /// is all the same to an agent that hangs up on it.
  package init(
    callers: [CallerSpec],
    lines: [any LineProvider],
    timing: LineTiming,
    demand: DemandMeter,
    goals: GoalMix = GoalMix([]),
    greeting: DurationDistribution? = nil,
    detection: DetectionSpec? = nil,
    meter: DetectionMeter? = nil,
    scripts: [ScriptSpec?] = [],
    detectorDelays: DetectorDelays = DetectorDelays()
  ) {
    precondition(!callers.isEmpty, "somebody must answer")
    self.callers = callers.enumerated().map { CallerKind($1, place: $0) }
    precondition(lines.count == callers.count || lines.count == 1, "everybody has a line")
    self.lines = lines
    mix = AliasTable(weights: callers.map(\.share))
    self.timing = timing
    self.demand = demand
    self.goals = goals
    self.greeting = greeting
    self.detection = detection
    self.meter = meter
    self.scripts = scripts
    self.detectorDelays = detectorDelays
  }

  /// What the carrier says of an answer.
  func reported(_ answeredBy: AnsweredBy) -> AnsweredBy {
    detection == nil ? answeredBy : .undetermined
  }

  /// The line of a call that has just been answered; `onHangUp` runs when the caller hangs up, and
  /// `onDetection` with what a detector tells: it answers whether the call is still there.
  package func line(
    of call: CallID,
    on cell: Cell,
    answeredBy: AnsweredBy,
    distance: Duration = .zero,
    campaign: Int? = nil,
    onDetection: @escaping @Sendable (DetectionNews) -> Bool = { _ in false },
    onHangUp: @escaping @Sendable () -> Void
  ) -> any MediaPath {
    guard answeredBy == .human || greeting != nil || detection != nil else {
      // A machine that says nothing needs no real line: the call ends at once.
      return FlowLines().line(of: call, on: cell, timing: timing, onHangUp: onHangUp)
    }
    let draws = call.draws(from: cell.key)
    var timing = timing
    timing.uplink += distance
    timing.downlink += distance
    let place = mix.pick(draws.bits(.profile))
    let kind = callers[place]
    let provider = lines[min(place, lines.count - 1)]
    let line = provider.line(of: call, on: cell, timing: timing, onHangUp: onHangUp)
    let isMachine = answeredBy == .machine || kind.spec.machine
    let answer = meter?.onCell { $0.answered(isMachine: isMachine) }
    let mouth = overheard(line, cell, draws, isMachine, answer, onDetection)
    if isMachine {
      greet(on: line, mouth: mouth, cell: cell, draws: draws, label: kind.label, answer)
    } else {
      let caller = SyntheticCaller(
        cell: cell,
        persona: Persona(kind, draws: draws),
        line: mouth,
        demand: demand,
        matter: goals.goal(draws: draws).map { CallerMatter($0, draws: draws) },
        greeting: detection.flatMap { CalleeGreeting($0.greeting, draws: draws, answer) }
      )
      connect(caller, to: line, kind.label, script(of: campaign), draws)
    }
    return line
  }

  private func script(of campaign: Int?) -> ScriptSpec? {
    guard let campaign, campaign < scripts.count else { return nil }
    return scripts[campaign]
  }

  /// Who picks up a recording's call hears it first, and talks to an agent once a key asks for one.
  private func connect(
    _ caller: SyntheticCaller,
    to line: any TelephoneLine,
    _ label: CallerLabel,
    _ script: ScriptSpec?,
    _ draws: DrawKey
  ) {
    guard let script else {
      line.connect(caller)
      return caller.onCell { $0.pickUp() }
    }
    let listener = ScriptListener(
      cell: caller.cell,
      line: line,
      script: script,
      draws: draws,
      label: label
    ) {
      line.connect(caller)
      caller.onCell { $0.pickUp() }
    }
    line.connect(listener)
  }

  /// A line that was answered where nobody is.
  package func emptyLine(
    of call: CallID,
    on cell: Cell,
    onHangUp: @escaping @Sendable () -> Void
  ) -> any MediaPath {
    FlowLines().line(of: call, on: cell, timing: timing, onHangUp: onHangUp)
  }

  /// The mouth of whoever has answered, with a detector beside it if one listens.
  private func overheard(
    _ line: any TelephoneLine,
    _ cell: Cell,
    _ draws: DrawKey,
    _ isMachine: Bool,
    _ answer: DetectedAnswer?,
    _ onDetection: @escaping @Sendable (DetectionNews) -> Bool
  ) -> any CallerMouth {
    guard let detection, detection.mode != .off else { return line }
    let detector = SimulatedDetector(
      cell: cell,
      detection: detection,
      draws: draws,
      delays: detectorDelays,
      onVerdict: { answer?.found($0) },
      tell: onDetection
    )
    detector.onCell { $0.begin() }
    return OverheardMouth(line, detector: detector, isMachine: isMachine)
  }

  private func greet(
    on line: any TelephoneLine,
    mouth: any CallerMouth,
    cell: Cell,
    draws: DrawKey,
    label: CallerLabel,
    _ answer: DetectedAnswer?
  ) {
    let length = greeting ?? .uniform(.seconds(12), .seconds(35))
    let machine = MachineGreeting(
      cell: cell,
      line: mouth,
      draws: draws,
      length: length.sample(draws.bits(.greeting)),
      label: label,
      isKnown: detection != nil,
      onAgent: { answer?.machineHeard() }
    )
    line.connect(machine)
    machine.onCell { $0.pickUp() }
  }
}

extension Purpose {
  fileprivate static let profile = Purpose("caller.profile")
  fileprivate static let greeting = Purpose("caller.voicemail_greeting")
}
