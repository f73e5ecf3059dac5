package import SimCore
package import VoicePipeline

/// A recognizer whose finals come a drawn latency after the end of speech.
///
/// A streaming one may say before what it has understood so far; a batch recognizer is sent the
/// audio when the speech is over, and works through all of it.
package final class SimulatedRecognizer: SpeechRecognizer {
  fileprivate let cell: Cell
  fileprivate let spec: RecognizerSpec
  fileprivate let health: EndpointHealth?
  /// Hears speech that is rendered as sound, in place of the word error model.
  fileprivate let listener: (any SpeechListener)?
  /// The project's streams.
  package let quota: StreamQuota

  /// From a stretch of speech to the answer of an endpoint that does no work for it.
  package static let refusalDelay = Duration.milliseconds(50)
  /// From a final to its duplicate.
  package static let duplicateDelay = Duration.milliseconds(200)

  package init(
    cell: Cell,
    spec: RecognizerSpec,
    health: EndpointHealth? = nil,
    listener: (any SpeechListener)? = nil
  ) {
    self.listener = listener
    self.cell = cell
    self.spec = spec
    self.health = health
    quota = StreamQuota("recognizer streams", cell: cell, quota: spec.quota)
  }

  package func open(
    _ call: CallID,
    for agent: any AgentEventReceiver
  ) -> any RecognitionSession {
    SimulatedRecognition(service: self, draws: call.draws(from: cell.key), agent: agent)
  }
}

/// One call's stream to the simulated recognizer.
private actor SimulatedRecognition: TimedActor {
  enum Due: UInt32, Sendable {
    /// The argument is the turn.
    case final
    /// What has been understood so far is told; the argument is the turn.
    case partial
    /// No audio has come for a while; the argument counts the stretches.
    case idle
  }

  /// The connection to the service.
  enum Link {
    case none
    /// No quota bounds the streams.
    case free
    case waiting(Claim)
    case open(Claim)
    case lost(PortFailure)
  }

  nonisolated let cell: Cell
  private let service: SimulatedRecognizer
  private let draws: DrawKey
  private let errors = WordErrorModel()
  private var agent: (any AgentEventReceiver)?
  private var link = Link.none
  /// The stretch of speech that is being heard, and those before it since the last final.
  private var hearing: (any AudioStream)?
  private var earlier: [any AudioStream] = []
  private var stretches: UInt64 = 0
  /// The turn whose speech is over while its stream still waits for a place.
  private var held: Int?
  /// Stretches whose end is still to come, in order.
  private var pending: [RecognitionEvent] = []
  private var lastDue = SimInstant.zero
  private var partials: PartialProgress?

  init(service: SimulatedRecognizer, draws: DrawKey, agent: any AgentEventReceiver) {
    cell = service.cell
    self.service = service
    self.draws = draws
    self.agent = agent
  }

  func fired(_ due: Due, _ argument: UInt64) {
    switch due {
    case .final:
      let event = pending.removeFirst()
      agent?.receive(.recognition(turn: Int(argument), event))
    case .partial: tellPartial(turn: Int(argument))
    case .idle: fallIdle(argument)
    }
  }

  private func hear(_ audio: any AudioStream, turn: Int, wantsPartials: Bool) {
    connect()
    if let hearing { earlier.append(hearing) }
    hearing = audio
    stretches += 1
    guard wantsPartials, service.spec.mode == .streaming else { return }
    if let timer = partials?.timer { cell.cancel(timer) }
    partials = PartialProgress(count: 0, told: 0)
    schedulePartial(turn: turn)
  }

  private func conclude(turn: Int) {
    guard let audio = hearing else { return }
    if case .waiting = link {
      held = turn
      return
    }
    let before = earlier.map(\.asHeard)
    let latest = audio.asHeard
    hearing = nil
    earlier = []
    if let timer = partials?.timer { cell.cancel(timer) }
    partials = nil
    watchIdleness()
    if case .lost(let failure) = link {
      link = .none
      return end(.failed(failure), after: SimulatedRecognizer.refusalDelay, turn: turn)
    }
    finish(before, latest, turn: turn)
  }

  private func finish(_ before: [any HeardSpeech], _ latest: any HeardSpeech, turn: Int) {
    let index = UInt64(latest.index)
    let effect = service.health?.effect(at: cell.now) ?? .none
    if effect.isDown || effect.errorShare > 0,
      effect.isDown || draws.chance(effect.errorShare, .fault, index)
    {
      return loseLink(turn: turn)
    }
    let fate = service.spec.failures?.fate(draws.uniform(.recognizerFailure, index))
    switch fate {
    case .hang: return
    case .brokenOff: return loseLink(turn: turn)
    case .refused:
      let refusal = RecognitionEvent.failed(.refused(code: 429))
      return end(refusal, after: SimulatedRecognizer.refusalDelay, turn: turn)
    case .late, .duplicate, nil: break
    }
    var latency = service.spec.latency.sample(draws.bits(.finalLatency, index))
    if service.spec.mode == .batch {
      let length = before.reduce(latest.length(at: cell.now)) { $0 + $1.length(at: cell.now) }
      latency += length.scaled(by: service.spec.realTimeFactor)
    }
    latency = latency.scaled(by: effect.latencyFactor)
    if fate == .late, let late = service.spec.failures?.lateBy {
      latency += late.sample(draws.bits(.lateness, index))
    }
    let isTwice = fate == .duplicate
    if let listener = service.listener, let sounds = sounds(before, latest) {
      return listen(to: sounds, by: listener, after: latency, isTwice: isTwice, turn: turn)
    }
    // Most turns are one stretch of speech: no list is made for it.
    let heard =
      before.isEmpty
      ? Transcript(understand(latest, turn))
      : Transcript((before + [latest]).map { understand($0, turn) })
    end(.final(heard), after: latency, isTwice: isTwice, turn: turn)
  }

  private func end(
    _ final: RecognitionEvent,
    after latency: Duration,
    isTwice: Bool,
    turn: Int
  ) {
    end(final, after: latency, turn: turn)
    if isTwice { end(final, after: latency + SimulatedRecognizer.duplicateDelay, turn: turn) }
  }

  /// One stretch, as it is understood.
  private func understand(_ speech: any HeardSpeech, _ turn: Int) -> Hypothesis {
    let said = speech.words(at: cell.now)
    guard !said.isEmpty else {
      let chance = service.spec.hallucinationShare
      return errors.hallucinate(chance: chance, draws: draws, stretch: speech.index)
    }
    let isMissed =
      service.spec.noTranscriptShare > 0
      && draws.chance(service.spec.noTranscriptShare, .noTranscript, UInt64(speech.index))
    return recognized(isMissed ? [] : said, of: speech, turn)
  }

  private func recognized(
    _ said: ArraySlice<String>,
    of speech: any HeardSpeech,
    _ turn: Int
  ) -> Hypothesis {
    let gaps = speech.gapsInWords(at: cell.now)
    var traits = speech.traits
    // Gaps that are known one by one spoil the words that they touch, and no others.
    if gaps != nil { traits.loss = .none }
    return errors.recognize(
      said,
      expecting: service.spec.expectedErrors(of: traits),
      gaps: gaps,
      draws: draws,
      stretch: speech.index,
      turn: turn
    )
  }

  private func end(_ event: RecognitionEvent, after latency: Duration, turn: Int) {
    pending.append(event)
    // Finals of one stream come in the order of their speech, however the latencies fall.
    lastDue = max(cell.now.advanced(by: latency), lastDue)
    schedule(.final, after: cell.now.duration(to: lastDue), UInt64(turn))
  }

  /// The service closes the stream in its midst; the next stretch opens another one.
  private func loseLink(turn: Int) {
    disconnect()
    let failure = RecognitionEvent.failed(.brokenOff(code: 1011))
    end(failure, after: SimulatedRecognizer.refusalDelay, turn: turn)
  }

  private func shut() {
    agent = nil
    hearing = nil
    earlier = []
    if let timer = partials?.timer { cell.cancel(timer) }
    partials = nil
    disconnect()
  }
}

