package import SimCore
package import VoicePipeline

/// The tools of an agent, each with its latency and its faults.
package struct SimulatedTools: AgentTools {
  fileprivate let cell: Cell
  private let tools: [ToolSpec]
  fileprivate let health: EndpointHealth?

  /// The name of a tool that stands for all that have none of their own.
  package static let anyName = "any"

  package init(cell: Cell, tools: [ToolSpec], health: EndpointHealth? = nil) {
    self.cell = cell
    self.tools = tools
    self.health = health
  }

  package func run(
    _ call: ToolCall,
    run: Int,
    of id: CallID,
    for agent: any AgentEventReceiver
  ) -> any ToolRun {
    let tool = tools.first { $0.name == call.name } ?? tools.first { $0.name == Self.anyName }
    let work = SimulatedToolRun(cell: cell, run: run, tool: tool, agent: agent)
    let draws = id.draws(from: cell.key)
    let health = health
    work.onCell { $0.begin(draws, health) }
    return work
  }
}

/// One run of a simulated tool.
private actor SimulatedToolRun: TimedActor {
  enum Due: UInt32, Sendable {
    /// The work begins: from now on it cannot be called off.
    case work
    case end
  }

  nonisolated let cell: Cell
  private let run: Int
  private let tool: ToolSpec?
  private let agent: any AgentEventReceiver
  private var latency = Duration.zero
  private var ending: ToolEvent?
  private var timer: TimerID?
  private var hasBegun = false

  init(cell: Cell, run: Int, tool: ToolSpec?, agent: any AgentEventReceiver) {
    self.cell = cell
    self.run = run
    self.tool = tool
    self.agent = agent
  }

  func begin(_ draws: DrawKey, _ health: EndpointHealth?) {
    guard let tool else {
      ending = .failed(.refused(code: 404))
      timer = schedule(.end, after: .milliseconds(1))
      return
    }
    let index = UInt64(run)
    let effect = health?.effect(at: cell.now) ?? .none
    latency = tool.latency.sample(draws.bits(.toolTime, index)).scaled(by: effect.latencyFactor)
    let fails =
      effect.isDown || draws.chance(max(effect.errorShare, tool.failureShare), .toolFailure, index)
    if fails {
      ending = .failed(.refused(code: effect.isDown ? 503 : 500))
    } else {
      let drifts = draws.chance(tool.driftShare, .drift, index)
      ending = .completed(
        result: drifts ? Self.drifted : tool.result,
        tokens: drifts ? TokenEstimate.tokens(in: Self.drifted) : tool.resultTokens
      )
    }
    timer = schedule(.work, after: tool.queueTime)
  }

  /// What a tool of a later version says to a caller of an earlier one.
  private static let drifted = "{\"error\": \"unknown field in version 2\"}"

  func fired(_ due: Due, _ argument: UInt64) {
    switch due {
    case .work:
      hasBegun = true
      timer = schedule(.end, after: latency)
    case .end: end()
    }
  }

  private func end() {
    timer = nil
    guard let ending else { return }
    self.ending = nil
    agent.receive(.tool(run: run, ending))
  }

  func callOff() {
    guard !hasBegun, let timer, ending != nil else { return }
    cell.cancel(timer)
    ending = .cancelled
    hasBegun = true
    self.timer = schedule(.end, after: .zero)
  }
}

extension SimulatedToolRun: ToolRun {
  nonisolated func cancel() { onCell { $0.callOff() } }
}

extension Purpose {
  fileprivate static let toolTime = Purpose("tool.latency")
  fileprivate static let toolFailure = Purpose("tool.failure")
  fileprivate static let drift = Purpose("tool.drift")
}
