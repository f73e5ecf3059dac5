package import SimCore

/// The agent as a state machine: an event and the time in, effects out, no port touched.
///
/// ```
///            speechStarted        speechEnded          elapsed + final
/// listening ───────────────▶ hearing ─────▶ endpointing ───────────▶ thinking ──▶ speaking
///     ▲                        ▲   speech resumed │  ▲ final late:       │ first      │
///     │                        └──────────────────┘  └ transcribing      │ audio      │
///     └────────────────────────── all played ◀───────────────────────────┴────────────┘
/// ```
/// Speech in `thinking` takes the turn back and goes on with it. Speech in `speaking` is an overlap
/// until it takes the floor by the interruption rule: then playback is cleared, and it is a turn;
/// or it is a back-channel and leaves no trace. Its value is the whole state: a snapshot can be
/// stored and resumed by another pod.
package struct AgentMachine: Sendable, Hashable, Codable {
  /// What the agent is doing.
  package enum Phase: String, Sendable, Codable, CaseIterable {
    case idle
    case listening
    case hearing
    case endpointing
    case transcribing
    case thinking
    case speaking
    /// The caller waits for a human.
    case transferring
    case ended
  }

  package internal(set) var phase = Phase.idle
  /// Caller turns so far; speech that turned out to be none counts too.
  package internal(set) var turn = 0
  /// Requests to language models so far.
  package internal(set) var request = 0
  /// Replies that the caller cut short.
  package internal(set) var bargeIns = 0
  /// What both sides have said, as far as each has heard it.
  package internal(set) var conversation = Conversation()
  /// What was paid for and never heard.
  package internal(set) var residue = CancelledWork()

  private let tuning: Shared<AgentSettings>
  /// Which instructions apply.
  var task: String?
  var contextTokens: Int
  /// Of the turn: stretches of speech, finals that are still to come, what has been understood.
  var stretches = 0
  var finalsPending = 0
  var words: [String] = []
  var latestPartial: [String] = []
  /// The least of its transcripts' confidences.
  var confidence: Double?
  /// Keys that the caller has pressed since the last request.
  var digits: [String] = []
  var speechStart = SimInstant.zero
  /// Speech of the turn that nobody will say the words of.
  var hasLostWords = false
  /// The turn began while the agent spoke.
  var beganAsOverlap = false
  var reply = ReplyProgress()
  /// Caller's speech over the agent's, before it is known what it is.
  var overlap: Overlap?
  /// A reply that was cut and of which the far end has not yet said how much was heard.
  var cut: CutReply?
  var stamps = TurnStamps()
  /// When the turn ends if nothing is said until then.
  var endpointingDeadline: SimInstant?
  var pauses = PauseEstimate()
  /// Requests that were called off and whose end is still to come.
  var withdrawn: [OpenRequest] = []
  var toolRuns = 0
  /// In a row: replies in place of a failed model's, transcripts that were hardly understood,
  /// prompts into silence.
  var fallbacks = 0
  var confirmations = 0
  var prompts = 0
  /// What the agent still has to do about a line that has become bad.
  var lineRemedy = QualityAlarmRule.Action.none
  var isSummarizing = false
  /// What has come of the summary.
  var summary = ""
  /// A human has been asked for, and the caller waits.
  var isTransferring = false

  package init(settings: AgentSettings) { self.init(Shared(settings)) }

  package init(_ tuning: Shared<AgentSettings>) {
    self.tuning = tuning
    task = tuning.value.task
    contextTokens = tuning.value.instructionTokens
  }

  var settings: AgentSettings { tuning.value }

  /// Takes one event and appends what it wants done; events of turns and requests that are over
  /// have no effect, but for what their end has cost.
  package mutating func handle(
    _ event: AgentEvent,
    at now: SimInstant,
    into effects: inout AgentEffects
  ) {
    guard phase != .ended else {
      if case .resumed = event { effects.append(.finish(.released)) }
      return
    }
    switch event {
    case .connected: connect(at: now, &effects)
    case .resumed: resume(at: now, &effects)
    case .media(let event): media(event, at: now, &effects)
    case .recognition(let turn, let event):
      if turn == self.turn { recognized(event, at: now, &effects) }
    case .turnJudged(let turn, let stretch, let completeness):
      if turn == self.turn && stretch == stretches { judged(completeness, at: now, &effects) }
    case .generation(let request, let event):
      generation(event, of: request, at: now, &effects)
    case .summary(let event): summarized(event, at: now, &effects)
    case .synthesis(let mark, let event): synthesis(event, of: mark, at: now, &effects)
    case .tool(let run, let event): toolEnded(event, of: run, at: now, &effects)
    case .routed(let request, let tier):
      if request == self.request { routed(to: tier, at: now, &effects) }
    case .remembered(let request, let known):
      if request == self.request { remembered(known, at: now, &effects) }
    case .realtime(let event): realtime(event, at: now, &effects)
    case .desk(let event): desk(event, at: now, &effects)
    case .elapsed(let timer): elapsed(timer, at: now, &effects)
    case .released: end(.released, &effects)
    }
  }

  private mutating func media(
    _ event: MediaEvent,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    switch event {
    case .speechStarted(let audio): speechStarted(audio, at: now, &effects)
    case .speechEnded(let silence): speechEnded(after: silence, at: now, &effects)
    case .played(let mark): played(mark, at: now, &effects)
    case .overflowed(let mark): overflowed(mark, at: now, &effects)
    case .cleared(let mark, let heard): cleared(mark, heard: heard)
    case .digit(let digit): pressed(digit, at: now, &effects)
    case .qualityDropped(let score): qualityDropped(score, at: now, &effects)
    case .qualityRecovered(let score): qualityRecovered(score, &effects)
    case .ended: end(.released, &effects)
    case .failed(let failure): end(.failed(failure), &effects)
    }
  }

  private mutating func elapsed(
    _ timer: AgentTimer,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    switch timer {
    case .endpointing: endpointingElapsed(at: now, &effects)
    case .generation: generationOverdue(at: now, &effects)
    case .retry: if reply.awaited == .retry { ask(at: now, &effects) }
    case .filler: fill(at: now, &effects)
    case .interruption: overlapLasted(at: now, &effects)
    case .silence: prompt(at: now, &effects)
    }
  }

  private mutating func connect(at now: SimInstant, _ effects: inout AgentEffects) {
    if settings.isRealtime { effects.append(.openRealtime(generationTask)) }
    greet(at: now, &effects)
  }

  mutating func end(_ reason: ConversationEnd, _ effects: inout AgentEffects) {
    if isTransferring && reason != .transferred { effects.append(.leaveDesk) }
    phase = .ended
    effects.append(.stop(.endpointing))
    effects.append(.cancelReply)
    effects.append(.finish(reason))
  }
}

/// What cancelled requests had cost by the time they ended.
package struct CancelledWork: Sendable, Hashable, Codable {
  /// Tokens that were generated and billed.
  package var tokens = 0
  /// Audio that was synthesized.
  package var audio = Duration.zero

  package init() {}

  package static func += (total: inout CancelledWork, other: CancelledWork) {
    total.tokens += other.tokens
    total.audio += other.audio
  }
}

/// A request that was called off, until its end is told.
struct OpenRequest: Sendable, Hashable, Codable {
  let request: Int
  let attempt: Int
  let tier: ModelTier
  let begun: SimInstant
  let firstResult: SimInstant?
}
