package import SimCore
internal import VoicePipeline

/// What a caller wants settled, and how an agent goes about it: a small dialogue script.
package struct GoalSpec: Sendable, Hashable, Decodable {
  package var name: String
  package var description: String?
  package var language: String
  package var vertical: String
  /// The silence that suits the callers' answers: digits are said with longer pauses.
  package var endpointing: Duration
  package var source: String
  package var grade: String
  /// Share of the callers who ask for a human, whatever the agent does.
  package var humanWish: Double
  /// Chance of a question of the caller's own before an answer.
  package var sideQuestions: Double
  package var slots: [SlotSpec]
  /// The agent's first words.
  package var opening: [String]
  package var steps: [StepSpec]
  /// What callers ask besides, the most frequent first: the shares follow Zipf's law.
  package var questions: [QuestionSpec]
  /// The agent hands over to a human.
  package var transfer: [String]
  /// The agent gives up.
  package var surrender: [String]
  /// The agent's last words.
  package var closing: [String]
  /// The caller's last words.
  package var goodbye: [String]
}

/// A value that a caller brings along.
package struct SlotSpec: Sendable, Hashable, Decodable {
  package var name: String
  /// Of which each call draws one.
  package var values: [String]?
  /// Instead: how many random digits.
  package var digits: Int?
}

/// One thing to settle.
package struct StepSpec: Sendable, Hashable, Decodable {
  package var name: String
  package var say: [String]
  /// Words of an agent that does not keep to the script, by which a caller knows the question.
  package var cues: [String]
  /// Empty where the agent only tells something.
  package var answer: [String]
  /// Slots that the agent must have understood.
  package var asks: [String]
  /// Words of which the agent must have understood one.
  package var hears: [String]
  package var confirm: [String]
  package var repair: [String]
  /// A function that the agent runs before it says the step's line.
  package var tool: String?
  /// JSON text, with slots.
  package var arguments: String
  package var filler: [String]
  /// The task that the agent goes on with.
  package var handOff: String?
  /// Only a human can settle it.
  package var human: Bool
  /// A light model often misunderstands the answer.
  package var complex: Bool
  package var required: Bool
  /// How long the caller is busy before the answer.
  package var takes: DurationDistribution
}

/// A question of the caller's own.
package struct QuestionSpec: Sendable, Hashable, Decodable {
  package var ask: [String]
  /// Words that all must have been understood.
  package var hears: [String]
  package var answer: [String]
}

/// A goal and its share of the calls.
package struct GoalShare: Sendable, Hashable {
  package var share: Double
  package var goal: GoalSpec

  package init(share: Double, goal: GoalSpec) {
    self.share = share
    self.goal = goal
  }
}
