package import SimCore
package import VoicePipeline

/// A synthesizer: the first audio comes a drawn latency after the text, or, of a batch
/// synthesizer, when the whole sentence has been made.
package final class SimulatedSynthesizer: SpeechSynthesizer {
  fileprivate let cell: Cell
  fileprivate let spec: SynthesizerSpec
  fileprivate let health: EndpointHealth?
  fileprivate let wordDuration: Duration
  /// The project's sentences in the making, and its connections.
  package let quota: StreamQuota

  /// From a sentence to the answer of an endpoint that does no work for it.
  package static let refusalDelay = Duration.milliseconds(50)

  package init(cell: Cell, spec: SynthesizerSpec, health: EndpointHealth? = nil) {
    self.cell = cell
    self.spec = spec
    self.health = health
    wordDuration = .nanoseconds(Int64(60e9 / spec.wordsPerMinute))
    quota = StreamQuota("synthesizer", cell: cell, quota: spec.quota)
  }

  package func open(_ call: CallID, for agent: any AgentEventReceiver) -> any SynthesisSession {
    let session = SimulatedSynthesis(
      service: self,
      draws: call.draws(from: cell.key),
      agent: agent
    )
    if quota.connections != nil { session.onCell { $0.connect() } }
    return session
  }
}

/// One call's stream to the simulated synthesizer.
private actor SimulatedSynthesis: TimedActor {
  enum Due: UInt32, Sendable {
    /// The first audio of a sentence is there, or its refusal.
    case audio
    /// The whole sentence has been made: its place in the quota is free.
    case made
  }

  nonisolated let cell: Cell
  private let service: SimulatedSynthesizer
  private let draws: DrawKey
  private var agent: (any AgentEventReceiver)?
  private var pending: [PendingSentence] = []
  /// Places in the quota, by the sentences that hold them.
  private var places: [(sentence: UInt64, claim: Claim)] = []
  private var sentences: UInt64 = 0
  private var lastDue = SimInstant.zero
  private var connection: Claim?
  private var isRefused = false
  /// Sentences that have failed, as often as they have.
  private var failed: [PlaybackMark] = []

  init(service: SimulatedSynthesizer, draws: DrawKey, agent: any AgentEventReceiver) {
    cell = service.cell
    self.service = service
    self.draws = draws
    self.agent = agent
  }

  func fired(_ due: Due, _ argument: UInt64) {
    switch due {
    case .audio: deliver(argument)
    case .made: giveBack(argument)
    }
  }

  private func deliver(_ id: UInt64) {
    guard let place = pending.firstIndex(where: { $0.id == id }) else { return }
    let sentence = pending.remove(at: place)
    if let failure = sentence.failure, !sentence.failsLate {
      return tell(sentence, .failed(failure))
    }
    tell(sentence, .audio(sentence.audio))
    if let failure = sentence.failure {
      tell(sentence, .failed(failure))
    } else {
      // The rest comes faster than it is spoken, and no port passes it on piece by piece.
      tell(sentence, .completed(audio: sentence.audio.duration))
    }
  }

  private func tell(_ sentence: PendingSentence, _ event: SynthesisEvent) {
    if case .failed = event { failed.append(sentence.mark) }
    agent?.receive(.synthesis(sentence.mark, event))
  }

  private func start(_ text: String, mark: PlaybackMark) {
    // A sentence that is asked for again has luck of its own.
    let attempt = UInt64(failed.count { $0 == mark })
    let index = UInt64(mark.request) << 8 | UInt64(mark.sentence) | attempt << 40
    let silence = service.spec.leadingSilence.sample(draws.bits(.leadingSilence, index))
    let duration = silence + service.wordDuration * TokenEstimate.words(in: text)
    let audio = SynthesizedSpeech(text: text, duration: duration, leadingSilence: silence)
    let firstByte = service.spec.timeToFirstByte.sample(draws.bits(.firstByte, index))
    sentences += 1
    let sentence = PendingSentence(
      id: sentences,
      mark: mark,
      audio: audio,
      latency: service.spec.mode == .batch ? firstByte + making(audio) : firstByte
    )
    if service.spec.failures == nil, service.health == nil, service.quota.work == nil, !isRefused {
      begin(sentence)
    } else {
      apply(sentence, index: index)
    }
  }

  private func making(_ audio: SynthesizedSpeech) -> Duration {
    audio.duration.scaled(by: 1 / service.spec.speed)
  }

  private func begin(_ sentence: consuming PendingSentence) {
    // Sentences of one stream come in their order, however the latencies fall.
    lastDue = max(cell.now.advanced(by: sentence.latency), lastDue)
    sentence.timer = schedule(.audio, after: cell.now.duration(to: lastDue), sentence.id)
    pending.append(sentence)
  }

  private func drop() {
    let dropped = pending
    pending = []
    lastDue = .zero
    for sentence in dropped {
      if let timer = sentence.timer { cell.cancel(timer) }
      giveBack(sentence.id)
      tell(sentence, .cancelled(audio: .zero))
    }
  }
}

