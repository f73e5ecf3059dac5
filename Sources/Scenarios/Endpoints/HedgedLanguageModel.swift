package import SimCore
package import VoicePipeline

/// Asks a second time when a language model is slow: the first branch with a token is heard, the
/// other one is called off, and what it has cost is counted.
///
/// ```
///  request ─┬─────────────▶ first branch ──┐
///           └─ no token ──▶ second branch ─┴─▶ first token wins
/// ```
package final class HedgedLanguageModel: LanguageModel {
  let inner: any LanguageModel
  fileprivate let delay: Duration
  fileprivate let book: HedgeBook

  /// A second branch goes out when no token has come after `delay`; at once when that is zero.
  package init(_ inner: any LanguageModel, cell: Cell, after delay: Duration) {
    self.inner = inner
    self.delay = delay
    book = HedgeBook(cell: cell)
  }

  /// What second branches have cost so far.
  package var figures: HedgeFigures { book.onCell(with: ()) { book, _ in book.figures } }

  package func generate(
    _ request: GenerationRequest,
    for agent: any AgentEventReceiver
  ) -> any GenerationStream {
    let hedge = HedgedGeneration(model: self, request: request, agent: agent)
    hedge.onCell(with: ()) { hedge, _ in hedge.start() }
    return hedge
  }
}

/// What hedging has cost so far.
package struct HedgeFigures: Sendable, Hashable {
  package var requests = 0
  /// Requests with a second branch.
  package var hedged = 0
  /// Of these, answered by the second branch.
  package var won = 0
  /// Tokens of branches that nobody heard.
  package var extra = TokenUsage(input: 0, output: 0)
}

private actor HedgeBook: CellActor {
  nonisolated let cell: Cell
  var figures = HedgeFigures()

  init(cell: Cell) { self.cell = cell }
}

/// One request with its branches.
private actor HedgedGeneration: TimedActor {
  enum Due: UInt32, Sendable {
    case hedge
  }

  nonisolated let cell: Cell
  private let model: HedgedLanguageModel
  private let request: GenerationRequest
  private let agent: any AgentEventReceiver
  private var branches: [(any GenerationStream)?] = []
  private var ended = [false, false]
  private var winner: Int?
  private var timer: TimerID?
  private var isCancelled = false
  private var hasStarted = false
  /// What the branch that nobody heard has cost, as far as it is known.
  private var unheard: TokenUsage?

  init(
    model: HedgedLanguageModel,
    request: GenerationRequest,
    agent: any AgentEventReceiver
  ) {
    self.model = model
    self.request = request
    self.agent = agent
    cell = model.book.cell
  }

  func start() {
    model.book.onCell(with: ()) { book, _ in book.figures.requests += 1 }
    open(0)
    if model.delay == .zero { open(1) } else { timer = schedule(.hedge, after: model.delay) }
  }

  private func open(_ branch: Int) {
    var request = request
    // Luck of its own, apart from that of any attempt of the agent.
    request.attempt += branch << 12
    let ear = HedgeEar(hedge: self, branch: branch)
    branches.append(model.inner.generate(request, for: ear))
    if branch == 1 { model.book.onCell(with: ()) { book, _ in book.figures.hedged += 1 } }
  }

  func fired(_ due: Due, _ argument: UInt64) {
    timer = nil
    if winner == nil, !isCancelled, !ended[0] { open(1) }
  }

  func heard(_ event: GenerationEvent, from branch: Int) {
    if event.isEnding {
      ended[branch] = true
      // The branch knows us: what is over must not keep both alive.
      branches[branch] = nil
    }
    if let winner, winner != branch { return lost(event) }
    switch event {
    case .started:
      if !hasStarted { tell(.started) }
      hasStarted = true
    case .text, .toolCall:
      win(branch)
      tell(event)
    case .completed(let usage):
      win(branch)
      tell(.completed(withUnheard(usage)))
    case .failed:
      // The other branch may still answer.
      if winner == nil, branches.count == 2, !ended[1 - branch] { return }
      stopHedging()
      winner = branch
      tell(event)
    case .cancelled:
      // The caller of `cancel` hears one end, with the tokens of both branches.
      if branches.indices.allSatisfy({ ended[$0] }) || winner == branch {
        winner = winner ?? branch
        tell(event)
      } else {
        lost(event)
      }
    }
  }

  private func win(_ branch: Int) {
    guard winner == nil else { return }
    winner = branch
    stopHedging()
    if branch == 1 { model.book.onCell(with: ()) { book, _ in book.figures.won += 1 } }
    if branches.count == 2, !ended[1 - branch] { branches[1 - branch]?.cancel() }
  }

  private func stopHedging() {
    if let timer { cell.cancel(timer) }
    timer = nil
  }

  private func lost(_ event: GenerationEvent) {
    var output = 0
    switch event {
    case .cancelled(let tokens): output = tokens
    case .completed(let usage): output = usage.output
    case .failed, .started, .text, .toolCall: return
    }
    unheard = TokenUsage(input: request.contextTokens, output: output)
    model.book.onCell(with: (request.contextTokens, output)) { book, usage in
      book.figures.extra.input = (book.figures.extra.input ?? 0) + usage.0
      book.figures.extra.output += usage.1
    }
  }

  /// A branch that has not ended yet has read the context; what it writes until it does is unknown.
  private func withUnheard(_ usage: TokenUsage) -> TokenUsage {
    guard branches.count == 2 else { return usage }
    var usage = usage
    usage.unheardInput = unheard?.input ?? request.contextTokens
    usage.unheardOutput = unheard?.output ?? 0
    return usage
  }

  private func tell(_ event: GenerationEvent) {
    agent.receive(.generation(request: request.request, event))
  }

  func withdraw() {
    guard !isCancelled else { return }
    isCancelled = true
    stopHedging()
    for branch in branches.indices where !ended[branch] { branches[branch]?.cancel() }
  }
}

extension HedgedGeneration: GenerationStream {
  nonisolated func cancel() { onCell { $0.withdraw() } }
}

/// Tells the branches of a hedged request apart.
private final class HedgeEar: AgentEventReceiver {
  private let hedge: HedgedGeneration
  private let branch: Int

  init(hedge: HedgedGeneration, branch: Int) {
    self.hedge = hedge
    self.branch = branch
  }

  func receive(_ event: AgentEvent) {
    guard case .generation(_, let event) = event else { return }
    hedge.onCell(with: (event, branch)) { $0.heard($1.0, from: $1.1) }
  }
}
