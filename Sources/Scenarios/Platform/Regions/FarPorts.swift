internal import SimCore
internal import VoicePipeline

extension AgentPorts {
  /// The same layers as agents in one region see them: a round trip farther away where they are in
  /// another one.
  func seen(from region: Int, over regions: PlatformRegions, on cell: Cell) -> AgentPorts {
    func way(to layer: FaultTarget) -> FarWay {
      FarWay(cell: cell) { regions.roundTrip(from: region, to: layer, at: $0) }
    }
    var far = self
    far.recognizer = FarRecognizer(inner: recognizer, way: way(to: .stt))
    far.model = FarModel(inner: model, way: way(to: .llm))
    far.synthesizer = FarSynthesizer(inner: synthesizer, way: way(to: .tts))
    far.realtime = realtime.map { FarRealtime(inner: $0, way: way(to: .realtime)) }
    far.tools = tools.map { FarTools(inner: $0, way: way(to: .tools)) }
    return far
  }
}

/// The way to a layer and back.
struct FarWay: Sendable {
  let cell: Cell
  /// How long it is at an instant.
  let roundTrip: @Sendable (SimInstant) -> Duration

  /// Hears what the layer says as late as it comes from there.
  ///
  /// The request's way is a part of it: to the agent it is one whether its question or the answer
  /// is on its way.
  func ear(of agent: any AgentEventReceiver) -> any AgentEventReceiver { FarEar(self, agent) }
}

/// Passes on what a layer says, late, and nothing before what came earlier.
private actor FarEar: CellActor {
  nonisolated let cell: Cell
  private let way: FarWay
  private let agent: any AgentEventReceiver
  private var due = SimInstant.zero

  init(_ way: FarWay, _ agent: any AgentEventReceiver) {
    cell = way.cell
    self.way = way
    self.agent = agent
  }

  private func take(_ event: AgentEvent) {
    let now = cell.now
    due = max(now.advanced(by: way.roundTrip(now)), due)
    guard due > now else { return agent.receive(event) }
    after(now.duration(to: due)) { $0.agent.receive(event) }
  }
}

extension FarEar: AgentEventReceiver {
  nonisolated func receive(_ event: AgentEvent) { onCell(with: event) { $0.take($1) } }
}

/// A recognizer in another region.
private struct FarRecognizer: SpeechRecognizer {
  let inner: any SpeechRecognizer
  let way: FarWay

  func open(_ call: CallID, for agent: any AgentEventReceiver) -> any RecognitionSession {
    inner.open(call, for: way.ear(of: agent))
  }
}

/// A language model in another region.
private struct FarModel: LanguageModel {
  let inner: any LanguageModel
  let way: FarWay

  func generate(
    _ request: GenerationRequest,
    for agent: any AgentEventReceiver
  ) -> any GenerationStream {
    inner.generate(request, for: way.ear(of: agent))
  }
}

/// A synthesizer in another region.
private struct FarSynthesizer: SpeechSynthesizer {
  let inner: any SpeechSynthesizer
  let way: FarWay

  func open(_ call: CallID, for agent: any AgentEventReceiver) -> any SynthesisSession {
    inner.open(call, for: way.ear(of: agent))
  }
}

/// A speech-to-speech model in another region.
private struct FarRealtime: RealtimeModel {
  let inner: any RealtimeModel
  let way: FarWay

  func open(
    _ request: GenerationRequest,
    for agent: any AgentEventReceiver
  ) -> any RealtimeSession {
    inner.open(request, for: way.ear(of: agent))
  }
}

/// Tools in another region.
private struct FarTools: AgentTools {
  let inner: any AgentTools
  let way: FarWay

  func run(
    _ call: ToolCall,
    run: Int,
    of id: CallID,
    for agent: any AgentEventReceiver
  ) -> any ToolRun {
    inner.run(call, run: run, of: id, for: way.ear(of: agent))
  }
}