// Speech that is rendered as sound, and heard by a real recognizer.
extension SimulatedRecognition {
  /// Nil for speech that is text only.
  private func sounds(
    _ before: [any HeardSpeech],
    _ latest: any HeardSpeech
  ) -> [LineSpeech]? {
    let sounds = (before + [latest]).compactMap { $0.sound(at: cell.now) }
    return sounds.isEmpty ? nil : sounds
  }

  /// The text comes from the recognizer and the time from the model, whatever the host takes.
  private func listen(
    to sounds: [LineSpeech],
    by listener: any SpeechListener,
    after latency: Duration,
    isTwice: Bool,
    turn: Int
  ) {
    lastDue = max(cell.now.advanced(by: latency), lastDue)
    let work = { @Sendable () throws(AudioFailure) -> [String] in
      var words: [String] = []
      for sound in sounds where !sound.parts.isEmpty { words += try listener.words(in: sound) }
      return words
    }
    cell.offload(due: cell.now.duration(to: lastDue), work) { result in
      self.onCell(with: result) { $0.understood($1, isTwice: isTwice, turn: turn) }
    }
  }

  private func understood(
    _ result: OffloadResult<[String], AudioFailure>,
    isTwice: Bool,
    turn: Int
  ) {
    switch result {
    case .value(let words):
      let final = RecognitionEvent.final(Transcript(words, confidence: nil))
      agent?.receive(.recognition(turn: turn, final))
      if isTwice { end(final, after: SimulatedRecognizer.duplicateDelay, turn: turn) }
    case .failure:
      // The listener keeps the reason: the run is told of it when it is over.
      agent?.receive(.recognition(turn: turn, .failed(.brokenOff(code: 1011))))
    case .cancelled: return
    }
  }
}

