package import SimCore

/// The histograms of a run, one for each metric that is a distribution of durations.
package struct MeasuredLatencies: Sendable {
  private var response = LatencyHistogram()
  private var toolTurns = LatencyHistogram()
  private var plainTurns = LatencyHistogram()
  private var endpointing = LatencyHistogram()
  private var transcription = LatencyHistogram()
  private var routing = LatencyHistogram()
  private var tools = LatencyHistogram()
  private var modelQueue = LatencyHistogram()
  private var languageModel = LatencyHistogram()
  private var timeToFirstToken = LatencyHistogram()
  private var firstSentence = LatencyHistogram()
  private var synthesis = LatencyHistogram()
  private var network = LatencyHistogram()
  private var postDialDelay = LatencyHistogram()
  private var dialDelay = LatencyHistogram()
  private var timeToFirstWord = LatencyHistogram()
  private var holdTime = LatencyHistogram()
  private var callDuration = LatencyHistogram()
  private var failoverTime = LatencyHistogram()
  private var handleTime = LatencyHistogram()
  private var bargeInStop = LatencyHistogram()
  private var deadAir = LatencyHistogram()
  private var resumeGap = LatencyHistogram()

  init() {}

  /// The histogram of a metric; nil for one that is no distribution of durations.
  package func histogram(of metric: MetricName) -> LatencyHistogram? {
    switch metric {
    case .responseLatency: response
    case .toolTurnLatency: toolTurns
    case .plainTurnLatency: plainTurns
    case .endpointing: endpointing
    case .transcription: transcription
    case .routing: routing
    case .tools: tools
    case .modelQueue: modelQueue
    case .languageModel: languageModel
    case .timeToFirstToken: timeToFirstToken
    case .firstSentence: firstSentence
    case .synthesis: synthesis
    case .network: network
    case .postDialDelay: postDialDelay
    case .dialDelay: dialDelay
    case .timeToFirstWord: timeToFirstWord
    case .holdTime: holdTime
    case .callDuration: callDuration
    case .failoverTime: failoverTime
    case .handleTime: handleTime
    case .bargeInStop: bargeInStop
    case .deadAir: deadAir
    case .resumeGap: resumeGap
    default: nil
    }
  }

  mutating func record(_ call: CallRecord) {
    dialDelay.record(call.planned.duration(to: call.started))
    if let delay = call.postDialDelay { postDialDelay.record(delay) }
    if let first = call.timeToFirstWord { timeToFirstWord.record(first) }
    for leg in call.failedLegs { failoverTime.record(leg.started.duration(to: leg.redialled)) }
    if let duration = call.holdTime { callDuration.record(duration) }
    for loss in call.podLosses where loss.end == .resumed { resumeGap.record(loss.gap) }
    guard call.pod != nil, let hold = call.holdTime else { return }
    holdTime.record(hold)
    if call.outcome.isHumanAnswer { handleTime.record(hold + call.humanTime) }
  }

  mutating func record(_ overlap: SpeechOverlap) {
    guard overlap.agentWasFirst, overlap.kind.wantsAnswer, let delay = overlap.stopDelay
    else { return }
    bargeInStop.record(delay)
  }

  mutating func record(silence: Duration) {
    if silence > CallTally.deadAirAfter { deadAir.record(silence) }
  }

  mutating func record(_ turn: TurnRecord) {
    response.record(turn.responseLatency)
    guard let account = turn.account else { return }
    endpointing.record(account.stages.endpointing)
    transcription.record(account.stages.transcription)
    if account.stages.routing > .zero { routing.record(account.stages.routing) }
    if account.stages.tools > .zero {
      tools.record(account.stages.tools)
      toolTurns.record(turn.responseLatency)
    } else {
      plainTurns.record(turn.responseLatency)
    }
    if let first = account.timeToFirstToken {
      modelQueue.record(account.stages.modelQueue)
      languageModel.record(account.stages.languageModel)
      timeToFirstToken.record(first)
      firstSentence.record(account.stages.firstSentence)
    }
    synthesis.record(account.stages.synthesis)
    network.record(account.stages.network)
  }
}

extension MeasuredLatencies {
  mutating func merge(_ other: MeasuredLatencies) {
    response.merge(other.response)
    toolTurns.merge(other.toolTurns)
    plainTurns.merge(other.plainTurns)
    endpointing.merge(other.endpointing)
    transcription.merge(other.transcription)
    routing.merge(other.routing)
    tools.merge(other.tools)
    modelQueue.merge(other.modelQueue)
    languageModel.merge(other.languageModel)
    timeToFirstToken.merge(other.timeToFirstToken)
    firstSentence.merge(other.firstSentence)
    synthesis.merge(other.synthesis)
    network.merge(other.network)
    postDialDelay.merge(other.postDialDelay)
    dialDelay.merge(other.dialDelay)
    timeToFirstWord.merge(other.timeToFirstWord)
    holdTime.merge(other.holdTime)
    callDuration.merge(other.callDuration)
    failoverTime.merge(other.failoverTime)
    handleTime.merge(other.handleTime)
    bargeInStop.merge(other.bargeInStop)
    deadAir.merge(other.deadAir)
    resumeGap.merge(other.resumeGap)
  }
}
