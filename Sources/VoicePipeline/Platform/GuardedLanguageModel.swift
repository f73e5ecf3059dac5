package import SimCore

/// When a language model is taken for ill, and for how long it is left alone then.
package struct ModelGuardSettings: Sendable, Hashable {
  package var breaker: BreakerSettings
  /// A request without a token by then counts as failed; it goes on all the same.
  package var slowAfter: Duration

  package init(breaker: BreakerSettings = BreakerSettings(), slowAfter: Duration) {
    self.breaker = breaker
    self.slowAfter = slowAfter
  }
}

/// What a breaker in front of a model has done.
package struct ModelGuardAccount: Sendable {
  /// Times that it has opened.
  package var openings = 0
  /// Requests that it answered in place of the model.
  package var keptBack = 0
  /// Requests without a token in time.
  package var slow = 0
  /// 1 while it is open.
  package var isOpen = ConcurrencyCurve()

  package init() {}
}

/// A language model behind a circuit breaker.
///
/// ```
///  request ─▶ open? ─yes─▶ failed at once: kept back
///               │ no
///               ▼
///             model ── fails, or has no token in time ─▶ breaker counts
/// ```
/// Whoever is kept back need not wait for a time-out, and a model that comes back is not met with
/// the retries of everybody who has waited. What is said instead, or which other model is asked, is
/// the agent's own affair. A limit of our own (429) says nothing of the model's health.
package final class GuardedLanguageModel: LanguageModel {
  package let inner: any LanguageModel
  fileprivate let slowAfter: Duration
  fileprivate let book: GuardBook

  package init(_ inner: any LanguageModel, cell: Cell, _ settings: ModelGuardSettings) {
    self.inner = inner
    slowAfter = settings.slowAfter
    book = GuardBook(cell: cell, settings.breaker)
  }

  package var account: ModelGuardAccount { book.onCell(with: ()) { book, _ in book.account } }

  package func install(_ probe: PlatformProbe, as name: String) {
    book.onCell(with: (probe, name)) { $0.install($1.0, as: $1.1) }
  }

  package func generate(
    _ request: GenerationRequest,
    for agent: any AgentEventReceiver
  ) -> any GenerationStream {
    let guarded = GuardedGeneration(model: self, request: request.request, agent: agent)
    guarded.onCell(with: request) { $0.start($1) }
    return guarded
  }
}

/// The breaker that all requests to one model share.
private actor GuardBook: CellActor {
  nonisolated let cell: Cell
  private var breaker: CircuitBreaker
  private(set) var account = ModelGuardAccount()
  /// Put in by a proof, with the model's name.
  private var probe: (probe: PlatformProbe, name: String)?

  init(cell: Cell, _ settings: BreakerSettings) {
    self.cell = cell
    breaker = CircuitBreaker(settings)
  }

  func install(_ probe: PlatformProbe, as name: String) { self.probe = (probe, name) }

  /// Lets a request through, with the pauses so far; nil when it is kept back.
  func enter() -> Int? {
    guard breaker.earliest(at: cell.now) <= cell.now || probe?.probe.defect == .breakerIgnored
    else {
      account.keptBack += 1
      return nil
    }
    breaker.begin(at: cell.now)
    if let probe { probe.probe.saw(.modelAsked(probe.name)) }
    return breaker.pauses
  }

  /// Requests from before the latest pause say nothing of how the model is now.
  func judge(isWell: Bool, since pauses: Int) {
    guard pauses == breaker.pauses else { return }
    let wasOpen = breaker.isOpen
    if isWell { breaker.succeeded() } else { breaker.failed(at: cell.now) }
    if let probe, breaker.isOpen != wasOpen {
      probe.probe.saw(.breaker(model: probe.name, isOpen: breaker.isOpen))
    }
    account.openings = breaker.openings
    account.isOpen.set(breaker.isOpen ? 1 : 0, at: cell.now)
  }

  func countSlow() { account.slow += 1 }
}

/// One request through the breaker.
private actor GuardedGeneration: TimedActor {
  enum Due: UInt32, Sendable {
    case keptBack
    case slow
  }

  nonisolated let cell: Cell
  private let model: GuardedLanguageModel
  private let request: Int
  private let agent: any AgentEventReceiver
  private var stream: (any GenerationStream)?
  private var pauses = 0
  private var timer: TimerID?
  /// Whether the breaker knows of it what there is to know.
  private var isJudged = false
  private var isCancelled = false

  init(model: GuardedLanguageModel, request: Int, agent: any AgentEventReceiver) {
    self.model = model
    self.request = request
    self.agent = agent
    cell = model.book.cell
  }

  func start(_ request: GenerationRequest) {
    guard let pauses = model.book.onCell(with: (), { book, _ in book.enter() }) else {
      timer = schedule(.keptBack, after: .zero)
      return
    }
    self.pauses = pauses
    timer = schedule(.slow, after: model.slowAfter)
    stream = model.inner.generate(request, for: GuardEar(self))
  }

  func fired(_ due: Due, _ argument: UInt64) {
    timer = nil
    switch due {
    case .keptBack: if !isCancelled { tell(.failed(.keptBack)) }
    case .slow:
      model.book.onCell(with: ()) { book, _ in book.countSlow() }
      judge(isWell: false)
    }
  }

  func heard(_ event: GenerationEvent) {
    switch event {
    case .started: break
    case .text, .toolCall, .completed: judge(isWell: true)
    case .failed(let failure): if failure.saysIll { judge(isWell: false) } else { forget() }
    case .cancelled: forget()
    }
    if event.isEnding { stream = nil }
    tell(event)
  }

  private func judge(isWell: Bool) {
    guard !isJudged else { return }
    forget()
    model.book.onCell(with: (isWell, pauses)) { $0.judge(isWell: $1.0, since: $1.1) }
  }

  private func forget() {
    isJudged = true
    if let timer { cell.cancel(timer) }
    timer = nil
  }

  private func tell(_ event: GenerationEvent) {
    agent.receive(.generation(request: request, event))
  }

  /// Who is called off may have been slow already; else nobody knows how it would have gone.
  func withdraw() {
    guard !isCancelled else { return }
    isCancelled = true
    if let stream {
      stream.cancel()
    } else if timer != nil {
      forget()
      cell.after(.zero) { [self] in onCell { $0.tell(.cancelled(outputTokens: 0)) } }
    }
  }
}

extension GuardedGeneration: GenerationStream {
  nonisolated func cancel() { onCell { $0.withdraw() } }
}

/// Hears what becomes of a request that was let through.
private final class GuardEar: AgentEventReceiver {
  private let generation: GuardedGeneration

  init(_ generation: GuardedGeneration) { self.generation = generation }

  func receive(_ event: AgentEvent) {
    guard case .generation(_, let event) = event else { return }
    generation.onCell(with: event) { $0.heard($1) }
  }
}

extension PortFailure {
  /// Whether it tells that the endpoint is not well.
  fileprivate var saysIll: Bool {
    switch self {
    case .refused(let code, _): code >= 500
    case .brokenOff, .unreachable, .timedOut: true
    case .overflowed, .podLost, .keptBack: false
    }
  }
}
