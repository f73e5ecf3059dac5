import SimCore
import VoicePipeline

/// The ports of a pictured conversation: all of them, on one cell, by the plan.
actor MarblePorts: CellActor {
  nonisolated let cell: Cell
  nonisolated let plan: MarblePlan
  private var requests = 0
  private var finals = 0
  private var muted: Set<String> = []
  private var sessions = 0
  private(set) var marks: [(track: String, mark: Character, at: SimInstant)] = []

  init(cell: Cell, plan: MarblePlan) {
    self.cell = cell
    self.plan = plan
  }

  nonisolated var ports: AgentPorts {
    var ports = AgentPorts(
      recognizer: MarbleRecognizer(ports: self),
      model: MarbleModel(ports: self),
      synthesizer: MarbleSynthesizer(ports: self)
    )
    ports.turnDetector = MarbleDetector(ports: self)
    ports.router = MarbleRouter(ports: self)
    ports.cache = MarbleCache(ports: self)
    ports.tools = MarbleTools(ports: self)
    ports.desk = plan.desk.isEmpty ? nil : MarbleDesk(ports: self)
    if plan.realtime != nil { ports.realtime = MarbleRealtime(ports: self) }
    return ports
  }

  nonisolated func mark(_ track: String, _ mark: Character) {
    onCell(with: (track, mark)) { $0.marks.append(($1.0, $1.1, $0.cell.now)) }
  }

  nonisolated func nextAnswer() -> MarblePlan.Answer {
    onCell { ports in
      defer { ports.requests += 1 }
      return ports.plan.answers[min(ports.requests, ports.plan.answers.count - 1)]
    }
  }

  nonisolated func nextFinal() -> Int {
    onCell { ports in
      defer { ports.finals += 1 }
      return ports.finals
    }
  }

  /// How old a session with a speech-to-speech model becomes; only the first one ends by age.
  nonisolated func nextAge() -> Duration? {
    onCell { ports in
      defer { ports.sessions += 1 }
      return ports.sessions == 0 ? ports.plan.realtime?.age : nil
    }
  }

  /// Whether a sentence is to fail; once.
  nonisolated func mutes(_ text: String) -> Bool {
    onCell(with: text) { ports, text in
      ports.plan.mute.contains(text) && ports.muted.insert(text).inserted
    }
  }
}

private struct MarbleRecognizer: SpeechRecognizer {
  let ports: MarblePorts

  func open(_ call: CallID, for agent: any AgentEventReceiver) -> any RecognitionSession {
    MarbleRecognition(ports: ports, agent: agent)
  }
}

private actor MarbleRecognition: CellActor, RecognitionSession {
  nonisolated let cell: Cell
  private let ports: MarblePorts
  private var agent: (any AgentEventReceiver)?
  private var hearing: [any HeardSpeech] = []
  private var listens = false

  init(ports: MarblePorts, agent: any AgentEventReceiver) {
    self.ports = ports
    self.agent = agent
    cell = ports.cell
  }

  nonisolated func recognize(_ audio: any AudioStream, turn: Int, wantsPartials: Bool) {
    guard let speech = audio as? any HeardSpeech else { return }
    onCell { session in
      session.hearing.append(speech)
      session.listens = wantsPartials
      if wantsPartials { session.tellPartial(turn) }
    }
  }

  private func tellPartial(_ turn: Int) {
    after(.milliseconds(100)) { session in
      guard session.listens, let speech = session.hearing.last else { return }
      let words = speech.words(at: session.cell.now)
      session.agent?.receive(.recognition(turn: turn, .partial(Array(words))))
      session.tellPartial(turn)
    }
  }

  nonisolated func finish(turn: Int) { onCell { $0.conclude(turn) } }

  private func conclude(_ turn: Int) {
    listens = false
    let words = hearing.flatMap { $0.words(at: cell.now) }
    hearing = []
    let number = ports.nextFinal()
    let plan = ports.plan
    after(plan.recognition) { session in
      let final: RecognitionEvent
      if plan.failedFinals.contains(number) {
        final = .failed(.brokenOff(code: 1011))
      } else {
        let heard = plan.emptyFinals.contains(number) ? [] : words
        final = .final(Transcript(heard, confidence: plan.confidence))
      }
      session.agent?.receive(.recognition(turn: turn, final))
    }
  }

  nonisolated func close() { onCell { $0.agent = nil } }
}

