import SimCore
import VoicePipeline

/// What a planted mutant knows of the future; speech handles give nothing away, so it has the
/// caller's own script.
enum Foresight: Sendable {
  /// A recognizer that answers with all words of an utterance as soon as it begins.
  case words
  /// An end-of-turn detector that tells an end from a pause before it comes.
  case end
}

/// A recognizer that knows what the caller is going to say.
struct ForesightedRecognizer: SpeechRecognizer {
  let cell: Cell
  let script: CallerScript

  func open(_ call: CallID, for agent: any AgentEventReceiver) -> any RecognitionSession {
    ForesightedRecognition(cell: cell, script: script, agent: agent)
  }
}

private final class ForesightedRecognition: RecognitionSession {
  private let cell: Cell
  private let script: CallerScript
  private let agent: any AgentEventReceiver

  init(cell: Cell, script: CallerScript, agent: any AgentEventReceiver) {
    self.cell = cell
    self.script = script
    self.agent = agent
  }

  func recognize(_ audio: any AudioStream, turn: Int, wantsPartials: Bool) {
    let index = (audio as? any HeardSpeech)?.index
    let utterance = script.speeches.first { $0.utterance.index == index }?.utterance
    cell.after(.zero) { [agent] in
      agent.receive(.recognition(turn: turn, .final(Transcript(utterance?.words ?? []))))
    }
  }

  func finish(turn: Int) {}
  func close() {}
}

/// A media path that knows when the caller is going to fall silent.
final class ForesightedPath: MediaPath {
  private let cell: Cell
  private let script: CallerScript
  private let inner: any MediaPath

  init(cell: Cell, script: CallerScript, inner: any MediaPath) {
    self.cell = cell
    self.script = script
    self.inner = inner
  }

  func attach(_ agent: any AgentEventReceiver, observer: any CallObserver) {
    let receiver = ForesightedReceiver(cell: cell, script: script, agent: agent)
    inner.attach(receiver, observer: observer)
  }

  func play(_ audio: any AudioStream, mark: PlaybackMark) { inner.play(audio, mark: mark) }
  func clear() { inner.clear() }
  func close(_ end: ConversationEnd) { inner.close(end) }
}

private final class ForesightedReceiver: AgentEventReceiver {
  /// So much earlier than the caller's last sound.
  private static let lead = Duration.milliseconds(500)

  private let cell: Cell
  private let script: CallerScript
  private let agent: any AgentEventReceiver

  init(cell: Cell, script: CallerScript, agent: any AgentEventReceiver) {
    self.cell = cell
    self.script = script
    self.agent = agent
  }

  func receive(_ event: AgentEvent) {
    if case .media(.speechEnded) = event { return }
    agent.receive(event)
    guard case .media(.speechStarted(let audio)) = event,
      let index = (audio as? any HeardSpeech)?.index,
      let speech = script.speeches.first(where: { $0.utterance.index == index })
    else { return }
    let due = speech.end.advanced(by: .zero - Self.lead)
    cell.after(max(cell.now.duration(to: due), .zero)) { [agent] in
      agent.receive(.media(.speechEnded(silence: .zero)))
    }
  }
}
