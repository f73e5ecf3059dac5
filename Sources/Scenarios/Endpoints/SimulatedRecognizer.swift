package import SimCore
package import VoicePipeline

/// A streaming recognizer whose finals come a drawn latency after the end of speech.
package struct SimulatedRecognizer: SpeechRecognizer {
  private let cell: Cell
  private let spec: RecognizerSpec

  package init(cell: Cell, spec: RecognizerSpec) {
    self.cell = cell
    self.spec = spec
  }

  package func open(
    _ call: CallID,
    for agent: any AgentEventReceiver
  ) -> any RecognitionSession {
    SimulatedRecognition(cell: cell, spec: spec, draws: call.draws(from: cell.key), agent: agent)
  }
}

/// One call's stream to the simulated recognizer.
private actor SimulatedRecognition: TimedActor {
  enum Due: UInt32, Sendable {
    /// The argument is the turn.
    case final
  }

  nonisolated let cell: Cell
  private let spec: RecognizerSpec
  private let draws: DrawKey
  private let errors = WordErrorModel()
  private var agent: (any AgentEventReceiver)?
  /// The stretch of speech that is being heard.
  private var hearing: (any AudioStream)?
  /// Stretches whose final is still to come, in order.
  private var pending: [Hypothesis] = []
  private var lastDue = SimInstant.zero

  init(cell: Cell, spec: RecognizerSpec, draws: DrawKey, agent: any AgentEventReceiver) {
    self.cell = cell
    self.spec = spec
    self.draws = draws
    self.agent = agent
  }

  func fired(_ due: Due, _ argument: UInt64) {
    let heard = pending.removeFirst()
    let event = RecognitionEvent.final(Transcript(heard.words, confidence: heard.confidence))
    agent?.receive(.recognition(turn: Int(argument), event))
  }

  private func conclude(turn: Int) {
    guard let audio = hearing else { return }
    guard let speech = audio as? any HeardSpeech else {
      preconditionFailure("the simulated recognizer hears speech that carries its text only")
    }
    hearing = nil
    pending.append(understood(speech, turn))
    let latency = spec.latency.sample(draws.bits(.finalLatency, UInt64(speech.index)))
    // Finals of one stream come in the order of their speech, however the latencies fall.
    lastDue = max(cell.now.advanced(by: latency), lastDue)
    schedule(.final, after: cell.now.duration(to: lastDue), UInt64(turn))
  }

  private func understood(_ speech: any HeardSpeech, _ turn: Int) -> Hypothesis {
    let words = speech.words(at: cell.now)
    guard !words.isEmpty else {
      let chance = spec.hallucinationShare
      return errors.hallucinate(chance: chance, draws: draws, stretch: speech.index)
    }
    return errors.recognize(
      words,
      expecting: spec.expectedErrors(of: speech.traits),
      draws: draws,
      stretch: speech.index,
      turn: turn
    )
  }
}

extension SimulatedRecognition: RecognitionSession {
  nonisolated func recognize(_ audio: any AudioStream, turn: Int, wantsPartials: Bool) {
    onCell(with: audio) { $0.hearing = $1 }
  }

  nonisolated func finish(turn: Int) { onCell(with: turn) { $0.conclude(turn: $1) } }

  nonisolated func close() { onCell { $0.agent = nil } }
}

extension Purpose {
  fileprivate static let finalLatency = Purpose("recognizer.final_latency")
}
