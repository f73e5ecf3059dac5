import Scenarios
import SimCore
import VoicePipeline

/// Endpoints on a bare cell, asked by nobody but the test.
struct EndpointBench {
  let cell: Cell
  let ear: EndpointEar
  static let call = CallID(number: 1, key: 7)

  init(seed: UInt64 = 1) {
    cell = Cell(seed: seed)
    ear = EndpointEar(cell: cell)
  }

  /// Does something at an instant of the simulation.
  func at(_ time: Duration, _ body: @escaping @Sendable () -> Void) {
    cell.enter { _ = cell.after(time, body) }
  }

  func run() { _ = cell.run() }

  var heard: [EndpointEar.Entry] { cell.enter { ear.onCell { $0.entries } } }

  struct Generation {
    var at: Duration
    var request: Int
    var event: GenerationEvent
  }

  var generations: [Generation] {
    heard.compactMap { entry in
      guard case .generation(let request, let event) = entry.event else { return nil }
      return Generation(at: entry.at, request: request, event: event)
    }
  }

  /// Its failures, in order.
  var refusals: [PortFailure] {
    generations.compactMap { if case .failed(let failure) = $0.event { failure } else { nil } }
  }

  static func agent(_ keys: String) throws -> AgentSpec {
    try Loading.load(Loading.minimal + "\nagent: {\(keys)}\n").agent
  }

  static func request(
    _ number: Int = 1,
    attempt: Int = 1,
    context: Int = 1000,
    streams: Bool = true,
    key: UInt64 = 7
  ) -> GenerationRequest {
    var request = GenerationRequest(
      call: CallID(number: 1, key: key),
      request: number,
      conversation: Conversation([.caller(words: ["hello"])]),
      contextTokens: context
    )
    request.attempt = attempt
    request.isStreaming = streams
    return request
  }
}

/// Writes down what ports tell.
actor EndpointEar: CellActor, AgentEventReceiver {
  struct Entry {
    var at: Duration
    var event: AgentEvent
  }

  nonisolated let cell: Cell
  private(set) var entries: [Entry] = []

  init(cell: Cell) { self.cell = cell }

  nonisolated func receive(_ event: AgentEvent) {
    onCell { ear in
      ear.entries.append(Entry(at: SimInstant.zero.duration(to: ear.cell.now), event: event))
    }
  }
}

/// Speech that is there as a whole.
final class WholeSpeech: HeardSpeech {
  let index: Int
  let traits = SpeechTraits(snrDecibels: 60, errorOddsFactor: 1)
  private let said: [String]
  private let wordEvery: Duration
  private let onset: SimInstant
  private let isComplete: Bool
  private let noise: Duration

  init(
    _ text: String,
    index: Int = 1,
    onset: SimInstant = .zero,
    wordEvery: Duration = .zero,
    noise: Duration = .zero,
    isComplete: Bool = true
  ) {
    said = text.split(separator: " ").map(String.init)
    self.index = index
    self.onset = onset
    self.wordEvery = wordEvery
    self.noise = noise
    self.isComplete = isComplete
  }

  func words(at now: SimInstant) -> ArraySlice<String> {
    guard wordEvery > .zero else { return said[...] }
    let heard = max(onset.duration(to: now), .zero)
    return said.prefix(Int(heard.nanoseconds / wordEvery.nanoseconds))
  }

  func length(at now: SimInstant) -> Duration {
    said.isEmpty ? noise : wordEvery * words(at: now).count
  }

  func soundsComplete(at now: SimInstant) -> Bool { isComplete }
}

/// One reply to everything.
struct OneReply: ReplySource {
  var text = "Yes."
  var toolCall: ToolCall?

  func reply(to request: GenerationRequest, draws: DrawKey) -> PlannedReply {
    PlannedReply(text, toolCall: toolCall)
  }
}

/// Indices whose draws for a purpose are spread evenly over (0, 1): a sample of any size then has
/// the quantiles of its distribution without noise.
struct EvenLuck {
  let indices: [UInt64]

  /// Finds for each of `count` equal parts the first index whose draw falls into it.
  init(_ purpose: Purpose, of draws: DrawKey, count: Int, shift: UInt64 = 0) {
    var found = [UInt64?](repeating: nil, count: count)
    var missing = count
    var index: UInt64 = 1
    while missing > 0 {
      let part = Int(draws.uniform(purpose, index << shift) * Double(count))
      if found[part] == nil {
        found[part] = index
        missing -= 1
      }
      index += 1
    }
    indices = found.compactMap(\.self)
  }
}

extension [Duration] {
  /// The value with the share `p` of the sorted sample below it.
  func quantile(_ p: Double) -> Double {
    Double(self[Swift.min(Int(p * Double(count)), count - 1)].nanoseconds) / 1e6
  }
}
