package import SimCore
package import VoicePipeline

/// Who lives behind the telephone numbers: makes the caller, the line and the demand of each call.
package struct CallerNeighbourhood: Sendable {
  private let callers: [CallerKind]
  private let mix: AliasTable
  private let lines: any LineProvider
  private let timing: LineTiming
  private let demand: DemandMeter

  package init(
    callers: [CallerSpec],
    lines: any LineProvider,
    timing: LineTiming,
    demand: DemandMeter
  ) {
    precondition(!callers.isEmpty, "somebody must answer")
    self.callers = callers.map(CallerKind.init)
    self.lines = lines
    mix = AliasTable(weights: callers.map(\.share))
    self.timing = timing
    self.demand = demand
  }

  /// The line of a call that has just been answered; `onHangUp` runs when the caller hangs up.
  package func line(
    of call: CallID,
    on cell: Cell,
    answeredBy: AnsweredBy,
    onHangUp: @escaping @Sendable () -> Void
  ) -> any MediaPath {
    // A machine needs no real line: the call ends at once.
    guard answeredBy == .human else {
      return FlowLines().line(of: call, on: cell, timing: timing, onHangUp: onHangUp)
    }
    let draws = call.draws(from: cell.key)
    let line = lines.line(of: call, on: cell, timing: timing, onHangUp: onHangUp)
    let persona = Persona(callers[mix.pick(draws.bits(.profile))], draws: draws)
    let caller = SyntheticCaller(cell: cell, persona: persona, line: line, demand: demand)
    line.connect(caller)
    caller.onCell { $0.pickUp() }
    return line
  }
}

extension Purpose {
  fileprivate static let profile = Purpose("caller.profile")
}
