internal import RunReports
internal import Scenarios
internal import VoicePipeline

extension WorldResult {
  /// Calls that a human answered within the measured window.
  var humanAnswers: Int {
    outcomeFacts.reduce(0) { $0 + ($1.outcome.isHumanAnswer ? $1.count : 0) }
  }

  /// Pooled word errors of each cell of the accent by noise table.
  var wordErrorFacts: [WordErrorFacts] {
    measurements.wordErrors
      .sorted { ($0.accent, $0.noise) < ($1.accent, $1.noise) }
      .map {
        WordErrorFacts(
          accent: $0.accent,
          noise: $0.noise,
          words: $0.errors.referenceWords,
          substitutions: $0.errors.substitutions,
          deletions: $0.errors.deletions,
          insertions: $0.errors.insertions
        )
      }
  }

  /// Attempts of the measured window by how they ended.
  var outcomeFacts: [OutcomeFacts] {
    CallOutcome.allCases.compactMap { outcome in
      let count = measurements.count(of: outcome)
      return count == 0 ? nil : OutcomeFacts(outcome: outcome, count: count)
    }
  }
}
