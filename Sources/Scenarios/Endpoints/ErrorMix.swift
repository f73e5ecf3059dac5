/// Shares of substitutions, deletions and insertions among word errors; they make 1.
///
/// No publication gives them by cause: each mix is our assumption, after what is remembered of
/// error tables.
package struct ErrorMix: Sendable, Hashable {
  package var substitutions: Double
  package var deletions: Double
  package var insertions: Double

  /// Errors that a recognizer makes in clear speech.
  package static let clean = ErrorMix(substitutions: 0.60, deletions: 0.25, insertions: 0.15)
  /// Errors for noise: words drown.
  package static let noise = ErrorMix(substitutions: 0.45, deletions: 0.45, insertions: 0.10)
  /// Errors for lost frames: words are missing.
  package static let loss = ErrorMix(substitutions: 0.35, deletions: 0.60, insertions: 0.05)

  package init(substitutions: Double, deletions: Double, insertions: Double) {
    self.substitutions = substitutions
    self.deletions = deletions
    self.insertions = insertions
  }
}

/// How many word errors are to be expected, and of which kinds.
package struct ExpectedErrors: Sendable, Hashable {
  /// Per word of the reference; over 1 only with many insertions.
  package var rate: Double
  package var mix: ErrorMix
  /// What gaps in the line do to words besides, and how words are wrong that they spoil.
  package var gaps: GapCurve
  package var lossMix: ErrorMix

  package init(
    rate: Double,
    mix: ErrorMix = .clean,
    gaps: GapCurve = .assumed,
    lossMix: ErrorMix = .loss
  ) {
    precondition(rate >= 0 && rate <= 100, "a word error rate of 0 to 100")
    self.rate = rate
    self.mix = mix
    self.gaps = gaps
    self.lossMix = lossMix
  }

  /// Errors of three causes at these rates together.
  init(clean: Double, noise: Double, loss: Double) {
    let rate = clean + noise + loss
    self.init(rate: rate)
    guard rate > 0 else { return }
    let share = { (kind: (ErrorMix) -> Double) in
      (clean * kind(.clean) + noise * kind(.noise) + loss * kind(.loss)) / rate
    }
    mix = ErrorMix(
      substitutions: share(\.substitutions),
      deletions: share(\.deletions),
      insertions: share(\.insertions)
    )
  }
}

extension ExpectedErrors {
  /// The mix with the words that gaps in the line spoil, by their chances; as it is without any.
  func mix(withLoss misheard: [Double]) -> ErrorMix {
    let sum = misheard.reduce(0, +)
    guard sum > 0 else { return mix }
    let lost = sum / Double(misheard.count) * max(1 - rate, 0)
    return mix.blended(with: lossMix, share: lost / (rate + lost))
  }
}

extension ErrorMix {
  fileprivate func blended(with other: ErrorMix, share: Double) -> ErrorMix {
    ErrorMix(
      substitutions: substitutions * (1 - share) + other.substitutions * share,
      deletions: deletions * (1 - share) + other.deletions * share,
      insertions: insertions * (1 - share) + other.insertions * share
    )
  }
}
