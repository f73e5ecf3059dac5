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
/// Speech in `thinking` takes the turn back and goes on with it; speech in `speaking` is a
/// barge-in: playback is cleared and a new turn begins. Its value is the whole state: a snapshot
/// can be stored and resumed by another pod.
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
    case ended
  }

  package internal(set) var phase = Phase.idle
  /// Caller turns so far.
  package internal(set) var turn = 0
  /// Replies so far.
  package internal(set) var request = 0
  /// Replies that the caller cut short.
  package internal(set) var bargeIns = 0
  /// What both sides have said, as far as each has heard it.
  package internal(set) var conversation = Conversation()
  /// What was paid for and never heard.
  package internal(set) var residue = CancelledWork()

  let settings: AgentSettings
  var contextTokens: Int
  /// Of the turn: stretches of speech, finals that are still to come, what has been understood.
  var stretches = 0
  var finalsPending = 0
  var words: [String] = []
  var latestPartial: [String] = []
  /// Keys that the caller has pressed since the last request.
  var digits: [String] = []
  var reply = ReplyProgress()
  /// A reply that was cut and of which the far end has not yet said how much was heard.
  var cut: CutReply?
  var stamps = TurnStamps()
  /// When the turn ends if nothing is said until then.
  var endpointingDeadline: SimInstant?

  package init(settings: AgentSettings) {
    self.settings = settings
    contextTokens = settings.instructionTokens
  }

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
    case .connected: greet(&effects)
    case .resumed: resume(at: now, &effects)
    case .media(let event): media(event, at: now, &effects)
    case .recognition(let turn, let event):
      if turn == self.turn { recognized(event, at: now, &effects) }
    case .generation(let request, let event):
      if case .cancelled(let tokens) = event { residue.tokens += tokens }
      if request == self.request { generated(event, at: now, &effects) }
    case .generationOverdue(let request):
      if request == self.request { generationOverdue(at: now, &effects) }
    case .synthesis(let mark, let event):
      if case .cancelled(let audio) = event { residue.audio += audio }
      if mark.request == request { synthesized(event, mark: mark, at: now, &effects) }
    case .endpointingElapsed(let turn):
      if turn == self.turn { endpointingElapsed(at: now, &effects) }
    case .turnJudged, .tool, .routed, .remembered, .realtime, .desk: break
    case .released: end(.released, &effects)
    }
  }

  private mutating func media(
    _ event: MediaEvent,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    switch event {
    case .speechStarted(let audio): speechStarted(audio, &effects)
    case .speechEnded(let silence): speechEnded(after: silence, at: now, &effects)
    case .played(let mark): played(mark)
    case .overflowed(let mark): overflowed(mark)
    case .cleared(let mark, let heard): cleared(mark, heard: heard)
    case .digit(let digit): digits.append(String(digit))
    case .ended: end(.released, &effects)
    case .failed(let failure): end(.failed(failure), &effects)
    }
  }

  mutating func end(_ reason: ConversationEnd, _ effects: inout AgentEffects) {
    phase = .ended
    effects.append(.cancelEndpointing)
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
