package import SimCore
package import VoicePipeline

/// A semantic detector of turn ends that errs with two given rates.
package struct SimulatedTurnDetector: TurnDetector {
  private let cell: Cell
  private let spec: TurnDetectorSpec

  package init(cell: Cell, spec: TurnDetectorSpec) {
    self.cell = cell
    self.spec = spec
  }

  package func judge(
    _ audio: any AudioStream,
    turn: Int,
    stretch: Int,
    of call: CallID,
    for agent: any AgentEventReceiver
  ) {
    guard let speech = audio as? any HeardSpeech else {
      preconditionFailure("the simulated detector hears speech that carries its text only")
    }
    let draws = call.draws(from: cell.key)
    let index = UInt64(speech.index)
    let completeness = spec.completeness(
      isComplete: speech.soundsComplete(at: cell.now),
      luck: draws.uniform(.judgement, index),
      depth: draws.uniform(.certainty, index)
    )
    cell.after(spec.latency.sample(draws.bits(.inference, index))) {
      agent.receive(.turnJudged(turn: turn, stretch: stretch, completeness: completeness))
    }
  }
}

extension TurnDetectorSpec {
  /// The chance that the detector states: above one half when it takes the turn as finished.
  package func completeness(isComplete: Bool, luck: Double, depth: Double) -> Double {
    let isRight = luck < (isComplete ? sensitivity : specificity)
    return (isComplete == isRight ? 0.5 : 0) + depth / 2
  }
}

extension Purpose {
  fileprivate static let judgement = Purpose("turn_detector.judgement")
  fileprivate static let certainty = Purpose("turn_detector.certainty")
  fileprivate static let inference = Purpose("turn_detector.inference")
}
