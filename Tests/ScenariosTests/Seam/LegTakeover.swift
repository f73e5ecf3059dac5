import Scenarios
import SimCore
import VoicePipeline

/// A leg on a simulated carrier whose process is lost, and that another one leads to its end.
struct LegTakeover: Sendable {
  let cell = Cell(seed: 5)
  let carrier: SimulatedCarrier
  private let scenario: Scenario
  private let attempt = CallAttempt(id: SeamBench.call, phone: 12_125_550_100, planned: .zero)
  private let notes: LegNotes

  /// Every call has the one outcome; those that ring do so after two seconds, for four.
  init(answer: String, talkTime: String = "25s") throws {
    let outcomes = ["human", "voicemail", "no_answer", "busy", "unobtainable", "declined"]
    let shares = outcomes.map { "\($0): \($0 == answer ? 100 : 0)%" }.joined(separator: ", ")
    scenario = try WorldBench.scenario(
      """
      duration: 1m
      load: {campaign: {leads: none.csv, rate: 60/h}}
      answers: {preset: warm-list, \(shares), ring_human: 4s, ring_timeout: 20s}
      carriers:
        - {name: trunk, preset: elastic-trunk, cps: 10, post_dial_delay: 2s, failure_share: 0%}
      agent: {llm: {preset: gpt-4o-mini, time_to_first_token: 500ms}}
      callers:
        - share: 100%
          profile: us-landline-quiet
          talk_time: \(talkTime)
          patience: {hazard: {0s: 0}, opening_per_second: 0}
      """
    )
    carrier = SimulatedCarrier(
      cell: cell,
      spec: scenario.carriers[0],
      destinations: DestinationModel(answers: scenario.answers),
      neighbourhood: CallerNeighbourhood(
        callers: scenario.callers,
        lines: [FlowLines()],
        timing: SeamBench.timing,
        demand: DemandMeter(cell: cell)
      )
    )
    notes = LegNotes(cell: cell)
  }

  /// A leg that dials, with nobody to take the call.
  func dial() -> CallLeg {
    let leg = CallLeg(
      cell: cell,
      attempt: attempt,
      carrier: carrier,
      timeouts: LegTimeouts(ring: scenario.answers.ringTimeout)
    )
    let notes = notes
    cell.spawn {
      let setup = await leg.connect()
      notes.onCell { $0.note("first", setup) }
    }
    return leg
  }

  /// A leg that takes over, with an agent for the caller.
  func takeOver(_ snapshot: CallLegMachine) -> CallLeg {
    let leg = CallLeg(cell: cell, attempt: attempt, carrier: carrier, resuming: snapshot)
    let scenario = scenario
    let notes = notes
    cell.spawn { [cell] in
      let setup = await leg.connect()
      notes.onCell { $0.note("second", setup) }
      guard case .answered(_, let media) = setup else { return }
      let recorder = SeamRecorder(name: "agent", log: SeamLog(cell: cell))
      let agent = VoiceAgent(
        cell: cell,
        call: SeamBench.call,
        settings: scenario.agent.settings,
        ports: scenario.agent.ports(on: cell),
        media: media,
        observer: RecordedObserver(recorder: recorder)
      )
      leg.onCell { leg in leg.whenReleased { agent.receive(.released) } }
      let end = await agent.converse()
      let machine = agent.onCell { $0.snapshot }
      notes.onCell { $0.note(end, machine) }
    }
    return leg
  }

  /// Runs on until a leg has come so far; nil when it never does.
  func run(_ leg: CallLeg, until state: CallLegMachine.State) -> CallLegMachine? {
    while cell.now < SimInstant(nanoseconds: 60_000_000_000) {
      cell.run(until: cell.now.advanced(by: .milliseconds(5)))
      let machine = snapshot(of: leg)
      if machine.state == state { return machine }
    }
    return nil
  }

  func snapshot(of leg: CallLeg) -> CallLegMachine {
    cell.enter { leg.onCell { $0.snapshot } }
  }

  func abandon(_ leg: CallLeg) { cell.enter { leg.onCell { $0.abandon() } } }

  func wait(_ delay: Duration) { cell.run(until: cell.now.advanced(by: delay)) }

  /// What each leg told whoever had waited for it, with the instant in milliseconds.
  var setups: [String] { cell.enter { notes.onCell { $0.setups } } }
  var conversation: (end: ConversationEnd, machine: AgentMachine)? {
    cell.enter { notes.onCell { $0.conversation } }
  }
}

private actor LegNotes: CellActor {
  nonisolated let cell: Cell
  var setups: [String] = []
  var conversation: (end: ConversationEnd, machine: AgentMachine)?

  init(cell: Cell) { self.cell = cell }

  func note(_ name: String, _ setup: CallSetup) {
    let milliseconds = cell.now.nanoseconds / 1_000_000
    switch setup {
    case .answered(let by, _): setups.append("\(name) answered by \(by) \(milliseconds)")
    case .ended(let ending): setups.append("\(name) ended \(ending.outcome) \(milliseconds)")
    }
  }

  func note(_ end: ConversationEnd, _ machine: AgentMachine) { conversation = (end, machine) }
}
