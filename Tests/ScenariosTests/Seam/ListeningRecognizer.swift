import SimCore
import VoicePipeline

/// A recognizer that looks at the speech as often as it can, and says each word as it comes: what
/// a streaming recognizer is allowed to do.
struct ListeningRecognizer: SpeechRecognizer {
  let cell: Cell
  let inner: any SpeechRecognizer

  func open(_ call: CallID, for agent: any AgentEventReceiver) -> any RecognitionSession {
    ListeningRecognition(cell: cell, inner: inner.open(call, for: agent), agent: agent)
  }
}

private actor ListeningRecognition: TimedActor {
  enum Due: UInt32, Sendable {
    case look
  }

  private static let interval = Duration.milliseconds(100)

  nonisolated let cell: Cell
  private let inner: any RecognitionSession
  private var agent: (any AgentEventReceiver)?
  private var hearing: (speech: any HeardSpeech, turn: Int, count: Int)?
  private var timer: TimerID?

  init(cell: Cell, inner: any RecognitionSession, agent: any AgentEventReceiver) {
    self.cell = cell
    self.inner = inner
    self.agent = agent
  }

  func fired(_ due: Due, _ argument: UInt64) {
    guard let hearing else { return }
    timer = schedule(.look, after: Self.interval)
    let words = hearing.speech.words(at: cell.now)
    guard words.count != hearing.count else { return }
    self.hearing?.count = words.count
    agent?.receive(.recognition(turn: hearing.turn, .partial(Array(words))))
  }

  private func listen(to speech: any HeardSpeech, turn: Int) {
    stop()
    hearing = (speech, turn, 0)
    timer = schedule(.look, after: Self.interval)
  }

  private func stop() {
    if let timer { cell.cancel(timer) }
    timer = nil
    hearing = nil
  }
}

extension ListeningRecognition: RecognitionSession {
  nonisolated func recognize(_ audio: any AudioStream, turn: Int, wantsPartials: Bool) {
    inner.recognize(audio, turn: turn, wantsPartials: wantsPartials)
    guard let speech = audio as? any HeardSpeech else { return }
    onCell { $0.listen(to: speech, turn: turn) }
  }

  nonisolated func finish(turn: Int) {
    onCell { $0.stop() }
    inner.finish(turn: turn)
  }

  nonisolated func close() {
    onCell { session in
      session.stop()
      session.agent = nil
    }
    inner.close()
  }
}
