package import SimCore
package import VoicePipeline

/// Who lives behind the telephone numbers: makes the caller, the line and the demand of each call.
package struct CallerNeighbourhood: Sendable {
  private let callers: [CallerSpec]
  private let mix: AliasTable
  private let timing: MediaTiming
  private let demand: DemandMeter

  package init(callers: [CallerSpec], timing: MediaTiming, demand: DemandMeter) {
    precondition(!callers.isEmpty, "somebody must answer")
    self.callers = callers
    mix = AliasTable(weights: callers.map(\.share))
    self.timing = timing
    self.demand = demand
  }

  /// The line of a call that has just been answered; `onHangUp` runs when the caller hangs up.
  package func line(
    cell: Cell,
    answeredBy: AnsweredBy,
    draws: DrawKey,
    onHangUp: @escaping @Sendable () -> Void
  ) -> FlowMediaPath {
    let path = FlowMediaPath(cell: cell, timing: timing, onHangUp: onHangUp)
    guard answeredBy == .human else { return path }
    let persona = Persona(spec: callers[mix.pick(draws.bits(.profile))], draws: draws)
    let caller = SyntheticCaller(cell: cell, persona: persona, line: path, demand: demand)
    path.onCell { $0.connect(caller) }
    caller.onCell { $0.pickUp() }
    return path
  }
}

extension Purpose {
  fileprivate static let profile = Purpose("caller.profile")
}