// What the agent may be told before the end of a stretch.
extension SimulatedRecognition {
  private func schedulePartial(turn: Int) {
    guard let progress = partials else { return }
    let luck = draws.bits(.partialInterval, partialIndex(progress))
    let interval = service.spec.partialInterval.sample(luck)
    partials?.timer = schedule(.partial, after: interval, UInt64(turn))
  }

  private func partialIndex(_ progress: PartialProgress) -> UInt64 {
    stretches << 16 | UInt64(progress.count)
  }

  private func tellPartial(turn: Int) {
    guard var progress = partials, let speech = hearing?.asHeard else { return }
    let lag = service.spec.partialLag.sample(draws.bits(.partialLag, partialIndex(progress)))
    let said = speech.words(at: cell.now.advanced(by: .zero - lag))
    progress.count += 1
    let isNews = said.count > progress.told
    progress.told = max(progress.told, said.count)
    partials = progress
    schedulePartial(turn: turn)
    guard isNews, service.health?.effect(at: cell.now).isDown != true else { return }
    if case .lost = link { return }
    agent?.receive(.recognition(turn: turn, .partial(recognized(said, of: speech, turn).words)))
  }
}

// The connection: taken at the first stretch, kept to the end of the call or its loss.
extension SimulatedRecognition {
  private func connect() {
    guard case .none = link else { return }
    let factor = service.health?.effect(at: cell.now).quotaFactor ?? 1
    switch service.quota.request(for: self, factor: factor) {
    case nil: link = .free
    case .granted(let claim): link = .open(claim)
    case .waiting(let claim): link = .waiting(claim)
    case .refused: link = .lost(.refused(code: 429))
    }
  }

  private func disconnect() {
    switch link {
    case .open(let claim), .waiting(let claim): service.quota.work?.release(claim)
    case .none, .free, .lost: break
    }
    link = .none
  }

  private func linked(_ news: ResourceNews) {
    switch news {
    case .granted(let claim): link = .open(claim)
    case .reneged: link = .lost(.refused(code: 429))
    case .completed, .preempted: return
    }
    if agent == nil { return disconnect() }
    if let turn = held {
      held = nil
      conclude(turn: turn)
    }
  }

  private func watchIdleness() {
    guard let timeout = service.spec.failures?.idleTimeout else { return }
    schedule(.idle, after: timeout, stretches)
  }

  private func fallIdle(_ count: UInt64) {
    guard agent != nil, hearing == nil, count == stretches else { return }
    disconnect()
    link = .lost(.brokenOff(code: 1008))
  }
}

extension SimulatedRecognition: ResourceUser {
  nonisolated func heard(_ news: ResourceNews, code: UInt32, argument: UInt64) {
    onCell(with: news) { $0.linked($1) }
  }
}

extension SimulatedRecognition: RecognitionSession {
  nonisolated func recognize(_ audio: any AudioStream, turn: Int, wantsPartials: Bool) {
    onCell(with: (audio, turn, wantsPartials)) { $0.hear($1.0, turn: $1.1, wantsPartials: $1.2) }
  }

  nonisolated func finish(turn: Int) { onCell(with: turn) { $0.conclude(turn: $1) } }

  nonisolated func close() { onCell { $0.shut() } }
}

/// The partials of one stretch so far.
private struct PartialProgress {
  var count: Int
  /// Words of the latest.
  var told: Int
  var timer: TimerID?
}

extension AudioStream {
  /// The same as speech with its text.
  fileprivate var asHeard: any HeardSpeech {
    guard let speech = self as? any HeardSpeech else {
      preconditionFailure("the simulated recognizer hears speech that carries its text only")
    }
    return speech
  }
}

extension Transcript {
  fileprivate init(_ stretch: Hypothesis) {
    self.init(stretch.words, confidence: stretch.confidence)
  }

  /// What was understood of all the stretches of a turn; as sure as of the least of them.
  fileprivate init(_ stretches: [Hypothesis]) {
    self.init(stretches.flatMap(\.words), confidence: stretches.map(\.confidence).min())
  }
}

/// What goes wrong with one stretch of speech.
private enum RecognizerFailure {
  case refused
  case brokenOff
  case hang
  case late
  case duplicate
}

extension RecognizerFailureSpec {
  fileprivate func fate(_ luck: Double) -> RecognizerFailure? {
    var bound = refused
    if luck < bound { return .refused }
    bound += brokenOff
    if luck < bound { return .brokenOff }
    bound += hang
    if luck < bound { return .hang }
    bound += late
    if luck < bound { return .late }
    return luck < bound + duplicate ? .duplicate : nil
  }
}

extension Purpose {
  fileprivate static let finalLatency = Purpose("recognizer.final_latency")
  fileprivate static let recognizerFailure = Purpose("recognizer.failure")
  fileprivate static let lateness = Purpose("recognizer.lateness")
  fileprivate static let noTranscript = Purpose("recognizer.no_transcript")
  fileprivate static let partialInterval = Purpose("recognizer.partial_interval")
  fileprivate static let partialLag = Purpose("recognizer.partial_lag")
}
