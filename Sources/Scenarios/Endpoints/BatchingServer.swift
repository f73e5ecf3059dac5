package import SimCore
package import VoicePipeline

/// A source of replies that knows what a worse model would say.
package protocol DegradableReplies: Sendable {
  func poorReply(to request: GenerationRequest, draws: DrawKey) -> PlannedReply
}

/// A language model on one machine of ours: continuous batching, step by step.
///
/// Each step writes one token of every request in the batch. It reads all weights and the batch's
/// key-value cache from memory, and computes the contexts of the requests that it takes in. A
/// request is taken in when the cache has room for all its tokens to come, so that no step can run
/// out of memory.
///
/// ```
///  request ─▶ queue ─▶ memory and batch have room? ─▶ batch ─▶ a token a step ─▶ completed
/// ```
package actor BatchingServer: TimedActor {
  /// What a server has timers for.
  package enum Due: UInt32, Sendable {
    case step
    /// The endpoint notices that a stream was closed; the argument is the job.
    case release
    /// A request that never fits, or meets a fault; the argument is the job.
    case refuse
  }

  /// What the server has done so far.
  package struct Figures: Sendable, Hashable {
    package var steps = 0
    package var tokens = 0
    package var batchMax = 0
    /// Tokens of context and answers for which the cache has had to have room.
    package var cacheTokensMax = 0
    /// Answers that a better model would have given otherwise.
    package var poor = 0
    /// Requests that were taken in, and the tokens that the cache had to have room for.
    package var taken = 0
    package var cacheTokens = 0
  }

  package nonisolated let cell: Cell
  package nonisolated let machine: ModelServerSpec
  private nonisolated let replies: any ReplySource
  private nonisolated let health: EndpointHealth?
  private var waiting: [BatchJob] = []
  private var running: [BatchJob] = []
  private var refused: [BatchJob] = []
  private var cacheTokens = 0
  private var isStepping = false
  private var jobs: UInt64 = 0
  private var book = Figures()

  package init(
    cell: Cell,
    machine: ModelServerSpec,
    replies: any ReplySource,
    health: EndpointHealth? = nil
  ) {
    self.cell = cell
    self.machine = machine
    self.replies = replies
    self.health = health
  }

  /// Requests that it has, those that wait included, of those that a batch takes.
  package nonisolated var load: Double {
    onCell(with: ()) { server, _ in
      Double(server.waiting.count + server.running.count) / Double(server.machine.batch)
    }
  }

  package nonisolated var figures: Figures { onCell(with: ()) { server, _ in server.book } }

  package func fired(_ due: Due, _ argument: UInt64) {
    switch due {
    case .step: step()
    case .release: release(argument)
    case .refuse: refuse(argument)
    }
  }

  fileprivate func submit(
    _ request: GenerationRequest,
    _ agent: any AgentEventReceiver
  ) -> UInt64 {
    let draws = request.call.draws(from: cell.key)
    jobs += 1
    let isPoor = draws.chance(machine.qualityPenalty, .quality, request.drawIndex)
    if isPoor { book.poor += 1 }
    let poor = isPoor ? replies as? any DegradableReplies : nil
    let job = BatchJob(
      id: jobs,
      request: request,
      reply: poor?.poorReply(to: request, draws: draws)
        ?? replies.reply(to: request, draws: draws),
      agent: agent,
      arrived: cell.now
    )
    let effect = health?.effect(at: cell.now) ?? .none
    let fails = effect.isDown || draws.chance(effect.errorShare, .fault, request.drawIndex)
    if fails || job.cacheTokens > machine.cacheTokensMax {
      refused.append(job)
      schedule(.refuse, after: SimulatedLanguageModel.refusalDelay, job.id)
      return job.id
    }
    waiting.append(job)
    if !isStepping { beginStep() }
    return job.id
  }

  /// Takes in what there is room for, in the order of arrival, and starts the next step.
  private func beginStep() {
    var prefill = 0
    while running.count < machine.batch, let next = waiting.first,
      cacheTokens + next.cacheTokens <= machine.cacheTokensMax
    {
      waiting.removeFirst()
      cacheTokens += next.cacheTokens
      book.taken += 1
      book.cacheTokens += next.cacheTokens
      prefill += next.request.contextTokens
      running.append(next)
      if next.arrived < cell.now, !next.isCancelled { next.tell(.started) }
    }
    isStepping = !running.isEmpty
    guard isStepping else { return }
    book.batchMax = max(book.batchMax, running.count)
    book.cacheTokensMax = max(book.cacheTokensMax, cacheTokens)
    let read = running.reduce(0) { $0 + $1.request.contextTokens + $1.written }
    let slow = health?.effect(at: cell.now).latencyFactor ?? 1
    let length = machine.stepTime(cacheTokensRead: read, prefillTokens: prefill)
    schedule(.step, after: length.scaled(by: slow))
  }

  private func step() {
    book.steps += 1
    book.tokens += running.count
    var news: [(BatchJob, GenerationEvent)] = []
    var rest: [BatchJob] = []
    rest.reserveCapacity(running.count)
    for var job in running {
      // What nobody wants any more fills its place until the server notices.
      job.written = min(job.written + 1, job.tokens)
      for event in job.eventsOfStep() { news.append((job, event)) }
      if job.isDone { cacheTokens -= job.cacheTokens } else { rest.append(job) }
    }
    running = rest
    isStepping = false
    for (job, event) in news where !isCancelled(job.id) { job.tell(event) }
    if !isStepping { beginStep() }
  }

  private func isCancelled(_ id: UInt64) -> Bool {
    running.first { $0.id == id }?.isCancelled ?? false
  }

  private func refuse(_ id: UInt64) {
    guard let place = refused.firstIndex(where: { $0.id == id }) else { return }
    let job = refused.remove(at: place)
    let isDown = job.cacheTokens <= machine.cacheTokensMax
    job.tell(.failed(.refused(code: isDown ? 503 : 413)))
  }

  fileprivate func cancel(_ id: UInt64) {
    if let place = running.firstIndex(where: { $0.id == id }), !running[place].isCancelled {
      running[place].isCancelled = true
    } else if let place = waiting.firstIndex(where: { $0.id == id }), !waiting[place].isCancelled {
      waiting[place].isCancelled = true
    } else {
      return
    }
    schedule(.release, after: SimulatedLanguageModel.cancelDelay, id)
  }

  private func release(_ id: UInt64) {
    if let place = running.firstIndex(where: { $0.id == id }) {
      let job = running.remove(at: place)
      cacheTokens -= job.cacheTokens
      job.tell(.cancelled(outputTokens: job.written))
    } else if let place = waiting.firstIndex(where: { $0.id == id }) {
      waiting.remove(at: place).tell(.cancelled(outputTokens: 0))
    }
  }
}

