import Scenarios
import SimCore
import Testing
import VoicePipeline

/// Simulated carriers on a cell, with legs that only write down what they hear.
struct CarrierBench: Sendable {
  let cell: Cell
  let carriers: [SimulatedCarrier]
  let scenario: Scenario
  private let notes: LegNews

  /// `carriers` is the list as a scenario writes it; every dial has the one outcome, or one of a
  /// mix with nil.
  init(
    _ carriers: String,
    answer: String? = "unobtainable",
    faults: String = "[]",
    inviteTimeout: Duration = .seconds(32),
    talkTime: String = "10s",
    seed: UInt64 = 1
  ) throws {
    let outcomes = ["human", "voicemail", "no_answer", "busy", "unobtainable", "declined"]
    let shares = answer.map { answer in
      outcomes.map { ", \($0): \($0 == answer ? 100 : 0)%" }.joined() + ", ring_human: 4s"
    }
    let scenario = try WorldBench.scenario(
      """
      duration: 1m
      load: {campaign: {leads: none.csv, rate: 60/h}}
      answers: {preset: warm-list\(shares ?? "")}
      callers:
        - share: 100%
          profile: us-landline-quiet
          talk_time: \(talkTime)
          patience: {hazard: {0s: 0}, opening_per_second: 0}
      carriers: \(carriers)
      faults: \(faults)
      """
    )
    let cell = Cell(seed: seed)
    let schedule = scenario.faultSchedule(key: cell.key)
    var register = LimitRegister(cell: cell)
    self.carriers = scenario.carriers.map { spec in
      SimulatedCarrier(
        cell: cell,
        spec: spec,
        destinations: DestinationModel(answers: scenario.answers),
        neighbourhood: CallerNeighbourhood(
          callers: scenario.callers,
          lines: [FlowLines()],
          timing: SeamBench.timing,
          demand: DemandMeter(cell: cell)
        ),
        health: schedule.health(of: .carrier(spec.name)),
        limits: register.limits(of: spec),
        inviteTimeout: inviteTimeout
      )
    }
    self.cell = cell
    self.scenario = scenario
    notes = LegNews(cell: cell)
  }

  /// Shows what goes over every carrier's wire.
  func tapped() -> WireRecorder {
    let recorder = WireRecorder(cell: cell)
    cell.enter { for carrier in carriers { carrier.onCell { $0.install(recorder) } } }
    return recorder
  }

  private static func attempt(_ number: Int, at now: SimInstant) -> CallAttempt {
    let id = CallID(number: number, key: UInt64(number))
    return CallAttempt(id: id, phone: 12_125_550_100, planned: now)
  }

  /// Dials so many numbers now, the first of which has this call number.
  func dial(_ count: Int, from first: Int = 1, over carrier: Int = 0) {
    cell.enter {
      for number in first..<first + count {
        carriers[carrier].invite(
          Self.attempt(number, at: cell.now),
          for: LegEar(cell: cell, call: number, notes: notes)
        )
      }
    }
  }

  /// A leg of the pipeline, which hangs up what is answered after so long.
  func leg(_ number: Int, hold: Duration = .seconds(5), timeouts: LegTimeouts) -> CallLeg {
    cell.enter {
      let leg = CallLeg(
        cell: cell,
        attempt: Self.attempt(number, at: cell.now),
        carrier: carriers[0],
        timeouts: timeouts
      )
      let (cell, notes) = (cell, notes)
      cell.spawn {
        let setup = await leg.connect()
        notes.onCell { $0.note(number, setup) }
        guard case .answered(_, let media) = setup else { return }
        await Reply<Void>.wait(on: cell) { reply in cell.after(hold) { reply.send(()) } }
        media.close(.released)
        leg.onCell { $0.hangUp() }
      }
      return leg
    }
  }

  func cancel(_ number: Int, over carrier: Int = 0) {
    cell.enter { carriers[carrier].cancel(CallID(number: number, key: UInt64(number))) }
  }

  func hangUp(_ number: Int) {
    cell.enter { carriers[0].hangUp(CallID(number: number, key: UInt64(number))) }
  }

  func run(to time: Duration) { _ = cell.run(until: .zero.advanced(by: time)) }

  var heard: [HeardNews] { cell.enter { notes.onCell { $0.heard } } }
  var setups: [Int: String] { cell.enter { notes.onCell { $0.setups } } }
  var rejections: [HeardNews] { heard.filter { $0.refusal != nil } }
  var use: CarrierUse { cell.enter { carriers[0].onCell { $0.use } } }
}

/// What a leg has heard of its carrier, and when.
struct HeardNews: Sendable {
  var call: Int
  var event: CarrierEvent
  var at: SimInstant

  var refusal: CarrierRefusal? {
    if case .rejected(let refusal) = event { refusal } else { nil }
  }

  var name: String {
    switch event {
    case .trying: "trying"
    case .detected: "detected"
    case .queued: "queued"
    case .ringing: "ringing"
    case .answered(let by, _): "answered by \(by)"
    case .rejected(let refusal): "\(refusal.response.code)"
    case .released: "released"
    }
  }

  var milliseconds: Int64 { at.nanoseconds / 1_000_000 }
}

actor LegNews: CellActor {
  nonisolated let cell: Cell
  var heard: [HeardNews] = []
  var setups: [Int: String] = [:]

  init(cell: Cell) { self.cell = cell }

  func note(_ call: Int, _ event: CarrierEvent) {
    heard.append(HeardNews(call: call, event: event, at: cell.now))
  }

  func note(_ call: Int, _ setup: CallSetup) {
    switch setup {
    case .answered(let by, _): setups[call] = "answered by \(by)"
    case .ended(let ending): setups[call] = ending.outcome.rawValue
    }
  }
}

actor LegEar: CellActor, CarrierEventReceiver {
  nonisolated let cell: Cell
  private let call: Int
  private let notes: LegNews

  init(cell: Cell, call: Int, notes: LegNews) {
    self.cell = cell
    self.call = call
    self.notes = notes
  }

  nonisolated func receive(_ event: CarrierEvent) {
    onCell(with: event) { ear, event in ear.notes.onCell { $0.note(ear.call, event) } }
  }
}

/// Writes down what it sees on the wire.
actor WireRecorder: CellActor, WireTap {
  nonisolated let cell: Cell
  private(set) var events: [WireEvent] = []

  init(cell: Cell) { self.cell = cell }

  nonisolated func saw(_ event: WireEvent) {
    onCell(with: event) { $0.events.append($1) }
  }

  /// These carriers send no texts.
  nonisolated func saw(_ text: OutgoingText) {}

  nonisolated var seen: [WireEvent] { cell.enter { onCell { $0.events } } }

  /// What one side sends in a call: `INVITE 0`, `200/INVITE 40`, with the milliseconds.
  nonisolated func sent(_ side: SIPSide, _ call: Int = 1) -> [String] {
    seen.filter { $0.moment == .sent && $0.message.from == side && $0.call == call }.map(\.text)
  }
}

extension WireEvent {
  var name: String {
    let method = "\(message.method)".uppercased()
    return message.status.map { "\($0)/\(method)" } ?? method
  }

  var text: String { "\(name) \(at.nanoseconds / 1_000_000)" }
}
