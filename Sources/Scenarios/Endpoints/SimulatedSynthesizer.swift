package import SimCore
package import VoicePipeline

/// A streaming synthesizer: the first audio comes a drawn latency after the text.
package struct SimulatedSynthesizer: SpeechSynthesizer {
  private let cell: Cell
  private let spec: SynthesizerSpec

  package init(cell: Cell, spec: SynthesizerSpec) {
    self.cell = cell
    self.spec = spec
  }

  package func open(_ call: CallID, for agent: any AgentEventReceiver) -> any SynthesisSession {
    SimulatedSynthesis(cell: cell, spec: spec, draws: call.draws(from: cell.key), agent: agent)
  }
}

/// One call's stream to the simulated synthesizer.
private actor SimulatedSynthesis: TimedActor {
  enum Due: UInt32, Sendable {
    /// The first audio of the oldest pending sentence is there.
    case audio
  }

  nonisolated let cell: Cell
  private let spec: SynthesizerSpec
  private let draws: DrawKey
  private let wordDuration: Duration
  private var agent: (any AgentEventReceiver)?
  private var pending: [PendingSentence] = []

  init(cell: Cell, spec: SynthesizerSpec, draws: DrawKey, agent: any AgentEventReceiver) {
    self.cell = cell
    self.spec = spec
    self.draws = draws
    self.agent = agent
    wordDuration = .nanoseconds(Int64(60e9 / spec.wordsPerMinute))
  }

  func fired(_ due: Due, _ argument: UInt64) {
    let sentence = pending.removeFirst()
    agent?.receive(.synthesis(sentence.mark, .audio(sentence.audio)))
    // The rest comes faster than it is spoken, and no port passes it on piece by piece.
    agent?.receive(.synthesis(sentence.mark, .completed(audio: sentence.audio.duration)))
  }

  private func start(_ text: String, mark: PlaybackMark) {
    let index = UInt64(mark.request) << 8 | UInt64(mark.sentence)
    let silence = spec.leadingSilence.sample(draws.bits(.leadingSilence, index))
    let duration = silence + wordDuration * TokenEstimate.words(in: text)
    let audio = SynthesizedSpeech(text: text, duration: duration, leadingSilence: silence)
    let firstByte = spec.timeToFirstByte.sample(draws.bits(.firstByte, index))
    // Sentences of one stream come in their order, however the latencies fall.
    let due = max(cell.now.advanced(by: firstByte), pending.last?.due ?? cell.now)
    let timer = schedule(.audio, after: cell.now.duration(to: due))
    pending.append(PendingSentence(mark: mark, audio: audio, due: due, timer: timer))
  }

  private func drop() {
    let dropped = pending
    pending = []
    for sentence in dropped {
      cell.cancel(sentence.timer)
      agent?.receive(.synthesis(sentence.mark, .cancelled(audio: .zero)))
    }
  }
}

extension SimulatedSynthesis: SynthesisSession {
  nonisolated func synthesize(_ text: String, mark: PlaybackMark) {
    onCell(with: (text, mark)) { $0.start($1.0, mark: $1.1) }
  }

  nonisolated func cancel() { onCell { $0.drop() } }

  nonisolated func close() {
    onCell { session in
      session.agent = nil
      session.drop()
    }
  }
}

private struct PendingSentence {
  let mark: PlaybackMark
  let audio: SynthesizedSpeech
  let due: SimInstant
  let timer: TimerID
}

extension Purpose {
  fileprivate static let leadingSilence = Purpose("synthesizer.leading_silence")
  fileprivate static let firstByte = Purpose("synthesizer.first_byte")
}
