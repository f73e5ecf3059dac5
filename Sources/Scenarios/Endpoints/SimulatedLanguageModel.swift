package import SimCore
package import VoicePipeline

/// A language model behind a pool of slots: requests queue for a slot, hold it until their last
/// token, and stream text at the endpoint's token rate.
package actor SimulatedLanguageModel: TimedActor {
  /// What the pool has timers for.
  package enum Due: UInt32, Sendable {
    /// The endpoint notices that a stream was closed; the argument is its ticket.
    case release
  }

  package nonisolated let cell: Cell
  nonisolated let spec: LanguageModelSpec
  nonisolated let replies: ReplyBook
  private var slots: SlotQueue
  /// Requests that wait for a slot, by ticket.
  private var waiting: [SlotQueue.Ticket: SimulatedGeneration] = [:]

  /// From our closing a stream to the endpoint's noticing it.
  package static let cancelDelay = Duration.milliseconds(50)

  package init(cell: Cell, spec: LanguageModelSpec, replies: ReplyBook) {
    self.cell = cell
    self.spec = spec
    self.replies = replies
    slots = SlotQueue(slots: spec.slots)
  }

  package func fired(_ due: Due, _ argument: UInt64) { release(SlotQueue.Ticket(argument)) }

  /// Gives a slot back, and starts the request that takes it over.
  fileprivate func release(_ ticket: SlotQueue.Ticket) {
    waiting[ticket] = nil
    guard let next = slots.leave(ticket) else { return }
    waiting.removeValue(forKey: next)?.onCell { $0.startAfterWaiting() }
  }

  private func accept(
    _ request: GenerationRequest,
    for agent: any AgentEventReceiver
  ) -> SimulatedGeneration {
    let (ticket, isServed) = slots.arrive()
    let generation = SimulatedGeneration(
      model: self,
      ticket: ticket,
      request: request,
      agent: agent
    )
    if isServed {
      generation.onCell(with: ()) { generation, _ in generation.start() }
    } else {
      waiting[ticket] = generation
    }
    return generation
  }
}

extension SimulatedLanguageModel: LanguageModel {
  package nonisolated func generate(
    _ request: GenerationRequest,
    for agent: any AgentEventReceiver
  ) -> any GenerationStream {
    onCell(with: (request, agent)) { $0.accept($1.0, for: $1.1) }
  }
}

/// One request to the simulated language model.
private actor SimulatedGeneration: TimedActor {
  enum Due: UInt32, Sendable {
    /// The next piece of the reply has been generated; the argument counts the pieces from 0.
    case text
  }

  nonisolated let cell: Cell
  private let model: SimulatedLanguageModel
  private let ticket: SlotQueue.Ticket
  private let request: Int
  private let reply: ReplyBook.Reply
  private let firstToken: Duration
  private var agent: (any AgentEventReceiver)?
  private var started = SimInstant.zero
  private var timer: TimerID?

  init(
    model: SimulatedLanguageModel,
    ticket: SlotQueue.Ticket,
    request: GenerationRequest,
    agent: any AgentEventReceiver
  ) {
    self.model = model
    self.ticket = ticket
    self.agent = agent
    self.request = request.request
    cell = model.cell
    let draws = request.call.draws(from: cell.key)
    let index = UInt64(request.request)
    reply = model.replies.reply(choice: draws.bits(.reply, index))
    firstToken = model.spec.timeToFirstToken.sample(draws.bits(.firstToken, index))
  }

  func start() {
    started = cell.now
    scheduleText(0)
  }

  /// As `start`, a wake-up later: the request that left the slot is still being dealt with.
  func startAfterWaiting() {
    agent?.receive(.generation(request: request, .started))
    start()
  }

  func fired(_ due: Due, _ argument: UInt64) {
    let piece = Int(argument)
    timer = nil
    agent?.receive(.generation(request: request, .text(reply.chunks[piece])))
    guard agent != nil else { return }
    guard piece + 1 == reply.chunks.count else {
      scheduleText(piece + 1)
      return
    }
    agent?.receive(.generation(request: request, .completed(outputTokens: reply.tokens[piece])))
    agent = nil
    model.onCell(with: ticket) { $0.release($1) }
  }

  private func scheduleText(_ piece: Int) {
    let tokens = Double(reply.tokens[piece] - 1)
    let generation = Duration.nanoseconds(Int64(tokens * 1e9 / model.spec.tokensPerSecond))
    let due = started.advanced(by: firstToken + generation)
    timer = schedule(.text, after: cell.now.duration(to: due), UInt64(piece))
  }

  private func withdraw() {
    guard agent != nil else { return }
    agent = nil
    if let timer { cell.cancel(timer) }
    model.schedule(.release, after: SimulatedLanguageModel.cancelDelay, UInt64(ticket))
  }
}

extension SimulatedGeneration: GenerationStream {
  nonisolated func cancel() { onCell { $0.withdraw() } }
}

extension Purpose {
  fileprivate static let reply = Purpose("model.reply")
  fileprivate static let firstToken = Purpose("model.first_token")
}