extension BatchingServer: LanguageModel {
  package nonisolated func generate(
    _ request: GenerationRequest,
    for agent: any AgentEventReceiver
  ) -> any GenerationStream {
    let id = onCell { $0.submit(request, agent) }
    return BatchStream(server: self, job: id)
  }
}

private final class BatchStream: GenerationStream {
  private let server: BatchingServer
  private let job: UInt64

  init(server: BatchingServer, job: UInt64) {
    self.server = server
    self.job = job
  }

  func cancel() { server.onCell(with: job) { $0.cancel($1) } }
}

/// One request in the server.
private struct BatchJob {
  let id: UInt64
  let request: GenerationRequest
  let reply: PlannedReply
  let agent: any AgentEventReceiver
  let arrived: SimInstant
  /// Tokens so far.
  var written = 0
  var chunksTold = 0
  var isCancelled = false

  init(
    id: UInt64,
    request: GenerationRequest,
    reply: PlannedReply,
    agent: any AgentEventReceiver,
    arrived: SimInstant
  ) {
    self.id = id
    self.request = request
    self.reply = reply
    self.agent = agent
    self.arrived = arrived
  }

  /// For which the cache must have room.
  var cacheTokens: Int { request.contextTokens + tokens }
  var tokens: Int { max(reply.allTokens, 1) }
  /// A cancelled one stays until the server notices.
  var isDone: Bool { written >= tokens && !isCancelled }

  func tell(_ event: GenerationEvent) {
    agent.receive(.generation(request: request.request, event))
  }

  mutating func eventsOfStep() -> [GenerationEvent] {
    guard !isCancelled else { return [] }
    var events: [GenerationEvent] = []
    if request.isStreaming {
      while chunksTold < reply.chunks.count, reply.tokens[chunksTold] <= written {
        events.append(.text(reply.chunks[chunksTold]))
        chunksTold += 1
      }
    }
    guard isDone else { return events }
    if !request.isStreaming, !reply.chunks.isEmpty { events.append(.text(reply.chunks.joined())) }
    if let call = reply.toolCall { events.append(.toolCall(call)) }
    events.append(.completed(TokenUsage(input: request.contextTokens, output: reply.allTokens)))
    return events
  }
}

extension ModelServerSpec {
  /// Bytes of all weights.
  package var weightBytes: Double { parameters * 1e9 * Double(precision.bits) / 8 }

  /// Tokens that the key-value cache has room for beside the weights.
  package var cacheTokensMax: Int {
    Int(max(memory * 1e9 - weightBytes, 0) / Double(cacheBytesPerToken))
  }

  /// One step: the weights and the batch's cache are read, new contexts are computed at two
  /// operations per weight and token.
  package func stepTime(cacheTokensRead: Int, prefillTokens: Int) -> Duration {
    let bytes = weightBytes + Double(cacheTokensRead) * Double(cacheBytesPerToken)
    let operations = 2 * parameters * 1e9 * Double(prefillTokens)
    let seconds = bytes / (bandwidth * 1e9) + operations / (compute * 1e12)
    return stepOverhead + .nanoseconds(Int64((seconds * 1e9).rounded()))
  }
}

extension Purpose {
  fileprivate static let quality = Purpose("model.quality")
}
