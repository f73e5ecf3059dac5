package import VoicePipeline

/// How the end of a turn is decided.
package enum EndpointingStrategy: String, Sendable, Hashable, Decodable, CaseIterable {
  case fixed
  case semantic
  case adaptive
  /// The silence that suits the goal's questions.
  case perGoal = "per_goal"
}

/// When speech over the agent's voice takes the floor.
package struct InterruptionSpec: Sendable, Hashable, Decodable {
  package var durationMin: Duration
  package var wordsMin: Int
  package var resume: Bool
  package var backchannels: [String]
}

/// What is said when the answer takes long.
package struct FillerSpec: Sendable, Hashable, Decodable {
  package var after: Duration
  package var text: String
}

/// What follows a model's failure.
package struct RecoverySpec: Sendable, Hashable, Decodable {
  package var retries: Int
  package var backoff: Duration
  package var waitMax: Duration
  package var nextTier: Bool
  /// Nil ends the call.
  package var fallback: String?
  package var fallbacksMax: Int
}

/// What follows when the caller says nothing.
package struct SilenceSpec: Sendable, Hashable, Decodable {
  package var after: Duration
  package var prompt: String
  package var promptsMax: Int
}

/// What follows words hardly understood.
package struct QualitySpec: Sendable, Hashable, Decodable {
  package var confidenceMin: Double
  package var confirmationsMax: Int
}

/// When the agent is told that its line is bad, and what it does then.
package struct QualityAlarmSpec: Sendable, Hashable, Decodable {
  package var below: Double
  package var windows: Int
  package var action: QualityAlarmRule.Action
  package var concealedMax: Double

  package var rule: QualityAlarmRule {
    QualityAlarmRule(
      scoreMin: below,
      windows: windows,
      action: action,
      concealedMax: concealedMax
    )
  }
}

/// How long conversations are summed up.
package struct ContextSpec: Sendable, Hashable, Decodable {
  package var tokensMax: Int
  package var turnsKept: Int
}

extension AgentSpec {
  /// How the agent of a call without a goal is tuned.
  package var settings: AgentSettings { settings(for: nil) }

  /// How the agent of a call is tuned; `goal` is what the call is for.
  package func settings(for goal: GoalSpec?) -> AgentSettings {
    let opening = goal?.opening.first ?? greeting
    var settings = AgentSettings(
      endpointing: rule(for: goal),
      greeting: opening.flatMap { $0.isEmpty ? nil : $0 },
      instructionTokens: instructionTokens,
      modelTimeout: modelTimeout
    )
    settings.task = goal?.name
    settings.recognizesWhileSpoken = stt.mode == .streaming
    settings.streamsText = llm.mode == .streaming
    settings.synthesizesSentences = sentenceWise
    settings.interruption.durationMin = interruption.durationMin
    settings.interruption.wordsMin = interruption.wordsMin
    settings.interruption.resumes = interruption.resume
    settings.interruption.backchannels = interruption.backchannels
    settings.failures.retries = recovery.retries
    settings.failures.backoff = recovery.backoff
    settings.failures.waitMax = recovery.waitMax
    settings.failures.takesNextTier = recovery.nextTier
    settings.failures.fallback = recovery.fallback.flatMap { $0.isEmpty ? nil : $0 }
    settings.failures.fallbacksMax = recovery.fallbacksMax
    if let filler { settings.filler = FillerRule(after: filler.after, text: filler.text) }
    settings.silence = silence.map {
      SilenceRule(after: $0.after, prompt: $0.prompt, promptsMax: $0.promptsMax)
    }
    settings.quality = quality.map {
      QualityRule(confidenceMin: $0.confidenceMin, confirmationsMax: $0.confirmationsMax)
    }
    settings.qualityAlarm = qualityAlarm?.rule
    settings.context = context.map {
      ContextRule(tokensMax: $0.tokensMax, turnsKept: $0.turnsKept)
    }
    settings.remembersReplies = replyCache != nil
    settings.routesRequests = router != nil
    settings.retrieves = tools.contains { $0.name == ToolCall.retrieval }
    settings.isRealtime = realtime != nil
    return settings
  }

  private func rule(for goal: GoalSpec?) -> Endpointing {
    switch endpointingStrategy {
    case .fixed: .fixed(endpointing)
    case .semantic:
      .semantic(min: endpointing, max: endpointingMax, threshold: endpointingThreshold)
    case .adaptive:
      .adaptive(min: endpointing, max: endpointingMax, memory: endpointingMemory)
    case .perGoal: .fixed(goal?.endpointing ?? endpointing)
    }
  }
}
