internal import SimCore

/// How an agent is tuned.
package struct AgentSettings: Sendable, Hashable, Codable {
  package var endpointing: Endpointing
  /// What the agent says when the call is answered; nil lets the caller speak first.
  package var greeting: String?
  /// Tokens of the instructions that every request carries.
  package var instructionTokens: Int
  /// Longest silence of the language model within a request.
  package var modelTimeout: Duration
  /// Which instructions apply, by the name of a task; nil for the only ones.
  package var task: String?
  /// Whether the recognizer hears speech as it comes; else it gets a turn whole, when it is over.
  package var recognizesWhileSpoken = true
  /// Whether the model's text is taken as it comes; else all at once.
  package var streamsText = true
  /// Whether each sentence is synthesized by itself; else the whole reply at once.
  package var synthesizesSentences = true
  package var interruption = InterruptionRule()
  package var filler: FillerRule?
  package var failures = FailureRule()
  package var quality: QualityRule?
  package var qualityAlarm: QualityAlarmRule?
  package var context: ContextRule?
  package var silence: SilenceRule?
  package var transfer = TransferRule()
  /// Whether replies that were given before are looked for first.
  package var remembersReplies = false
  /// Whether a router chooses the model of each request.
  package var routesRequests = false
  /// Whether passages are looked for before each request.
  package var retrieves = false
  /// Whether one speech-to-speech model stands in for recognizer, language model and synthesizer.
  package var isRealtime = false

  package init(
    endpointing: Endpointing,
    greeting: String?,
    instructionTokens: Int,
    modelTimeout: Duration = .seconds(10)
  ) {
    self.endpointing = endpointing
    self.greeting = greeting
    self.instructionTokens = instructionTokens
    self.modelTimeout = modelTimeout
  }

  package init(
    endpointing: Duration,
    greeting: String?,
    instructionTokens: Int,
    modelTimeout: Duration = .seconds(10)
  ) {
    self.init(
      endpointing: .fixed(endpointing),
      greeting: greeting,
      instructionTokens: instructionTokens,
      modelTimeout: modelTimeout
    )
  }
}

/// When the silence after speech ends a turn; each delay counts from the caller's last sound.
package enum Endpointing: Sendable, Hashable, Codable {
  /// Always after so much silence.
  case fixed(Duration)
  /// After `min` where a detector takes the turn for complete, else after `max`.
  case semantic(min: Duration, max: Duration, threshold: Double)
  /// After the caller's usual pause and twice its deviation, learnt with weight 1 - `memory`.
  case adaptive(min: Duration, max: Duration, memory: Double)
}

/// When speech over the agent's voice takes the floor.
package struct InterruptionRule: Sendable, Hashable, Codable {
  /// Speech at least so long.
  package var durationMin = Duration.zero
  /// Words at least, back-channels not counted; 0 decides by duration alone.
  package var wordsMin = 0
  /// Whether a reply that was cut for nothing is gone on with.
  package var resumes = false
  /// Words that do not take the floor by themselves.
  package var backchannels: [String] = []

  package init() {}

  /// Words that want an answer.
  func wordsCounted(_ words: [String]) -> Int {
    words.count { !backchannels.contains($0) }
  }
}

/// What is said when the answer takes long.
package struct FillerRule: Sendable, Hashable, Codable {
  /// Silence after the end of the turn.
  package var after: Duration
  package var text: String

  package init(after: Duration, text: String) {
    self.after = after
    self.text = text
  }
}

/// What follows a failed request to a model.
package struct FailureRule: Sendable, Hashable, Codable {
  /// Further attempts.
  package var retries = 0
  /// Before the first of them; doubled for each further one.
  package var backoff = Duration.milliseconds(200)
  /// The longest wait that an endpoint may ask for before the agent does without it.
  package var waitMax = Duration.seconds(2)
  /// Whether the lighter model is asked, once the agent's own is given up for a reply.
  package var takesNextTier = false
  /// What is said in place of a reply; nil ends the call as failed.
  package var fallback: String?
  /// Such replies in a row before the agent takes its leave.
  package var fallbacksMax = 2
  package var farewell = "I am sorry, we have a technical problem. We will call you back. Goodbye."

  package init() {}
}

/// What follows words that were hardly understood.
package struct QualityRule: Sendable, Hashable, Codable {
  /// Transcripts that are less sure than this are asked for again.
  package var confidenceMin: Double
  /// So many of them in a row before the agent offers to call back.
  package var confirmationsMax: Int
  package var confirmation = "I am sorry, the line is bad. Did I hear you say:"
  package var callback = "I am sorry, the line is too bad. We will call you back. Goodbye."

  package init(confidenceMin: Double, confirmationsMax: Int = 2) {
    self.confidenceMin = confidenceMin
    self.confirmationsMax = confirmationsMax
  }
}

/// How the context of a long conversation is kept small.
package struct ContextRule: Sendable, Hashable, Codable {
  /// Above so many tokens, instructions included, older turns are summed up.
  package var tokensMax: Int
  /// Turns that are kept word by word.
  package var turnsKept: Int

  package init(tokensMax: Int, turnsKept: Int) {
    self.tokensMax = tokensMax
    self.turnsKept = turnsKept
  }
}

/// What follows when the caller says nothing.
package struct SilenceRule: Sendable, Hashable, Codable {
  package var after: Duration
  package var prompt: String
  /// Prompts in a row before the agent takes its leave.
  package var promptsMax: Int
  package var farewell = "I cannot hear you. Goodbye."

  package init(after: Duration, prompt: String, promptsMax: Int) {
    self.after = after
    self.prompt = prompt
    self.promptsMax = promptsMax
  }
}

/// What is said around the transfer to a human.
package struct TransferRule: Sendable, Hashable, Codable {
  package var waiting = "All our people are talking. Please stay on the line."
  package var unavailable = "Nobody is in the office now. We will call you back. Goodbye."

  package init() {}
}
