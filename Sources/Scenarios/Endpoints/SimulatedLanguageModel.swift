package import SimCore
package import VoicePipeline

/// A language model behind a pool of slots: requests queue for a slot, hold it until their last
/// token, and stream text at the endpoint's token rate.
///
/// ```
///  request ─▶ fault? ─▶ quota ─▶ slots ─▶ context read ─▶ tokens ─▶ tool call ─▶ completed
///               │503      │429     │ waits                  │ pause, break
/// ```
package final class SimulatedLanguageModel: Sendable {
  let spec: LanguageModelSpec
  let replies: any ReplySource
  let health: EndpointHealth?
  /// The endpoint's slots and who waits for one.
  package let slots: Resource
  /// The project's quota; nil for none.
  package let limiter: ModelLimiter?

  /// From our closing a stream to the endpoint's noticing it.
  package static let cancelDelay = Duration.milliseconds(50)
  /// From a request to the answer of an endpoint that does no work for it.
  package static let refusalDelay = Duration.milliseconds(50)
  /// Of the time to first token, what no shorter context takes away: network and scheduling.
  package static let firstTokenShareMin = 0.25

  package init(
    cell: Cell,
    spec: LanguageModelSpec,
    replies: any ReplySource,
    health: EndpointHealth? = nil
  ) {
    self.spec = spec
    self.replies = replies
    self.health = health
    slots = Resource("language model", cell: cell, capacity: spec.slots)
    limiter = spec.quota.map { ModelLimiter(cell: cell, quota: $0) }
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

extension GenerationRequest {
  /// What draws of this attempt hang on: the first has the request's own number.
  var drawIndex: UInt64 { UInt64(request) | UInt64(attempt - 1) << 40 }
}

extension LanguageModelSpec {
  /// Of a context, the tokens that the provider reads from its cache, in steps of 128.
  @inline(__always)  // A call would copy the whole spec.
  func cachedTokens(of context: Int) -> Int {
    guard cachedShare > 0, context >= cacheTokensMin else { return 0 }
    return Int(Double(context) * cachedShare) / 128 * 128
  }

  /// A time to first token that was drawn for the reference context, of another one.
  @inline(__always)
  func firstToken(_ drawn: Duration, context: Int) -> Duration {
    guard let rate = prefillTokensPerSecond else { return drawn }
    let further = context - cachedTokens(of: context) - contextTokens
    let changed = drawn + .nanoseconds(Int64(Double(further) * 1e9 / rate))
    let least = Double(drawn.nanoseconds) * SimulatedLanguageModel.firstTokenShareMin
    return max(changed, .nanoseconds(Int64(least)))
  }
}

extension PlannedReply {
  /// Tokens of the text.
  var textTokens: Int { tokens.last ?? 0 }

  /// Tokens of text and tool call: JSON has a token in about four bytes.
  var allTokens: Int {
    guard let toolCall else { return textTokens }
    return textTokens + 4 + (toolCall.name.utf8.count + toolCall.arguments.utf8.count) / 4
  }
}

/// One request to the simulated language model.
private actor SimulatedGeneration: TimedActor {
  enum Due: UInt32, Sendable {
    /// The next piece of the reply has been generated; the argument counts the pieces from 0.
    case text
    /// The endpoint notices that the stream was closed.
    case release
    /// The endpoint's refusal reaches the agent.
    case refuse
  }

  nonisolated let cell: Cell
  private let model: SimulatedLanguageModel
  private let request: Int
  private let contextTokens: Int
  private let streams: Bool
  private let reply: PlannedReply
  private let draws: DrawKey
  private let drawIndex: UInt64
  private var firstToken: Duration
  private var tokensPerSecond: Double
  private var failure: ModelFailure?
  private let agent: any AgentEventReceiver
  private var isCancelled = false
  private var started: SimInstant?
  private var isCompleted = false
  private var isWithinQuota = false
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
    contextTokens = request.contextTokens
    streams = request.isStreaming && model.spec.mode == .streaming
    cell = model.slots.cell
    draws = request.call.draws(from: cell.key)
    drawIndex = request.drawIndex
    reply = model.replies.reply(to: request, draws: draws)
    let drawn = model.spec.timeToFirstToken.sample(draws.bits(.firstToken, drawIndex))
    firstToken = model.spec.firstToken(drawn, context: request.contextTokens)
    tokensPerSecond = model.spec.tokensPerSecond
    failure = model.spec.failures.fate(draws.uniform(.failure, drawIndex))
  }

  /// Asks for a slot, and starts at once if there is one.
  func arrive() {
    if let refusal = refusal { failure = refusal }
    if case .refused = failure {
      timer = schedule(.refuse, after: SimulatedLanguageModel.refusalDelay)
      return
    }
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

  /// What the endpoint's state and the project's quota have against the request.
  private var refusal: ModelFailure? {
    var quotaFactor = 1.0
    if let health = model.health {
      let effect = health.effect(at: cell.now)
      if let fate = effect.fate(draws.uniform(.fault, drawIndex)) { return fate }
      firstToken = firstToken.scaled(by: effect.latencyFactor)
      tokensPerSecond /= effect.latencyFactor
      quotaFactor = effect.quotaFactor
    }
    guard let limiter = model.limiter else { return nil }
    if case .refused = failure { return nil }
    let tokens = contextTokens + reply.allTokens
    if let refusal = limiter.enter(tokens: tokens, quotaFactor: quotaFactor) {
      return .refused(refusal)
    }
    isWithinQuota = true
    return nil
  }

  private func start() {
    started = cell.now
    if failure == .hang { return }
    scheduleText(streams ? 0 : pieceLast, since: cell.now)
  }

  private func startAfterWaiting() {
    guard !isCancelled else {
      started = cell.now
      return
    }
    agent.receive(.generation(request: request, .started))
    start()
  }

  func fired(_ due: Due, _ argument: UInt64) {
    switch due {
    case .text: generated(Int(argument))
    case .release: abandon()
    case .refuse: refuse()
    }
  }

  private func generated(_ piece: Int) {
    timer = nil
    guard !isCancelled else { return }
    if let health = model.health, health.effect(at: cell.now).isDown { return breakOff() }
    if streams {
      if piece < reply.chunks.count { tell(.text(reply.chunks[piece])) }
    } else if failure == .brokenOff {
      return breakOff()
    } else if !reply.chunks.isEmpty {
      tell(.text(reply.chunks.joined()))
    }
    guard let started, !isCancelled else { return }
    if failure == .brokenOff {
      breakOff()
    } else if piece == pieceLast {
      complete()
    } else {
      scheduleText(piece + 1, since: started)
    }
  }

  private func complete() {
    if let toolCall = reply.toolCall {
      tell(.toolCall(toolCall))
      if isCancelled { return }
    }
    end(
      .completed(
        TokenUsage(
          input: contextTokens,
          cachedInput: model.spec.cachedTokens(of: contextTokens),
          output: reply.allTokens
        )
      )
    )
  }

  private func tell(_ event: GenerationEvent) {
    agent.receive(.generation(request: request, event))
  }

  private func breakOff() { end(.failed(.brokenOff(code: nil))) }

  private func end(_ ending: GenerationEvent) {
    isCompleted = true
    tell(ending)
    release()
  }

  private func refuse() {
    guard case .refused(let failure) = failure, !isCancelled else { return }
    end(.failed(failure))
  }

  /// The endpoint has noticed that nobody reads its stream any more.
  private func abandon() {
    release()
    tell(.cancelled(outputTokens: tokensSoFar))
  }

  /// Tokens that the endpoint has generated by now.
  private var tokensSoFar: Int {
    guard let started else { return 0 }
    let streaming = started.duration(to: cell.now) - firstToken
    guard streaming >= .zero else { return 0 }
    let tokens = 1 + Int(Double(streaming.nanoseconds) * tokensPerSecond / 1e9)
    return min(tokens, reply.allTokens)
  }

  private func release() {
    if let claim { model.slots.release(claim) }
    if isWithinQuota { model.limiter?.leave() }
  }

  /// The pieces are those of the text, and the tool call behind them.
  private var pieceLast: Int { max(reply.chunks.count - (reply.toolCall == nil ? 1 : 0), 0) }

  private func scheduleText(_ piece: Int, since started: SimInstant) {
    let upTo = piece < reply.chunks.count ? reply.tokens[piece] : max(reply.allTokens, 1)
    let tokens = Double((streams ? upTo : max(reply.allTokens, 1)) - 1)
    let generation = Duration.nanoseconds(Int64(tokens * 1e9 / tokensPerSecond))
    var due = started.advanced(by: firstToken + generation)
    if piece > 0 || !streams, case .stall(let pause) = failure { due = due.advanced(by: pause) }
    timer = schedule(.text, after: cell.now.duration(to: due), UInt64(piece))
  }

  private func withdraw() {
    guard !isCompleted, !isCancelled else { return }
    isCancelled = true
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

extension Duration {
  /// The time times a number that is not negative, to the nanosecond.
  func scaled(by factor: Double) -> Duration {
    factor == 1 ? self : .nanoseconds(Int64(Double(nanoseconds) * factor))
  }
}

extension Purpose {
  static let firstToken = Purpose("model.first_token")
  static let failure = Purpose("model.failure")
  static let fault = Purpose("endpoint.fault")
}
