import SimCore
import VoicePipeline

/// Who is recorded, and where.
struct SeamRecorder: Sendable {
  let name: String
  let log: SeamLog

  /// The ports of an agent, with everything written down that passes through them.
  func recorded(_ ports: AgentPorts) -> AgentPorts {
    AgentPorts(
      recognizer: RecordedRecognizer(inner: ports.recognizer, recorder: self),
      model: RecordedModel(inner: ports.model, recorder: self),
      synthesizer: RecordedSynthesizer(inner: ports.synthesizer, recorder: self)
    )
  }

  func recorded(_ media: any MediaPath) -> any MediaPath {
    RecordedPath(inner: media, recorder: self)
  }

  fileprivate func recorded(_ agent: any AgentEventReceiver) -> any AgentEventReceiver {
    RecordedReceiver(inner: agent, recorder: self)
  }

  fileprivate func does(_ verb: String, _ detail: String = "") {
    log.note(name, does: verb, detail)
  }
}

private final class RecordedReceiver: AgentEventReceiver {
  private let inner: any AgentEventReceiver
  private let recorder: SeamRecorder

  init(inner: any AgentEventReceiver, recorder: SeamRecorder) {
    self.inner = inner
    self.recorder = recorder
  }

  func receive(_ event: AgentEvent) {
    recorder.log.note(recorder.name, learns: event)
    inner.receive(event)
  }
}

private struct RecordedRecognizer: SpeechRecognizer {
  let inner: any SpeechRecognizer
  let recorder: SeamRecorder

  func open(_ call: CallID, for agent: any AgentEventReceiver) -> any RecognitionSession {
    RecordedRecognition(inner: inner.open(call, for: recorder.recorded(agent)), recorder: recorder)
  }
}

private final class RecordedRecognition: RecognitionSession {
  private let inner: any RecognitionSession
  private let recorder: SeamRecorder

  init(inner: any RecognitionSession, recorder: SeamRecorder) {
    self.inner = inner
    self.recorder = recorder
  }

  func recognize(_ audio: any AudioStream, turn: Int, wantsPartials: Bool) {
    recorder.does("recognize", "\(turn) \(audio.words)")
    inner.recognize(audio, turn: turn, wantsPartials: wantsPartials)
  }

  func finish(turn: Int) {
    recorder.does("finish recognition", "\(turn)")
    inner.finish(turn: turn)
  }

  func close() {
    recorder.does("close recognition")
    inner.close()
  }
}

private struct RecordedModel: LanguageModel {
  let inner: any LanguageModel
  let recorder: SeamRecorder

  func generate(
    _ request: GenerationRequest,
    for agent: any AgentEventReceiver
  ) -> any GenerationStream {
    let said = request.conversation.turns.map(\.words).joined(separator: " / ")
    recorder.does("generate", "\(request.request) \(request.contextTokens) \(said)")
    return RecordedGeneration(
      inner: inner.generate(request, for: recorder.recorded(agent)),
      request: request.request,
      recorder: recorder
    )
  }
}

private final class RecordedGeneration: GenerationStream {
  private let inner: any GenerationStream
  private let request: Int
  private let recorder: SeamRecorder

  init(inner: any GenerationStream, request: Int, recorder: SeamRecorder) {
    self.inner = inner
    self.request = request
    self.recorder = recorder
  }

  func cancel() {
    recorder.does("cancel generation", "\(request)")
    inner.cancel()
  }
}

private struct RecordedSynthesizer: SpeechSynthesizer {
  let inner: any SpeechSynthesizer
  let recorder: SeamRecorder

  func open(_ call: CallID, for agent: any AgentEventReceiver) -> any SynthesisSession {
    RecordedSynthesis(inner: inner.open(call, for: recorder.recorded(agent)), recorder: recorder)
  }
}

private final class RecordedSynthesis: SynthesisSession {
  private let inner: any SynthesisSession
  private let recorder: SeamRecorder

  init(inner: any SynthesisSession, recorder: SeamRecorder) {
    self.inner = inner
    self.recorder = recorder
  }

  func synthesize(_ text: String, mark: PlaybackMark) {
    recorder.does("synthesize", "\(mark.words) \(text)")
    inner.synthesize(text, mark: mark)
  }

  func cancel() {
    recorder.does("cancel synthesis")
    inner.cancel()
  }

  func close() {
    recorder.does("close synthesis")
    inner.close()
  }
}

private final class RecordedPath: MediaPath {
  private let inner: any MediaPath
  private let recorder: SeamRecorder

  init(inner: any MediaPath, recorder: SeamRecorder) {
    self.inner = inner
    self.recorder = recorder
  }

  func attach(_ agent: any AgentEventReceiver, observer: any CallObserver) {
    recorder.does("attach")
    inner.attach(recorder.recorded(agent), observer: observer)
  }

  func play(_ audio: any AudioStream, mark: PlaybackMark) {
    recorder.does("play", "\(mark.words) \(audio.words)")
    inner.play(audio, mark: mark)
  }

  func clear() {
    recorder.does("clear")
    inner.clear()
  }

  func close(_ end: ConversationEnd) {
    recorder.does("close path", "\(end)")
    inner.close(end)
  }
}

/// Writes down what an agent reports of its turns.
final class RecordedObserver: CallObserver {
  private let recorder: SeamRecorder

  init(recorder: SeamRecorder) { self.recorder = recorder }

  func agentReplied(_ turn: AgentTurn) {
    let stamps = turn.stamps
    let instants = stamps.all.map { String($0.nanoseconds) }
    let words = turn.words + instants
    recorder.log.note(
      recorder.name,
      does: "report",
      "\(turn.turn) \(turn.request) \(turn.stretches) " + words.joined(separator: " ")
    )
  }

  func callerIdentified(_ label: CallerLabel) {}
  func callerSpoke(_ utterance: SpokenWords) {}
  func callerHeard(_ hearing: ReplyHeard) {}
  func callerHungUp(_ reason: HangUpReason) {}
}
