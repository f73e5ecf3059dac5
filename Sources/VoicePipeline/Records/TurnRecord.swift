package import SimCore

/// The parts of one response latency, in order of time; they add up to it exactly.
package struct TurnStages: Sendable, Hashable {
  /// Silence until the agent decided that the turn had ended.
  @WholeNanoseconds package var endpointing = Duration.zero
  /// Waiting for the final transcript after that decision.
  @WholeNanoseconds package var transcription = Duration.zero
  /// Looking for a reply that is known, for passages and for the right model; for words that come
  /// from no model, all of the wait for them.
  @WholeNanoseconds package var routing = Duration.zero
  /// Earlier requests of the turn: tools and retries.
  @WholeNanoseconds package var tools = Duration.zero
  /// Waiting for a slot of the language model.
  @WholeNanoseconds package var modelQueue = Duration.zero
  /// Slot granted to the first token.
  @WholeNanoseconds package var firstToken = Duration.zero
  /// First token to the first sentence complete.
  @WholeNanoseconds package var firstSentence = Duration.zero
  /// Sentence sent to the first audible sound: leading silence counts.
  @WholeNanoseconds package var synthesis = Duration.zero
  /// Both directions of the path, with playout buffer.
  @WholeNanoseconds package var network = Duration.zero

  package init() {}

  /// The stages of a turn but for the network, as the agent lived it.
  init(_ agent: AgentTurn, leadingSilence: Duration) {
    let stamps = agent.stamps
    endpointing = stamps.speechEnded.duration(to: stamps.committed)
    transcription = stamps.committed.duration(to: stamps.transcribed)
    if agent.origin == .model {
      routing = stamps.transcribed.duration(to: stamps.requested)
      tools = stamps.requested.duration(to: stamps.asked)
      modelQueue = stamps.asked.duration(to: stamps.started)
      firstToken = stamps.started.duration(to: stamps.firstToken)
      firstSentence = stamps.firstToken.duration(to: stamps.firstSentence)
    } else {
      routing = stamps.transcribed.duration(to: stamps.firstSentence)
    }
    synthesis = stamps.firstSentence.duration(to: stamps.firstAudio) + leadingSilence
  }

  /// Slot granted to the first sentence complete.
  package var languageModel: Duration { firstToken + firstSentence }

  package var total: Duration {
    endpointing + transcription + routing + tools + modelQueue + languageModel + synthesis
      + network
  }
}

/// What the agent's side tells of a turn.
package struct TurnAccount: Sendable, Hashable {
  package var stages: TurnStages
  /// Nil for words that come from no model.
  package var timeToFirstToken: Duration?
  package var wordErrors: WordErrors
  package var origin: ReplyOrigin
  package var tier: ModelTier
  /// Requests to language models.
  package var rounds: Int
}

/// One turn: the caller spoke, the agent's reply reached the caller's ear.
package struct TurnRecord: Sendable, Hashable {
  package var call: Int
  package var turn: Int
  /// The caller's last sound, at the caller's mouth.
  package var speechEnded: SimInstant
  /// Caller's last sound to the agent's first sound, at the caller's ear; negative when the agent
  /// talked over the caller.
  package var responseLatency: Duration
  /// Nil for an agent that lives beyond the line and tells nothing: then only what the caller heard
  /// is known.
  package var account: TurnAccount?
  package var basis: EarBasis

  /// A turn of an agent of which only its voice is known.
  package init(call: Int, turn: Int, heard: ReplyHeard, speechEnded: SimInstant) {
    self.call = call
    self.turn = turn
    self.speechEnded = speechEnded
    responseLatency = speechEnded.duration(to: heard.onset)
    basis = heard.basis
  }

  package init(
    call: Int,
    agent: AgentTurn,
    heard: ReplyHeard,
    speechEnded: SimInstant,
    wordErrors: WordErrors
  ) {
    self.init(call: call, turn: agent.turn, heard: heard, speechEnded: speechEnded)
    var stages = TurnStages(agent, leadingSilence: heard.leadingSilence)
    stages.network = responseLatency - stages.total
    let stamps = agent.stamps
    account = TurnAccount(
      stages: stages,
      timeToFirstToken: agent.origin == .model
        ? stamps.asked.duration(to: stamps.firstToken) : nil,
      wordErrors: wordErrors,
      origin: agent.origin,
      tier: agent.tier,
      rounds: agent.rounds
    )
  }
}

extension TurnRecord {
  /// The columns of `turns.csv`; times in milliseconds, and what nobody told is empty.
  package static let columns = """
    call,turn,speech_ended_ms,response_ms,end_of_turn_ms,transcription_ms,routing_ms,tools_ms,\
    model_queue_ms,language_model_ms,ttft_ms,synthesis_ms,network_ms,words,substitutions,\
    deletions,insertions,basis,origin,tier,rounds

    """

  /// Appends the record as one row.
  package func append(to row: inout TextBuffer) {
    row.integer(call)
    row.field(turn)
    row.field(speechEnded)
    row.field(responseLatency)
    let (stages, wordErrors) = (account?.stages, account?.wordErrors)
    row.field(stages?.endpointing)
    row.field(stages?.transcription)
    row.field(stages?.routing)
    row.field(stages?.tools)
    row.field(stages?.modelQueue)
    row.field(stages?.languageModel)
    row.field(account?.timeToFirstToken)
    row.field(stages?.synthesis)
    row.field(stages?.network)
    row.field(wordErrors?.referenceWords)
    row.field(wordErrors?.substitutions)
    row.field(wordErrors?.deletions)
    row.field(wordErrors?.insertions)
    row.word(basis.rawValue)
    row.word(account?.origin.rawValue ?? "")
    row.word(account?.tier.rawValue ?? "")
    row.field(account?.rounds)
    row.byte(UInt8(ascii: "\n"))
  }
}
