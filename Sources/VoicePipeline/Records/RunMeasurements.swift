package import SimCore

/// Planned dials and what became of them, over the whole run.
package struct DialCounts: Sendable, Hashable {
  /// A dial is late when it starts this long after its planned instant.
  package static let lateAfter = Duration.milliseconds(100)

  package var offered = 0
  package var started = 0
  /// Never started; the campaigns' accounts say why.
  package var dropped = 0
  package var late = 0

  package init() {}
}

/// One cell of the accent by noise table.
package struct WordErrorCell: Sendable, Hashable {
  package var accent: String
  package var noise: String
  package var errors = WordErrors()
}

/// The response of one measured turn, for windows over time and the waterfall of stages.
package struct TurnSample: Sendable {
  package var speechEnded: SimInstant
  @WholeNanoseconds package var response: Duration
  /// Nil when the agent did not tell them.
  package var stages: TurnStages?

  init(_ turn: TurnRecord) {
    speechEnded = turn.speechEnded
    response = turn.responseLatency
    stages = turn.account?.stages
  }
}

/// Everything that one run measured.
package struct RunMeasurements: Sendable {
  package let window: MeasuredWindow
  package var attempts = DialCounts()
  /// Conversations on a pod.
  package var active = ConcurrencyCurve()
  package internal(set) var calls: RecordTable
  package internal(set) var turns: RecordTable
  package internal(set) var modelCalls: RecordTable
  /// Of a run that is over: one of each zone, and none where nobody audits.
  package internal(set) var audits: [FinishedAudit] = []
  package var audit: FinishedAudit? { audits.first }
  package internal(set) var outcomes = [Int](repeating: 0, count: CallOutcome.allCases.count)
  package internal(set) var latencies = MeasuredLatencies()
  package internal(set) var conversations = ConversationCounts()
  package internal(set) var podLosses = PodLossCounts()
  /// Calls that ended with their pod.
  package internal(set) var podFailures = 0
  /// Of the measured calls.
  package internal(set) var usage = ModelUsage()
  /// Requests of all calls.
  package internal(set) var traffic = EndpointTraffic()
  /// Of all calls.
  package internal(set) var saturation = LimitTally()
  /// What all calls cost, as they ended.
  package internal(set) var costs = CostMeter()
  package internal(set) var carriers: [CarrierCounts] = []
  /// In the order in which the carriers had their first call with audio; of the measured calls.
  package internal(set) var media: [CarrierMedia] = []
  /// Of all carriers.
  package internal(set) var allMedia = CarrierMedia(carrier: "")
  /// Over the quality of what agents heard; nil where nobody watches it.
  package internal(set) var qualityAlarms: QualityAlarms?
  package internal(set) var wordErrors: [WordErrorCell] = []
  /// Of calls that were rendered as sound, by what made them hard to understand.
  package internal(set) var audible: [AudibleCell] = []
  /// By kind of caller, in a run that renders some of its calls as sound; else empty.
  package internal(set) var tiers: [TierPair] = []
  /// The turns that are kept.
  package internal(set) var samples: [TurnSample] = []
  package internal(set) var worst: [CallRecord] = []
  /// The worst few of those whose turns are kept, with what happened in them.
  package internal(set) var exemplars: [ExemplarCall] = []
  /// Those whose stories are wanted, in the order of their ends.
  package internal(set) var wanted: [ExemplarCall] = []
  package internal(set) var blockedAt: [SimInstant] = []
  /// Dials whose first ring or final response came within the window, refusals over a limit left
  /// out, whenever they were planned.
  package internal(set) var routed = 0
  /// Turns of completed conversations, and those conversations.
  package internal(set) var completedTurns = 0
  /// Conversations that began within the window, and the time that they lasted, drain included.
  package internal(set) var held = 0
  package internal(set) var holdTotal = Duration.zero
  /// The time that all conversations of the run lasted.
  package internal(set) var holdOfAll = Duration.zero

  /// Worst calls that are kept.
  static let worstKept = 10
  /// Of these, how many are kept whole.
  package static let exemplarsKept = 3

  private let comparesTiers: Bool

  init(
    window: MeasuredWindow,
    comparesTiers: Bool = false,
    hasHeads: Bool = true,
    compress: @escaping RecordTable.Compressor
  ) {
    self.window = window
    self.comparesTiers = comparesTiers
    calls = RecordTable(columns: hasHeads ? CallRecord.columns : "", compress: compress)
    turns = RecordTable(columns: hasHeads ? TurnRecord.columns : "", compress: compress)
    modelCalls = RecordTable(columns: hasHeads ? ModelCall.columns : "", compress: compress)
  }

  package func count(of outcome: CallOutcome) -> Int { outcomes[outcome.index] }

  /// Finishes the tables: their compressed bytes and digests.
  package mutating func finishTables() -> FinishedTables {
    FinishedTables(
      calls: FinishedTable(&calls),
      turns: FinishedTable(&turns),
      modelCalls: FinishedTable(&modelCalls)
    )
  }

  mutating func add(
    _ call: CallRecord,
    _ usage: ModelUsage,
    _ chronicle: CallChronicle?,
    isMeasured: Bool
  ) {
    calls.append(call.append)
    saturation.add(call)
    if call.outcome == .blocked { blockedAt.append(call.ended) }
    if call.campaign != nil, call.outcome != .throttled, let progressed = call.progressed,
      window.contains(progressed)
    {
      routed += 1
    }
    if let length = call.conversation, let conversed = call.conversed {
      holdOfAll += length
      if window.contains(conversed) {
        holdTotal += length
        held += 1
      }
    }
    costs.add(call, isMeasured: isMeasured)
    guard isMeasured else { return }
    outcomes[call.outcome.index] += 1
    if call.outcome == .completed { completedTurns += call.turns }
    latencies.record(call)
    conversations.add(call)
    self.usage += usage
    count(call)
    for loss in call.podLosses { podLosses.add(loss) }
    if call.outcome == .failed, call.failure == .podLost { podFailures += 1 }
    if let media = call.media { add(media, of: call.carrier) }
    if call.isAudible { addAudible(call) }
    if comparesTiers, call.turns > 0, let chronicle { addTier(call, chronicle) }
    keepIfBad(call, chronicle)
  }

  mutating func keep(_ call: CallRecord, _ chronicle: CallChronicle) {
    wanted.append(ExemplarCall(record: call, chronicle: chronicle))
  }

  mutating func add(_ call: ModelCall, of number: Int, isKept: Bool) {
    traffic.add(call)
    saturation.add(call)
    if isKept { modelCalls.append { call.append(of: number, to: &$0) } }
  }

  mutating func add(_ overlap: SpeechOverlap, isMeasured: Bool) {
    if isMeasured { latencies.record(overlap) }
  }

  mutating func add(silence: Duration, isMeasured: Bool) {
    if isMeasured { latencies.record(silence: silence) }
  }

  mutating func add(
    _ turn: TurnRecord,
    label: CallerLabel?,
    isMeasured: Bool,
    isKept: Bool
  ) {
    if isKept { turns.append(turn.append) }
    saturation.add(turn)
    guard isMeasured else { return }
    latencies.record(turn)
    if isKept { samples.append(TurnSample(turn)) }
    if let label, let errors = turn.account?.wordErrors {
      add(errors, accent: label.accent, noise: label.noise)
    }
  }

  private mutating func add(_ errors: WordErrors, accent: String, noise: String) {
    // A handful of cells: a search is faster than a table, and its order is fixed.
    let found = wordErrors.firstIndex { $0.accent == accent && $0.noise == noise }
    if let found {
      wordErrors[found].errors += errors
    } else {
      wordErrors.append(WordErrorCell(accent: accent, noise: noise, errors: errors))
    }
  }

  private mutating func count(_ call: CallRecord) {
    for leg in call.failedLegs {
      let at = carrier(leg.carrier)
      carriers[at].add(leg.outcome, leg.response, at: leg.started)
      carriers[at].failover.record(leg.started.duration(to: leg.redialled))
    }
    let at = carrier(call.carrier)
    carriers[at].add(call.outcome, call.response, at: call.legStarted)
    if let duration = call.holdTime { carriers[at].answered(for: duration) }
    if let delay = call.postDialDelay { carriers[at].postDialDelay.record(delay) }
  }

  private mutating func addAudible(_ call: CallRecord) {
    guard var label = call.caller else { return }
    // A reader sees the names.
    label.kind = 0
    let loss = AudibleLoss(call.media?.uplink.counts.concealedRatio ?? 0)
    let at = audible.firstIndex { $0.label == label && $0.loss == loss } ?? audible.count
    if at == audible.count { audible.append(AudibleCell(label: label, loss: loss)) }
    audible[at].calls += 1
    audible[at].errors += call.wordErrors
  }

  private mutating func addTier(_ call: CallRecord, _ chronicle: CallChronicle) {
    guard let label = call.caller else { return }
    let at = tiers.firstIndex { $0.label == label } ?? tiers.count
    if at == tiers.count { tiers.append(TierPair(label: label)) }
    if call.isAudible {
      tiers[at].heard.add(call, chronicle)
    } else {
      tiers[at].drawn.add(call, chronicle)
    }
  }

  private mutating func add(_ call: CallMedia, of carrier: String) {
    allMedia.add(call)
    if let alarms = call.alarms { qualityAlarms = (qualityAlarms ?? QualityAlarms()) + alarms }
    let at = media.firstIndex { $0.carrier == carrier } ?? media.count
    if at == media.count { media.append(CarrierMedia(carrier: carrier)) }
    media[at].add(call)
  }

  /// The carrier's place.
  private mutating func carrier(_ name: String) -> Int {
    if let found = carriers.firstIndex(where: { $0.name == name }) { return found }
    carriers.append(CarrierCounts(name: name))
    return carriers.count - 1
  }

  /// Of all carriers.
  package var legs: LegCounts {
    carriers.reduce(into: LegCounts()) { $0 += $1.legs }
  }

  private mutating func keepIfBad(_ call: CallRecord, _ chronicle: CallChronicle?) {
    guard let response = call.responseMax else { return }
    let rank = worst.firstIndex { ($0.responseMax ?? .zero) < response } ?? worst.count
    if rank < Self.worstKept {
      worst.insert(call, at: rank)
      if worst.count > Self.worstKept { worst.removeLast() }
    }
    guard let chronicle else { return }
    let place = exemplars.firstIndex { ($0.record.responseMax ?? .zero) < response }
    guard place ?? exemplars.count < Self.exemplarsKept else { return }
    let exemplar = ExemplarCall(record: call, chronicle: chronicle)
    exemplars.insert(exemplar, at: place ?? exemplars.count)
    if exemplars.count > Self.exemplarsKept { exemplars.removeLast() }
  }
}

/// The finished tables of a run.
package struct FinishedTables: Sendable {
  package var calls: FinishedTable
  package var turns: FinishedTable
  package var modelCalls: FinishedTable
}

/// A finished table: compressed bytes, the SHA-256 of the text, and the number of rows.
package struct FinishedTable: Sendable {
  package var compressed: [UInt8]
  package var digest: String
  package var rows: Int

  init(_ table: inout RecordTable) {
    rows = table.rows
    (compressed, digest) = table.finish()
  }
}

extension CallOutcome {
  /// Position in `allCases`.
  package var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
