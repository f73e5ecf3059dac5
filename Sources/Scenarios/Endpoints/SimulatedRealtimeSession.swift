internal import SimCore
internal import VoicePipeline

/// One session with the simulated speech-to-speech model.
actor SimulatedRealtimeSession: TimedActor {
  enum Due: UInt32, Sendable {
    /// The silence that ends a turn has lasted long enough; the argument is the turn.
    case commit
    /// The next sentence is there; the argument is the request.
    case audio
    /// What was heard in a turn is written down; the argument is the turn.
    case transcript
    /// It has reached its greatest age.
    case expire
    /// The endpoint has refused it or broken it off.
    case fail
  }

  nonisolated let cell: Cell
  let model: SimulatedRealtimeModel
  let draws: DrawKey
  var agent: (any AgentEventReceiver)?
  /// What has been said, and its tokens: each answer is billed for all of it again.
  var request: GenerationRequest
  /// Of these tokens, what an answer before was billed for.
  var billedTokens = 0
  /// Speech since the last answer.
  var hearing: [any HeardSpeech] = []
  var transcripts: [(turn: Int, words: [String])] = []
  var speechEnd = SimInstant.zero
  var commitTimer: TimerID?
  var answer: RealtimeAnswer?
  private var failure: PortFailure?
  private var claim: Claim?

  init(
    model: SimulatedRealtimeModel,
    request: GenerationRequest,
    agent: any AgentEventReceiver
  ) {
    self.model = model
    self.request = request
    self.agent = agent
    cell = model.cell
    draws = request.call.draws(from: cell.key)
  }

  var spec: RealtimeSpec { model.spec }

  /// Takes a place among the project's sessions.
  func begin() {
    let effect = model.health?.effect(at: cell.now) ?? .none
    let luck = draws.uniform(.session, request.drawIndex)
    if effect.isDown || luck < effect.errorShare {
      return fail(.refused(code: 503), after: SimulatedRealtimeModel.refusalDelay)
    }
    if let share = spec.failures?.refused, luck < share {
      return fail(.refused(code: 429), after: SimulatedRealtimeModel.refusalDelay)
    }
    switch model.quota.request(for: self, factor: effect.quotaFactor) {
    case .granted(let claim), .waiting(let claim): self.claim = claim
    case .refused: fail(.refused(code: 429), after: SimulatedRealtimeModel.refusalDelay)
    case nil: break
    }
    if let age = spec.sessionMax { schedule(.expire, after: age) }
  }

  /// Takes over the place and the age of a connection that has waited for this call.
  func adopt(_ claim: Claim?, expiresAfter rest: Duration?) {
    self.claim = claim
    if let rest { schedule(.expire, after: rest) }
  }

  func fired(_ due: Due, _ argument: UInt64) {
    switch due {
    case .commit: commit(turn: Int(argument))
    case .audio: speak(request: Int(argument))
    case .transcript: tellTranscript()
    case .expire: finish { .expired }
    case .fail: if let failure { finish { .failed(failure) } }
    }
  }

  func tell(_ event: RealtimeEvent) { agent?.receive(.realtime(event)) }

  func fail(_ failure: PortFailure, after delay: Duration) {
    self.failure = failure
    schedule(.fail, after: delay)
  }

  /// Says its last event.
  private func finish(_ ending: () -> RealtimeEvent) {
    guard agent != nil else { return }
    tell(ending())
    shut()
  }

  func shut() {
    agent = nil
    hearing = []
    stopCommit()
    if let timer = answer?.timer { cell.cancel(timer) }
    answer = nil
    if let claim { model.quota.work?.release(claim) }
    claim = nil
  }

  func stopCommit() {
    if let commitTimer { cell.cancel(commitTimer) }
    commitTimer = nil
  }

  fileprivate func placed(_ news: ResourceNews) {
    switch news {
    case .granted(let claim): self.claim = claim
    case .reneged:
      claim = nil
      failure = .refused(code: 429)
      if let failure { finish { .failed(failure) } }
    case .completed, .preempted: break
    }
  }
}

extension SimulatedRealtimeSession: ResourceUser {
  nonisolated func heard(_ news: ResourceNews, code: UInt32, argument: UInt64) {
    onCell(with: news) { $0.placed($1) }
  }
}

extension SimulatedRealtimeSession: RealtimeSession {
  nonisolated func hear(_ audio: any AudioStream, turn: Int) {
    onCell(with: (audio, turn)) { $0.listen(to: $1.0, turn: $1.1) }
  }

  nonisolated func hearSilence(turn: Int) { onCell(with: turn) { $0.silenceBegan(turn: $1) } }

  nonisolated func respond(request: Int, after result: String?) {
    onCell(with: (request, result)) { $0.answer($1.0, after: $1.1) }
  }

  nonisolated func interrupt(request: Int) { onCell(with: request) { $0.stopAnswer($1) } }

  nonisolated func close() { onCell { $0.shut() } }
}

/// An answer in the making.
struct RealtimeAnswer {
  let request: Int
  let sentences: [String]
  let toolCall: ToolCall?
  /// Sentences that have gone out.
  var spoken = 0
  var outputTokens = 0
  var timer: TimerID?
}

extension Purpose {
  fileprivate static let session = Purpose("realtime.session")
}
