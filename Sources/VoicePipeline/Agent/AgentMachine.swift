package import SimCore

/// The agent as a state machine: an event and the time in, effects out, no port touched.
///
/// ```
///            speechStarted        speechEnded          elapsed + final
/// listening ───────────────▶ hearing ─────▶ endpointing ───────────▶ thinking ──▶ speaking
///     ▲                        ▲   speech resumed │  ▲ final late:       │ first      │
///     │                        └──────────────────┘  └ transcribing      │ audio      │
///     └────────────────────────── all played ◀───────────────────────────┴────────────┘
/// ```
/// Speech in `thinking` takes the turn back and goes on with it; speech in `speaking` is a
/// barge-in: playback is cleared and a new turn begins. Its value is the whole state: a snapshot
/// can be stored and resumed by another pod.
package struct AgentMachine: Sendable, Hashable, Codable {
  /// What the agent is doing.
  package enum Phase: String, Sendable, Codable {
    case idle
    case listening
    case hearing
    case endpointing
    case transcribing
    case thinking
    case speaking
    case ended
  }

  package private(set) var phase = Phase.idle
  /// Caller turns so far.
  package private(set) var turn = 0
  /// Replies so far.
  package private(set) var request = 0
  /// Replies that the caller cut short.
  package private(set) var bargeIns = 0

  private let settings: AgentSettings
  private var contextTokens: Int
  private var stretches = 0
  private var finalsPending = 0
  private var words: [String] = []
  private var latestPartial: [String] = []
  private var reply = ReplyProgress()
  private var stamps = TurnStamps()

  package init(settings: AgentSettings) {
    self.settings = settings
    contextTokens = settings.instructionTokens
  }

  /// Takes one event; events of turns and requests that are over have no effect.
  package mutating func handle(_ event: AgentEvent, at now: SimInstant) -> [AgentEffect] {
    guard phase != .ended else { return [] }
    switch event {
    case .connected:
      return greet()
    case .media(.speechStarted(let audio)):
      return speechStarted(audio)
    case .media(.speechEnded):
      return speechEnded(at: now)
    case .media(.played(let mark)):
      return played(mark)
    case .recognition(let turn, let event):
      return turn == self.turn ? recognized(event, at: now) : []
    case .generation(let request, let event):
      return request == self.request ? generated(event, at: now) : []
    case .synthesis(let mark, let event):
      return mark.request == request ? synthesized(event, mark: mark, at: now) : []
    case .endpointingElapsed(let turn):
      return turn == self.turn ? endpointingElapsed(at: now) : []
    case .released:
      return end(.released)
    }
  }
}

extension AgentMachine {
  private mutating func greet() -> [AgentEffect] {
    guard let greeting = settings.greeting else {
      phase = .listening
      return []
    }
    phase = .thinking
    reply = ReplyProgress()
    reply.generated = true
    reply.sentences = 1
    contextTokens += TokenEstimate.tokens(in: greeting)
    return [.synthesize(greeting, mark: PlaybackMark(request: request, sentence: 0))]
  }

  private mutating func speechStarted(_ audio: any AudioStream) -> [AgentEffect] {
    var effects: [AgentEffect] = []
    switch phase {
    case .endpointing:
      effects.append(.cancelEndpointing)
    case .thinking where turn > 0:
      // Nothing has been said yet: the caller's turn simply goes on.
      effects.append(.cancelReply)
    case .thinking, .speaking:
      bargeIns += 1
      effects += [.cancelReply, .clearPlayback]
      beginTurn()
    case .listening:
      beginTurn()
    case .transcribing:
      break
    case .idle, .hearing, .ended:
      return []
    }
    phase = .hearing
    stretches += 1
    finalsPending += 1
    effects.append(.recognize(audio, turn: turn))
    return effects
  }

  private mutating func beginTurn() {
    turn += 1
    stretches = 0
    finalsPending = 0
    words = []
    latestPartial = []
    stamps = TurnStamps()
  }

  private mutating func speechEnded(at now: SimInstant) -> [AgentEffect] {
    guard phase == .hearing else { return [] }
    phase = .endpointing
    stamps.speechEnded = now.advanced(by: .zero - settings.hangover)
    let rest = settings.endpointing - settings.hangover
    return [
      .finishRecognition(turn: turn),
      .startEndpointing(until: now.advanced(by: max(rest, .zero)), turn: turn),
    ]
  }

