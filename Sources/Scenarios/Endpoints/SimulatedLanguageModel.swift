package import SimCore
package import VoicePipeline

/// A language model behind a pool of slots: requests queue for a slot, hold it until their last
/// token, and stream text at the endpoint's token rate.
package final class SimulatedLanguageModel: Sendable {
  let spec: LanguageModelSpec
  let replies: ReplyBook
  /// The endpoint's slots and who waits for one.
  let slots: Resource

  /// From our closing a stream to the endpoint's noticing it.
  package static let cancelDelay = Duration.milliseconds(50)

  package init(cell: Cell, spec: LanguageModelSpec, replies: ReplyBook) {
    self.spec = spec
    self.replies = replies
    slots = Resource("language model", cell: cell, capacity: spec.slots)
  }
}

extension SimulatedLanguageModel: LanguageModel {
  package func generate(
    _ request: GenerationRequest,
    for agent: any AgentEventReceiver
  ) -> any GenerationStream {
    let generation = SimulatedGeneration(model: self, request: request, agent: agent)
    generation.onCell(with: ()) { generation, _ in generation.arrive() }
    return generation
  }
}

/// One request to the simulated language model.
private actor SimulatedGeneration: TimedActor {
  enum Due: UInt32, Sendable {
    /// The next piece of the reply has been generated; the argument counts the pieces from 0.
    case text
    /// The endpoint notices that the stream was closed.
    case release
  }

  nonisolated let cell: Cell
  private let model: SimulatedLanguageModel
  private let request: Int
  private let reply: ReplyBook.Reply
  private let firstToken: Duration
  private var agent: (any AgentEventReceiver)?
  private var started = SimInstant.zero
  private var timer: TimerID?
  /// The slot, or the place in the queue for one.
  private var claim: Claim?

  init(
    model: SimulatedLanguageModel,
    request: GenerationRequest,
    agent: any AgentEventReceiver
  ) {
    self.model = model
    self.agent = agent
    self.request = request.request
    cell = model.slots.cell
    let draws = request.call.draws(from: cell.key)
    let index = UInt64(request.request)
    reply = model.replies.reply(choice: draws.bits(.reply, index))
    firstToken = model.spec.timeToFirstToken.sample(draws.bits(.firstToken, index))
  }

  /// Asks for a slot, and starts at once if there is one.
  func arrive() {
    switch model.slots.request(for: self) {
    case .granted(let claim):
      self.claim = claim
      start()
    case .waiting(let claim):
      self.claim = claim
    case .refused:
      preconditionFailure("a queue without a limit refuses nobody")
    }
  }

  private func start() {
    started = cell.now
    scheduleText(0)
  }

  private func startAfterWaiting() {
    agent?.receive(.generation(request: request, .started))
    start()
  }

  func fired(_ due: Due, _ argument: UInt64) {
    switch due {
    case .text: generated(Int(argument))
    case .release: release()
    }
  }

  private func generated(_ piece: Int) {
    timer = nil
    agent?.receive(.generation(request: request, .text(reply.chunks[piece])))
    guard agent != nil else { return }
    guard piece + 1 == reply.chunks.count else {
      scheduleText(piece + 1)
      return
    }
    agent?.receive(.generation(request: request, .completed(outputTokens: reply.tokens[piece])))
    agent = nil
    release()
  }

  private func release() {
    if let claim { model.slots.release(claim) }
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
    schedule(.release, after: SimulatedLanguageModel.cancelDelay)
  }
}

extension SimulatedGeneration: ResourceUser {
  /// A slot has become free for a request that waited.
  nonisolated func heard(_ news: ResourceNews, code: UInt32, argument: UInt64) {
    onCell(with: ()) { generation, _ in generation.startAfterWaiting() }
  }
}

extension SimulatedGeneration: GenerationStream {
  nonisolated func cancel() { onCell { $0.withdraw() } }
}

extension Purpose {
  fileprivate static let reply = Purpose("model.reply")
  fileprivate static let firstToken = Purpose("model.first_token")
}
