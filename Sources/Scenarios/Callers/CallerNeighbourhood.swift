package import SimCore
package import VoicePipeline

/// Who lives behind the telephone numbers: makes the caller, the line and the demand of each call.
package struct CallerNeighbourhood: Sendable {
  private let callers: [CallerKind]
  private let mix: AliasTable
  private let lines: any LineProvider
  private let timing: LineTiming
  private let demand: DemandMeter
  private let goals: GoalMix
  private let greeting: DurationDistribution?

  /// `greeting` is the length of what voicemail says; nil for voicemail that keeps silent, which
  /// is all the same to an agent that hangs up on it.
  package init(
    callers: [CallerSpec],
    lines: any LineProvider,
    timing: LineTiming,
    demand: DemandMeter,
    goals: GoalMix = GoalMix([]),
    greeting: DurationDistribution? = nil
  ) {
    precondition(!callers.isEmpty, "somebody must answer")
    self.callers = callers.map(CallerKind.init)
    self.lines = lines
    mix = AliasTable(weights: callers.map(\.share))
    self.timing = timing
    self.demand = demand
    self.goals = goals
    self.greeting = greeting
  }

  /// The line of a call that has just been answered; `onHangUp` runs when the caller hangs up.
  package func line(
    of call: CallID,
    on cell: Cell,
    answeredBy: AnsweredBy,
    onHangUp: @escaping @Sendable () -> Void
  ) -> any MediaPath {
    guard answeredBy == .human || greeting != nil else {
      // A machine that says nothing needs no real line: the call ends at once.
      return FlowLines().line(of: call, on: cell, timing: timing, onHangUp: onHangUp)
    }
    let draws = call.draws(from: cell.key)
    let line = lines.line(of: call, on: cell, timing: timing, onHangUp: onHangUp)
    let kind = callers[mix.pick(draws.bits(.profile))]
    if answeredBy == .machine || kind.spec.machine {
      greet(on: line, cell: cell, draws: draws, label: kind.label)
    } else {
      let caller = SyntheticCaller(
        cell: cell,
        persona: Persona(kind, draws: draws),
        line: line,
        demand: demand,
        matter: goals.goal(draws: draws).map { CallerMatter($0, draws: draws) }
      )
      line.connect(caller)
      caller.onCell { $0.pickUp() }
    }
    return line
  }

  /// A line that was answered where nobody is.
  package func emptyLine(
    of call: CallID,
    on cell: Cell,
    onHangUp: @escaping @Sendable () -> Void
  ) -> any MediaPath {
    FlowLines().line(of: call, on: cell, timing: timing, onHangUp: onHangUp)
  }

  private func greet(on line: any TelephoneLine, cell: Cell, draws: DrawKey, label: CallerLabel) {
    let length = greeting ?? .uniform(.seconds(12), .seconds(35))
    let machine = MachineGreeting(
      cell: cell,
      line: line,
      draws: draws,
      length: length.sample(draws.bits(.greeting)),
      label: label
    )
    line.connect(machine)
    machine.onCell { $0.pickUp() }
  }
}

extension Purpose {
  fileprivate static let profile = Purpose("caller.profile")
  fileprivate static let greeting = Purpose("caller.voicemail_greeting")
}
