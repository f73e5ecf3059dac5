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

  /// `carriers` is the list as a scenario writes it; every dial has the one outcome.
  init(_ carriers: String, answer: String = "unobtainable", seed: UInt64 = 1) throws {
    let outcomes = ["human", "voicemail", "no_answer", "busy", "unobtainable", "declined"]
    let shares = outcomes.map { "\($0): \($0 == answer ? 100 : 0)%" }.joined(separator: ", ")
    let scenario = try WorldBench.scenario(
      """
      duration: 1m
      load: {campaign: {leads: none.csv, rate: 60/h}}
      answers: {preset: warm-list, \(shares), ring_human: 4s, ring_timeout: 20s}
      carriers: \(carriers)
      """
    )
    let cell = Cell(seed: seed)
    var register = LimitRegister(cell: cell)
    self.carriers = scenario.carriers.map { spec in
      SimulatedCarrier(
        cell: cell,
        spec: spec,
        destinations: DestinationModel(answers: scenario.answers),
        neighbourhood: CallerNeighbourhood(
          callers: scenario.callers,
          lines: FlowLines(),
          timing: SeamBench.timing,
          demand: DemandMeter(cell: cell)
        ),
        limits: register.limits(of: spec)
      )
    }
    self.cell = cell
    self.scenario = scenario
    notes = LegNews(cell: cell)
  }

  /// Dials so many numbers now, the first of which has this call number.
  func dial(_ count: Int, from first: Int = 1, over carrier: Int = 0) {
    cell.enter {
      for number in first..<first + count {
        let id = CallID(number: number, key: UInt64(number))
        let attempt = CallAttempt(id: id, phone: 12_125_550_100, planned: cell.now)
        carriers[carrier].invite(
          attempt,
          for: LegEar(cell: cell, call: number, notes: notes)
        )
      }
    }
  }

  func cancel(_ number: Int, over carrier: Int = 0) {
    cell.enter { carriers[carrier].cancel(CallID(number: number, key: UInt64(number))) }
  }

  func run(to time: Duration) { _ = cell.run(until: .zero.advanced(by: time)) }

  var heard: [HeardNews] { cell.enter { notes.onCell { $0.heard } } }
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

  init(cell: Cell) { self.cell = cell }

  func note(_ call: Int, _ event: CarrierEvent) {
    heard.append(HeardNews(call: call, event: event, at: cell.now))
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
