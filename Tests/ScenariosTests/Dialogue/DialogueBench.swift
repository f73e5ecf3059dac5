import Scenarios
import SimCore
import VoicePipeline

/// One synthetic caller on a line whose far end is an agent that hears as well as it is told to and
/// says its script without a delay of its own.
struct DialogueBench {
  /// What was said, in order, and what came of it.
  struct Call {
    var lines: [String] = []
    var notes: [CallerNote] = []
    var heard: [ReplyHeard] = []
    var spoken: [SpokenWords] = []
    var hangUp: HangUpReason?
    var end = SimInstant.zero

    var result: GoalResult? {
      for case .concluded(let result) in notes { return result }
      return nil
    }

    var overlaps: [SpeechOverlap] {
      notes.compactMap { if case .overlapped(let overlap) = $0 { overlap } else { nil } }
    }
  }

  static let quiet = "us-landline-quiet"

  /// Nobody hangs up before the matter is settled.
  private static let patient =
    ", talk_time: 30m, patience: {hazard: {0s: 0}, opening_per_second: 0, hellos_max: 3}"

  /// The kind of caller that a line of YAML describes, patient without end.
  static func kind(_ more: String = "", profile: String = quiet) throws -> CallerKind {
    let own = "{share: 100%, profile: \(profile)\(more)\(patient)}"
    let text = Loading.minimal + "\ncallers: [\(own)]\n"
    return CallerKind(try Loading.load(text).callers[0])
  }

  /// A library goal alone.
  static func goal(_ name: String) throws -> GoalMix {
    let text = Loading.minimal + "\ngoals: [{share: 100%, goal: \(name)}]\n"
    return GoalMix(try Loading.load(text).goals)
  }

  /// `errors` is the chance that a word is lost or becomes another value's.
  static func run(
    _ kind: CallerKind,
    goals: GoalMix = GoalMix([]),
    seed: UInt64,
    errors: Double = 0,
    tier: ModelTier = .heavy,
    voiceOnly: Bool = false,
    remembers: Bool = true,
    limit: Duration = .seconds(1900)
  ) -> Call {
    let cell = Cell(seed: seed)
    let id = CallID(number: 1, key: 7)
    let draws = id.draws(from: cell.key)
    let line = BenchLine(
      cell: cell,
      replies: DialogueReplies(
        goals: goals,
        others: ReplyBook.appointments,
        readings: remembers ? DialogueReadings(cell: cell) : nil
      ),
      call: id,
      errors: errors,
      tier: tier,
      voiceOnly: voiceOnly
    )
    let caller = SyntheticCaller(
      cell: cell,
      persona: Persona(kind, draws: draws),
      line: line,
      demand: DemandMeter(cell: cell),
      matter: goals.goal(of: id, key: cell.key).map { CallerMatter($0, draws: draws) }
    )
    cell.enter {
      line.onCell { $0.caller = caller }
      caller.observed(by: line)
      caller.onCell { $0.pickUp() }
      line.onCell { $0.begin() }
    }
    _ = cell.run(until: SimInstant.zero.advanced(by: limit))
    let call = cell.enter { line.onCell { $0.record } }
    cell.shutdown()
    return call
  }
}

