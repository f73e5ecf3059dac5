import SimCore
import VoicePipeline

struct MarbleDetector: TurnDetector {
  let ports: MarblePorts

  func judge(
    _ audio: any AudioStream,
    turn: Int,
    stretch: Int,
    of call: CallID,
    for agent: any AgentEventReceiver
  ) {
    guard let speech = audio as? any HeardSpeech else { return }
    let isComplete = speech.soundsComplete(at: ports.cell.now)
    ports.cell.after(ports.plan.detection) {
      agent.receive(
        .turnJudged(turn: turn, stretch: stretch, completeness: isComplete ? 0.9 : 0.1)
      )
    }
  }
}

struct MarbleRouter: ModelRouter {
  let ports: MarblePorts

  func route(_ request: GenerationRequest, for agent: any AgentEventReceiver) {
    ports.mark("model", "r")
    ports.cell.after(ports.plan.routing) { [tier = ports.plan.tier] in
      agent.receive(.routed(request: request.request, tier))
    }
  }
}

struct MarbleCache: ReplyCache {
  let ports: MarblePorts

  func find(_ request: GenerationRequest, for agent: any AgentEventReceiver) {
    ports.cell.after(.zero) { [memory = ports.plan.memory] in
      agent.receive(.remembered(request: request.request, reply: memory))
    }
  }

  func keep(_ reply: String, to request: GenerationRequest) { ports.mark("model", "+") }
}

struct MarbleTools: AgentTools {
  let ports: MarblePorts

  func run(
    _ call: ToolCall,
    run: Int,
    of id: CallID,
    for agent: any AgentEventReceiver
  ) -> any ToolRun {
    ports.mark("tools", "(")
    let made = MarbleToolRun(ports: ports, run: run, agent: agent)
    made.onCell { $0.begin() }
    return made
  }
}

private actor MarbleToolRun: CellActor, ToolRun {
  nonisolated let cell: Cell
  private let ports: MarblePorts
  private let run: Int
  private let agent: any AgentEventReceiver
  private var timer: TimerID?

  init(ports: MarblePorts, run: Int, agent: any AgentEventReceiver) {
    self.ports = ports
    self.run = run
    self.agent = agent
    cell = ports.cell
  }

  func begin() {
    timer = after(ports.plan.toolTime) { run in
      run.timer = nil
      run.ports.mark("tools", ")")
      let failure = run.ports.plan.toolFailure
      let event = failure.map(ToolEvent.failed) ?? .completed(result: "found", tokens: 2)
      run.agent.receive(.tool(run: run.run, event))
    }
  }

  /// It has begun its work and cannot be stopped any more: its end comes all the same.
  nonisolated func cancel() { ports.mark("tools", "x") }
}

struct MarbleDesk: HumanDesk {
  let ports: MarblePorts

  func take(_ call: CallID, for agent: any AgentEventReceiver) -> any DeskRequest {
    ports.mark("desk", "?")
    for (delay, event) in ports.plan.desk {
      ports.cell.after(delay) {
        ports.mark("desk", event == .connected ? "!" : ".")
        agent.receive(.desk(event))
      }
    }
    return MarbleDeskRequest(ports: ports)
  }
}

private final class MarbleDeskRequest: DeskRequest {
  private let ports: MarblePorts

  init(ports: MarblePorts) { self.ports = ports }

  func withdraw() { ports.mark("desk", "x") }
}

struct MarbleRealtime: RealtimeModel {
  let ports: MarblePorts

  func open(
    _ request: GenerationRequest,
    for agent: any AgentEventReceiver
  ) -> any RealtimeSession {
    ports.mark("model", "o")
    let session = MarbleRealtimeSession(ports: ports, agent: agent)
    session.onCell { $0.begin() }
    return session
  }
}

private actor MarbleRealtimeSession: CellActor, RealtimeSession {
  nonisolated let cell: Cell
  private let ports: MarblePorts
  private let agent: any AgentEventReceiver
  private var isOpen = true
  private var response: TimerID?
  private var responses = 0

  init(ports: MarblePorts, agent: any AgentEventReceiver) {
    self.ports = ports
    self.agent = agent
    cell = ports.cell
  }

  func begin() {
    guard let age = ports.nextAge() else { return }
    after(age) { session in
      guard session.isOpen else { return }
      session.stop()
      session.isOpen = false
      session.agent.receive(.realtime(.expired))
    }
  }

  private func stop() {
    if let response { cell.cancel(response) }
    response = nil
  }

  private func answer(after delay: Duration) {
    ports.mark("model", "?")
    response = after(delay) { session in
      session.response = nil
      session.say(session.ports.nextAnswer())
    }
  }

  private func say(_ answer: MarblePlan.Answer) {
    responses += 1
    switch answer {
    case .says(let text): tell(text)
    case .calls(let call, let text):
      if !text.isEmpty { tell(text, completes: false) }
      agent.receive(.realtime(.toolCall(request: responses, call)))
      complete()
    case .fails(let failure): agent.receive(.realtime(.failed(failure)))
    default: break
    }
  }

  private func tell(_ text: String, completes: Bool = true) {
    let duration = Duration.milliseconds(100) * TokenEstimate.words(in: text)
    let speech = SynthesizedSpeech(text: text, duration: duration, leadingSilence: .zero)
    agent.receive(.realtime(.audio(request: responses, speech, text: text)))
    if completes { complete() }
  }

  private func complete() {
    ports.mark("model", "$")
    agent.receive(.realtime(.completed(request: responses, TokenUsage(output: 5))))
  }

  nonisolated func hear(_ audio: any AudioStream, turn: Int) { onCell { $0.stop() } }

  nonisolated func hearSilence(turn: Int) {
    onCell { session in
      guard session.isOpen, let plan = session.ports.plan.realtime else { return }
      // The turn is taken as over in the midst of the silence before the answer.
      session.response = session.after(plan.response / 2) { session in
        session.agent.receive(.realtime(.committed(turn: turn)))
        session.answer(after: plan.response / 2)
      }
    }
  }

  nonisolated func respond(request: Int, after result: String?) {
    onCell { session in
      guard let plan = session.ports.plan.realtime else { return }
      session.answer(after: plan.response / 2)
    }
  }

  nonisolated func interrupt(request: Int) {
    onCell { session in
      session.ports.mark("model", "x")
      session.stop()
    }
  }

  nonisolated func close() {
    onCell { session in
      session.stop()
      session.isOpen = false
    }
  }
}