  private mutating func endpointingElapsed(at now: SimInstant) -> [AgentEffect] {
    guard phase == .endpointing else { return [] }
    stamps.committed = now
    phase = .transcribing
    return finalsPending == 0 ? think(at: now) : []
  }

  private mutating func recognized(
    _ event: RecognitionEvent,
    at now: SimInstant
  ) -> [AgentEffect] {
    if case .partial(let partial) = event {
      latestPartial = partial
      return []
    }
    guard finalsPending > 0 else { return [] }
    if case .final(let final) = event {
      words += final
    } else {
      // What was understood so far is all there is; a caller prefers an answer to silence.
      words += latestPartial
    }
    latestPartial = []
    finalsPending -= 1
    stamps.transcribed = now
    return phase == .transcribing && finalsPending == 0 ? think(at: now) : []
  }

  private mutating func think(at now: SimInstant) -> [AgentEffect] {
    phase = .thinking
    request += 1
    reply = ReplyProgress()
    stamps.requested = now
    stamps.started = now
    contextTokens += TokenEstimate.tokens(inWords: words.count)
    return [.generate(request: request, words: words, contextTokens: contextTokens)]
  }

  private mutating func generated(_ event: GenerationEvent, at now: SimInstant) -> [AgentEffect] {
    guard phase == .thinking || phase == .speaking else { return [] }
    switch event {
    case .started:
      stamps.started = now
      return []
    case .text(let text):
      if reply.isFirstText { stamps.firstToken = now }
      reply.isFirstText = false
      return reply.splitter.append(text).map { speak($0, at: now) }
    case .completed(let tokens):
      reply.generated = true
      contextTokens += tokens
      let rest = reply.splitter.finish().map { speak($0, at: now) }
      return (rest.map { [$0] } ?? []) + listenIfDone()
    case .failed(let failure):
      return end(.failed(failure))
    }
  }

  private mutating func speak(_ sentence: String, at now: SimInstant) -> AgentEffect {
    if reply.sentences == 0 { stamps.firstSentence = now }
    let mark = PlaybackMark(request: request, sentence: reply.sentences)
    reply.sentences += 1
    return .synthesize(sentence, mark: mark)
  }

  private mutating func synthesized(
    _ event: SynthesisEvent,
    mark: PlaybackMark,
    at now: SimInstant
  ) -> [AgentEffect] {
    guard phase == .thinking || phase == .speaking else { return [] }
    switch event {
    case .failed(let failure):
      return end(.failed(failure))
    case .audio(let audio):
      let play = AgentEffect.play(audio, mark: mark)
      guard phase == .thinking else { return [play] }
      phase = .speaking
      stamps.firstAudio = now
      return [play, .report(currentTurn)]
    }
  }

  private var currentTurn: AgentTurn {
    AgentTurn(turn: turn, request: request, stretches: stretches, words: words, stamps: stamps)
  }

  private mutating func played(_ mark: PlaybackMark) -> [AgentEffect] {
    guard phase == .speaking, mark.request == request else { return [] }
    reply.played += 1
    return listenIfDone()
  }

  private mutating func listenIfDone() -> [AgentEffect] {
    guard phase == .speaking, reply.generated, reply.played == reply.sentences else { return [] }
    phase = .listening
    return []
  }

  private mutating func end(_ reason: ConversationEnd) -> [AgentEffect] {
    phase = .ended
    return [.cancelEndpointing, .cancelReply, .finish(reason)]
  }
}

/// How far the reply in progress has come.
private struct ReplyProgress: Sendable, Hashable, Codable {
  var splitter = SentenceSplitter()
  var isFirstText = true
  /// The language model is done.
  var generated = false
  /// Sentences sent to synthesis.
  var sentences = 0
  /// Sentences that the caller has heard to their end.
  var played = 0
}

/// Tokens of a text, for context growth, before an endpoint has counted them.
package enum TokenEstimate {
  /// English text has about 4 tokens in 3 words.
  package static func tokens(inWords words: Int) -> Int { (words * 4 + 2) / 3 }

  package static func tokens(in text: String) -> Int {
    tokens(inWords: text.split(separator: " ").count)
  }
}