/// A line and an agent in one: sentence after sentence, cut when the caller speaks for a while.
private actor BenchLine: CellActor {
  /// The agent's own words.
  static let wordDuration = Duration.milliseconds(364)
  /// Silence after which the agent takes the turn to be over.
  static let endpointing = Duration.milliseconds(900)
  static let bargeIn = Duration.milliseconds(300)

  nonisolated let cell: Cell
  let replies: DialogueReplies
  let call: CallID
  let errors: Double
  let tier: ModelTier
  let voiceOnly: Bool
  weak var caller: SyntheticCaller?
  var record = DialogueBench.Call()
  private var conversation = Conversation()
  private var words: [String] = []
  private var isCallerSpeaking: Utterance?
  private var spokenSince = SimInstant.zero
  private var sentences: [String] = []
  private var sentenceStart = SimInstant.zero
  private var pending: TimerID?
  private var request = 0
  private var isClosed = false
  private var wordCount: UInt64 = 0

  init(
    cell: Cell,
    replies: DialogueReplies,
    call: CallID,
    errors: Double,
    tier: ModelTier,
    voiceOnly: Bool
  ) {
    self.cell = cell
    self.replies = replies
    self.call = call
    self.errors = errors
    self.tier = tier
    self.voiceOnly = voiceOnly
  }

  func begin() { after(.milliseconds(300)) { $0.speak(["Hello, this is the assistant."]) } }

  private func speak(_ sentences: [String]) {
    guard !isClosed else { return }
    self.sentences = sentences
    sentenceStart = cell.now
    let text = voiceOnly ? nil : sentences[0]
    let onset = AgentOnset(
      request: request,
      leadingSilence: .zero,
      basis: .simulated,
      text: text
    )
    caller?.hear(.agentStarted(onset))
    scheduleEnd()
  }

  private func scheduleEnd() {
    let count = sentences[0].split(separator: " ").count
    pending = after(Self.wordDuration * count) { $0.sentenceEnded() }
  }

  private func sentenceEnded() {
    let said = sentences.removeFirst()
    conversation.agentSaid(said)
    record.lines.append("agent:  " + said)
    guard !sentences.isEmpty else {
      pending = nil
      caller?.hear(.agentStopped(isCut: false))
      return
    }
    sentenceStart = cell.now
    caller?.hear(.agentWentOn(text: voiceOnly ? nil : sentences[0]))
    scheduleEnd()
  }

  private func cut() {
    guard isCallerSpeaking != nil, !sentences.isEmpty, let pending else { return }
    cell.cancel(pending)
    self.pending = nil
    let whole = Int(sentenceStart.duration(to: cell.now) / Self.wordDuration)
    let said = sentences[0].split(separator: " ").prefix(whole).joined(separator: " ")
    if !said.isEmpty { conversation.agentSaid(said) }
    record.lines.append("agent:  " + said + " --")
    sentences = []
    caller?.hear(.agentStopped(isCut: true))
  }

  private func started(_ utterance: Utterance) {
    isCallerSpeaking = utterance
    spokenSince = cell.now
    if sentences.isEmpty, let pending {
      cell.cancel(pending)
      self.pending = nil
    }
    if !sentences.isEmpty, utterance.kind != .backchannel { after(Self.bargeIn) { $0.cut() } }
  }

  private func stopped() {
    guard let utterance = isCallerSpeaking else { return }
    isCallerSpeaking = nil
    let said = record.spoken.last?.words ?? []
    record.lines.append("caller: \(said.joined(separator: " ")) [\(utterance.kind)]")
    guard utterance.kind.wantsAnswer else { return }
    words += said.compactMap(misheard)
    if sentences.isEmpty { pending = after(Self.endpointing) { $0.answer() } }
  }

  private func misheard(_ word: String) -> String? {
    wordCount += 1
    guard cell.key.chance(errors, .misheard, wordCount) else { return word }
    return cell.key.chance(0.5, .misheardAs, wordCount) ? nil : "seven"
  }

  private func answer() {
    pending = nil
    guard !isClosed, isCallerSpeaking == nil else { return }
    conversation.callerSaid(words)
    words = []
    request += 1
    var asked = GenerationRequest(
      call: call,
      request: request,
      conversation: conversation,
      contextTokens: 0
    )
    asked.tier = tier
    let reply = replies.reply(to: asked, draws: call.draws(from: cell.key))
    var splitter = SentenceSplitter()
    var sentences = reply.chunks.flatMap { splitter.append($0) }
    if let rest = splitter.finish() { sentences.append(rest) }
    speak(sentences)
  }

  private func close() {
    isClosed = true
    record.end = cell.now
    if let pending { cell.cancel(pending) }
    pending = nil
  }

  private func note(_ body: (inout DialogueBench.Call) -> Void) { body(&record) }
}

extension BenchLine: CallerMouth {
  nonisolated func say(_ utterance: Utterance) { onCell(with: utterance) { $0.started($1) } }
  nonisolated func fallSilent() { onCell { $0.stopped() } }
  nonisolated func press(_ digit: Character) { onCell { $0.words.append(String(digit)) } }
  nonisolated func hangUp() { onCell { $0.close() } }
}

extension BenchLine: CallObserver {
  nonisolated func callerIdentified(_ label: CallerLabel) {}
  nonisolated func agentReplied(_ turn: AgentTurn) {}
  nonisolated func callerSpoke(_ utterance: SpokenWords) {
    onCell { $0.note { $0.spoken.append(utterance) } }
  }
  nonisolated func callerHeard(_ hearing: ReplyHeard) {
    onCell { $0.note { $0.heard.append(hearing) } }
  }
  nonisolated func callerHungUp(_ reason: HangUpReason) {
    onCell { $0.note { $0.hangUp = reason } }
  }
  nonisolated func callerNoted(_ note: CallerNote) { onCell { $0.note { $0.notes.append(note) } } }
}

extension Purpose {
  fileprivate static let misheard = Purpose("test.dialogue.misheard")
  fileprivate static let misheardAs = Purpose("test.dialogue.misheard_as")
}
