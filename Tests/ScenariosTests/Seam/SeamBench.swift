import Scenarios
import SimCore
import VoicePipeline

/// One simulated call between a caller and our agent, with everything written down.
struct SeamBench: Sendable {
  static let call = CallID(number: 1, key: 7)
  static let timing = LineTiming(
    uplink: .milliseconds(40),
    downlink: .milliseconds(100),
    onset: .milliseconds(60),
    hangover: .milliseconds(200)
  )
  /// From the caller's hanging up to our knowing of it; nothing else reaches the agent sooner.
  static let releaseDelay = Duration.milliseconds(25)

  let cell: Cell
  let log: SeamLog
  let model: SimulatedLanguageModel
  let path: FlowMediaPath
  let caller: ScriptedCaller
  private let script: CallerScript
  private let agent: AgentSpec
  private let switchboard: Switchboard

  init(agent: AgentSpec, script: CallerScript, seed: UInt64) {
    let cell = Cell(seed: seed)
    let switchboard = Switchboard(cell: cell)
    self.cell = cell
    self.agent = agent
    self.script = script
    self.switchboard = switchboard
    log = SeamLog(cell: cell)
    model = SimulatedLanguageModel(cell: cell, spec: agent.llm, replies: ReplyBook.appointments)
    path = FlowMediaPath(cell: cell, timing: Self.timing) {
      switchboard.onCell { $0.released(after: Self.releaseDelay) }
    }
    caller = ScriptedCaller(cell: cell, script: script, line: path)
    cell.enter {
      path.connect(caller)
      caller.onCell { $0.begin() }
    }
  }

  /// An agent that takes the call up; with a snapshot, one that goes on where another has stopped.
  @discardableResult
  func join(
    as name: String,
    resuming snapshot: AgentMachine? = nil,
    foresight: Foresight? = nil
  ) -> VoiceAgent {
    let recorder = SeamRecorder(name: name, log: log)
    let observer = RecordedObserver(recorder: recorder)
    let ports = recorder.recorded(ports(foresight))
    let line: any MediaPath =
      foresight == .end ? ForesightedPath(cell: cell, script: script, inner: path) : path
    let media = recorder.recorded(line)
    let voice = VoiceAgent(
      cell: cell,
      call: Self.call,
      beginning: snapshot.map { .resuming(Shared($0)) } ?? .afresh(Shared(agent.settings)),
      ports: Shared(ports),
      media: media,
      observer: observer
    )
    let switchboard = switchboard
    cell.enter { switchboard.onCell { $0.agent = voice } }
    cell.spawn {
      let end = await voice.converse()
      switchboard.onCell { $0.ends.append((name, end)) }
    }
    return voice
  }

  private func ports(_ foresight: Foresight?) -> AgentPorts {
    let simulated = SimulatedRecognizer(cell: cell, spec: agent.stt)
    let recognizer: any SpeechRecognizer =
      foresight == .words
      ? ForesightedRecognizer(cell: cell, script: script)
      : ListeningRecognizer(cell: cell, inner: simulated)
    return AgentPorts(
      recognizer: recognizer,
      model: model,
      synthesizer: SimulatedSynthesizer(cell: cell, spec: agent.tts)
    )
  }

  /// How each agent's conversation ended, in order.
  var ends: [(name: String, end: ConversationEnd)] {
    cell.enter { switchboard.onCell { $0.ends } }
  }

  var entries: [SeamLog.Entry] { cell.enter { log.onCell { $0.entries } } }
}

/// Knows which agent leads the call, and tells it when the caller has hung up.
private actor Switchboard: CellActor {
  nonisolated let cell: Cell
  var agent: (any AgentEventReceiver)?
  var ends: [(name: String, end: ConversationEnd)] = []

  init(cell: Cell) { self.cell = cell }

  func released(after delay: Duration) {
    after(delay) { $0.agent?.receive(.released) }
  }
}
