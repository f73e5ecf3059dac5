internal import SimCore

/// How a call of the workload is written.
enum VoiceIdiom: String, Sendable, Hashable, CaseIterable {
  /// One timed actor for all calls of a cell, a call being a row of its table: no task.
  case callbacks
  /// One actor and one task for each call.
  case actors
}

/// W3 of the peer comparison, spread over cells and kept at one concurrency.
///
/// A call is set up, rings and is answered, then has twenty turns of speech, endpointing,
/// recognition, language model (a slot of a pool), synthesis and playback: 123 timed steps. When it
/// ends another begins, so the number of live calls stays as it is; at the start each call is at a
/// turn of its own. A share of the steps sends a message to a call of some other cell.
struct VoiceLoad: Sendable, Hashable {
  var idiom: VoiceIdiom
  var cells = 8
  /// Live calls of all cells.
  var concurrency: Int
  var lookahead: Duration
  /// Part of the steps that send a message.
  var messageShare = 0.05
  var seed: UInt64 = 1

  /// Live calls of one cell.
  var callsPerCell: Int { concurrency / cells }

  /// Model slots of one cell: 400 for 1,575 live calls, as in W3.
  var slotsPerCell: Int { max(1, callsPerCell * 400 / 1_575) }

  /// The federation with all calls begun; the second value keeps the actors alive.
  func federation() -> (CellFederation, [VoiceZone]) {
    let federation = CellFederation(cells: cells, lookahead: lookahead, seed: seed)
    let zones = federation.cells.map { VoiceZone($0, self) }
    let doors = zones.map { $0.openMailbox() }
    for zone in zones { zone.cell.enter { zone.onCell { $0.begin(doors) } } }
    return (federation, zones)
  }
}

/// What one call sends another.
struct VoiceNote: Sendable {
  let call: UInt32
  let content: UInt64
}

/// The draws of one call, one after the other.
struct VoiceDraws: Sendable {
  private static let purpose = Purpose("bench.voice")

  private let key: DrawKey
  private var index: UInt64 = 0

  init(_ cell: Cell, _ call: Int) {
    key = cell.key.entity("call", UInt64(cell.id) << 32 | UInt64(call))
  }

  mutating func bits() -> UInt64 {
    index &+= 1
    return key.bits(Self.purpose, index)
  }

  mutating func below(_ count: Int) -> Int {
    Int(truncatingIfNeeded: bits().multipliedFullWidth(by: UInt64(count)).high)
  }

  mutating func uniform(_ low: Double, _ high: Double) -> Duration {
    nanoseconds((low + (high - low) * Mix.openUniform(bits())) * 1e9)
  }

  mutating func exponential(_ mean: Double) -> Duration {
    nanoseconds(-mean * 1e9 * Elementary.log(Mix.openUniform(bits())))
  }

  /// The time of a step.
  mutating func delay(of step: VoiceStep) -> Duration {
    switch step {
    case .setUp: uniform(0.2, 0.8)
    case .ring: exponential(8)
    case .answer: uniform(0.05, 0.15)
    case .speech: exponential(4)
    case .endpoint: uniform(0.2, 0.4)
    case .recognize: uniform(0.1, 0.3)
    case .think: exponential(3.2)
    case .synthesize: uniform(0.1, 0.2)
    case .play: exponential(5)
    }
  }

  private func nanoseconds(_ count: Double) -> Duration { .nanoseconds(Int64(count)) }
}

/// What a call is doing.
enum VoiceStep: UInt8, Sendable {
  case setUp
  case ring
  case answer
  case speech
  case endpoint
  case recognize
  case think
  case synthesize
  case play

  static let turns = 20
}