// What may stand between a sentence and its audio.
extension SimulatedSynthesis {
  private func apply(_ plain: PendingSentence, index: UInt64) {
    var sentence = plain
    let effect = service.health?.effect(at: cell.now) ?? .none
    sentence.latency = sentence.latency.scaled(by: effect.latencyFactor)
    if isRefused { return refuse(sentence, .refused(code: 429)) }
    if effect.isDown || effect.errorShare > 0,
      effect.isDown || draws.chance(effect.errorShare, .fault, index)
    {
      return refuse(sentence, .refused(code: 503))
    }
    switch service.spec.failures?.fate(draws.uniform(.synthesizerFailure, index)) {
    case .busy: return refuse(sentence, .refused(code: 429))
    case .hang:
      // It holds no place and never comes; only `cancel` ends it.
      pending.append(sentence)
      return
    case .brokenOff:
      sentence.failure = .brokenOff(code: nil)
      sentence.failsLate = true
    case .underrun(let gap): sentence.audio = sentence.audio.interrupted(for: gap)
    case nil: break
    }
    enter(sentence, factor: effect.quotaFactor)
  }

  private func enter(_ sentence: PendingSentence, factor: Double) {
    switch service.quota.request(for: self, argument: sentence.id, factor: factor) {
    case nil: begin(sentence)
    case .granted(let claim):
      begin(sentence)
      hold(claim, for: sentence)
    case .waiting(let claim):
      places.append((sentence.id, claim))
      pending.append(sentence)
    case .refused: refuse(sentence, .refused(code: 429))
    }
  }

  private func refuse(_ sentence: PendingSentence, _ failure: PortFailure) {
    var sentence = sentence
    sentence.failure = failure
    sentence.failsLate = false
    sentence.timer = schedule(.audio, after: SimulatedSynthesizer.refusalDelay, sentence.id)
    pending.append(sentence)
  }

  /// A sentence keeps its place while it is being made, which is not as long as it sounds.
  private func hold(_ claim: Claim, for sentence: PendingSentence) {
    places.append((sentence.id, claim))
    let rest = service.spec.mode == .batch ? .zero : making(sentence.audio)
    schedule(.made, after: sentence.latency + rest, sentence.id)
  }

  private func giveBack(_ id: UInt64) {
    guard let place = places.firstIndex(where: { $0.sentence == id }) else { return }
    service.quota.work?.release(places.remove(at: place).claim)
  }

  private func placed(_ news: ResourceNews, _ id: UInt64) {
    guard let index = pending.firstIndex(where: { $0.id == id }) else { return giveBack(id) }
    let sentence = pending.remove(at: index)
    places.removeAll { $0.sentence == id }
    switch news {
    case .granted(let claim):
      begin(sentence)
      hold(claim, for: sentence)
    case .reneged, .completed, .preempted:
      var refused = sentence
      refused.failure = .refused(code: 429)
      pending.insert(refused, at: index)
      deliver(id)
    }
  }

  func connect() {
    switch service.quota.connections?.request(for: self) {
    case .granted(let claim): connection = claim
    case .refused: isRefused = true
    case .waiting, nil: break
    }
  }

  private func shut() {
    agent = nil
    drop()
    if let connection { service.quota.connections?.release(connection) }
    connection = nil
  }
}

extension SimulatedSynthesis: ResourceUser {
  nonisolated func heard(_ news: ResourceNews, code: UInt32, argument: UInt64) {
    onCell(with: (news, argument)) { $0.placed($1.0, $1.1) }
  }
}

extension SimulatedSynthesis: SynthesisSession {
  nonisolated func synthesize(_ text: String, mark: PlaybackMark) {
    onCell(with: (text, mark)) { $0.start($1.0, mark: $1.1) }
  }

  nonisolated func cancel() { onCell { $0.drop() } }

  nonisolated func close() { onCell { $0.shut() } }
}

private struct PendingSentence {
  let id: UInt64
  let mark: PlaybackMark
  var audio: SynthesizedSpeech
  /// Start to the first audio.
  var latency: Duration
  /// How it ends, if not well; late failures come after the first audio.
  var failure: PortFailure?
  var failsLate = false
  var timer: TimerID?
}

extension SynthesizedSpeech {
  /// The same with a gap in its midst.
  fileprivate func interrupted(for gap: Duration) -> SynthesizedSpeech {
    SynthesizedSpeech(text: text, duration: duration + gap, leadingSilence: leadingSilence)
  }
}

/// What goes wrong with one sentence.
private enum SynthesizerFailure {
  case busy
  case brokenOff
  case hang
  case underrun(Duration)
}

extension SynthesizerFailureSpec {
  fileprivate func fate(_ luck: Double) -> SynthesizerFailure? {
    var bound = busy
    if luck < bound { return .busy }
    bound += brokenOff
    if luck < bound { return .brokenOff }
    bound += hang
    if luck < bound { return .hang }
    return luck < bound + underrun ? .underrun(underrunTime) : nil
  }
}

extension Purpose {
  fileprivate static let leadingSilence = Purpose("synthesizer.leading_silence")
  fileprivate static let firstByte = Purpose("synthesizer.first_byte")
  fileprivate static let synthesizerFailure = Purpose("synthesizer.failure")
}