private struct MarbleModel: LanguageModel {
  let ports: MarblePorts

  func generate(
    _ request: GenerationRequest,
    for agent: any AgentEventReceiver
  ) -> any GenerationStream {
    let stream = MarbleGeneration(ports: ports, request: request.request, agent: agent)
    stream.onCell { $0.begin() }
    return stream
  }
}

private actor MarbleGeneration: CellActor, GenerationStream {
  nonisolated let cell: Cell
  private let ports: MarblePorts
  private let request: Int
  private let agent: any AgentEventReceiver
  private var isOver = false

  init(ports: MarblePorts, request: Int, agent: any AgentEventReceiver) {
    self.ports = ports
    self.request = request
    self.agent = agent
    cell = ports.cell
  }

  func begin() {
    ports.mark("model", "?")
    let answer = ports.nextAnswer()
    let delay = ports.plan.firstToken
    switch answer {
    case .says(let text):
      after(delay) { $0.tell(text, .completed(outputTokens: 5)) }
    case .calls(let call, let text):
      after(delay) { stream in
        stream.tell(text)
        stream.tell(.toolCall(call))
        stream.tell(.completed(outputTokens: 5))
      }
    case .fails(let failure): after(delay) { $0.tell(.failed(failure)) }
    case .breaksOff(let text):
      after(delay) { $0.tell(text, .failed(.brokenOff(code: nil))) }
    case .hangs: break
    case .stalls(let first, let pause, let second):
      after(delay) { $0.tell(first) }
      after(delay + pause) { $0.tell(second, .completed(outputTokens: 5)) }
    }
  }

  private func tell(_ text: String, _ ending: GenerationEvent? = nil) {
    if !text.isEmpty { tell(.text(text)) }
    if let ending { tell(ending) }
  }

  private func tell(_ event: GenerationEvent) {
    guard !isOver else { return }
    isOver = event.isEnding
    if case .failed = event {
      ports.mark("model", "!")
    } else if event.isEnding {
      ports.mark("model", "$")
    }
    agent.receive(.generation(request: request, event))
  }

  nonisolated func cancel() {
    onCell { stream in
      guard !stream.isOver else { return }
      stream.isOver = true
      stream.ports.mark("model", "x")
      let (agent, request) = (stream.agent, stream.request)
      _ = stream.after(.zero) { _ in
        agent.receive(.generation(request: request, .cancelled(outputTokens: 1)))
      }
    }
  }
}

private struct MarbleSynthesizer: SpeechSynthesizer {
  let ports: MarblePorts

  func open(_ call: CallID, for agent: any AgentEventReceiver) -> any SynthesisSession {
    MarbleSynthesis(ports: ports, agent: agent)
  }
}

private actor MarbleSynthesis: CellActor, SynthesisSession {
  nonisolated let cell: Cell
  private let ports: MarblePorts
  private var agent: (any AgentEventReceiver)?
  private var pending: [(mark: PlaybackMark, timer: TimerID)] = []

  init(ports: MarblePorts, agent: any AgentEventReceiver) {
    self.ports = ports
    self.agent = agent
    cell = ports.cell
  }

  nonisolated func synthesize(_ text: String, mark: PlaybackMark) {
    onCell { session in
      let timer = session.after(session.ports.plan.synthesis) { $0.done(text, mark) }
      session.pending.append((mark, timer))
    }
  }

  private func done(_ text: String, _ mark: PlaybackMark) {
    pending.removeAll { $0.mark == mark }
    if ports.mutes(text) {
      agent?.receive(.synthesis(mark, .failed(.refused(code: 503))))
      return
    }
    let duration = Duration.milliseconds(100) * TokenEstimate.words(in: text)
    let speech = SynthesizedSpeech(text: text, duration: duration, leadingSilence: .zero)
    agent?.receive(.synthesis(mark, .audio(speech)))
    agent?.receive(.synthesis(mark, .completed(audio: duration)))
  }

  nonisolated func cancel() {
    onCell { session in
      let dropped = session.pending
      session.pending = []
      for sentence in dropped {
        session.cell.cancel(sentence.timer)
        session.agent?.receive(.synthesis(sentence.mark, .cancelled(audio: .zero)))
      }
    }
  }

  nonisolated func close() { onCell { $0.agent = nil } }
}
