package import SimCore
internal import VoicePipeline

/// What all callers of one profile have in common; thousands of calls share it.
package final class CallerKind: Sendable {
  package let spec: CallerSpec
  let label: CallerLabel
  let patience: PatienceHazard
  /// In the silence before the agent's first word.
  let openingPatience: PatienceHazard
  let mood: EmotionEffect
  /// Factor on the odds of a word error.
  let errorOdds: Double
  /// The turn-taking time without what differs between callers; nil for callers who wait.
  let takeover: ExGaussianVariate?

  /// `place` is that of the kind in the scenario.
  package init(_ spec: CallerSpec, place: Int = 0) {
    self.spec = spec
    label = CallerLabel(
      profile: spec.profile,
      accent: spec.accent,
      noise: spec.noise,
      kind: place
    )
    patience = PatienceHazard(spec.patience.hazard)
    openingPatience = PatienceHazard(perSecond: spec.patience.openingPerSecond)
    mood = spec.emotion.effect
    errorOdds = spec.wordErrorFactor * spec.accentTier.errorOdds
    takeover = spec.turnTaking.anticipates ? spec.turnTaking.variate : nil
  }
}

extension TurnTakingSpec {
  /// In seconds, towards an agent, of one and the same caller.
  package var variate: ExGaussianVariate {
    let tail = max(self.tail.seconds, 0.01)
    let own = deviation.seconds * deviation.seconds - dyadDeviation.seconds * dyadDeviation.seconds
    let sigma = max(own - tail * tail, tail * tail * 0.01, 0.0001).squareRoot()
    let centred = ExGaussianVariate(mu: 0, sigma: sigma, tau: tail)
    let shift = median.seconds + agentShift.seconds - centred.quantile(0.5)
    return centred.moved(to: shift)
  }
}

extension Duration {
  /// Whole and broken seconds.
  var seconds: Double { Double(nanoseconds) / 1e9 }

  init(seconds: Double) { self = .nanoseconds(Int64(seconds * 1e9)) }
}

extension LogNormalNumber {
  /// The value that a share `quantile` of all draws stays under.
  func value(at quantile: Double) -> Double {
    median * Elementary.exp(sigma * Elementary.normalQuantile(quantile))
  }
}

extension PauseSpec {
  /// A pause's length from two uniforms: which kind, and where in it.
  package func length(kind: Double, _ quantile: Double) -> Duration {
    if kind < short { return shortLength.quantile(quantile) }
    return (kind < short + medium ? mediumLength : longLength).quantile(quantile)
  }
}
