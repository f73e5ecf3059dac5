package import SimCore
package import VoicePipeline

/// One caller as drawn for one call: every trait hangs on the call, none on the order of events.
package struct Persona: Sendable {
  private let kind: CallerKind
  private let draws: DrawKey
  /// How long the caller wants to talk, from the answer.
  package let talkTime: Duration
  private let wordDuration: Duration
  private let traits: SpeechTraits

  package init(_ kind: CallerKind, draws: DrawKey) {
    self.kind = kind
    self.draws = draws
    let spec = kind.spec
    talkTime = spec.talkTime.sample(draws.bits(.talkTime))
    let rate = spec.wordsPerMinute.value(at: draws.uniform(.speakingRate))
    wordDuration = .nanoseconds(Int64(60e9 / rate))
    traits = spec.traits(wordsPerMinute: rate)
  }

  package var label: CallerLabel { kind.label }

  /// What the caller says as the stretch of speech number `index`.
  package func utterance(_ index: Int) -> Utterance {
    let spec = kind.spec
    let isOneWord = draws.chance(spec.oneWordShare, .oneWord, UInt64(index))
    let length =
      isOneWord ? 1 : spec.wordsPerTurn.value(at: draws.uniform(.turnLength, UInt64(index)))
    let words = PhraseBook.appointments.phrase(
      nearTo: Int(min(length, 40) + 0.5),
      choice: draws.bits(.phrase, UInt64(index))
    )
    return spoken(words, index: index)
  }

  /// "Hello?" into dead air.
  package func hello(_ index: Int) -> Utterance { spoken(PhraseBook.hello, index: index) }

  /// Silence that the caller leaves after the agent has finished.
  package func turnGap(_ index: Int) -> Duration {
    kind.spec.turnGap.sample(draws.bits(.turnGap, UInt64(index)))
  }

  /// When, into the silence number `index`, the caller asks whether anybody is there.
  package func helloDelay(_ index: Int) -> Duration {
    kind.spec.patience.hello.sample(draws.bits(.helloDelay, UInt64(index)))
  }

  /// When, into the silence number `index`, the caller hangs up; nil when never.
  package func giveUpDelay(_ index: Int) -> Duration? {
    let survival = draws.uniform(.patience, UInt64(index))
    return (index == 0 ? kind.openingPatience : kind.patience).delay(atSurvival: survival)
  }

  private func spoken(_ words: [String], index: Int) -> Utterance {
    Utterance(words: words, wordDuration: wordDuration, traits: traits, index: index)
  }
}

/// What all callers of one profile have in common; thousands of calls share it.
package final class CallerKind: Sendable {
  let spec: CallerSpec
  let label: CallerLabel
  let patience: PatienceHazard
  /// In the silence before the agent's first word.
  let openingPatience: PatienceHazard

  package init(_ spec: CallerSpec) {
    self.spec = spec
    label = CallerLabel(profile: spec.profile, accent: spec.accent, noise: spec.noise)
    patience = PatienceHazard(spec.patience.hazard)
    openingPatience = PatienceHazard(perSecond: spec.patience.openingPerSecond)
  }
}

extension Purpose {
  fileprivate static let talkTime = Purpose("caller.talk_time")
  fileprivate static let speakingRate = Purpose("caller.speaking_rate")
  fileprivate static let oneWord = Purpose("caller.one_word")
  fileprivate static let turnLength = Purpose("caller.turn_length")
  fileprivate static let phrase = Purpose("caller.phrase")
  fileprivate static let turnGap = Purpose("caller.turn_gap")
  fileprivate static let helloDelay = Purpose("caller.hello_delay")
  fileprivate static let patience = Purpose("caller.patience")
}

extension LogNormalNumber {
  /// The value that a share `quantile` of all draws stays under.
  fileprivate func value(at quantile: Double) -> Double {
    median * Elementary.exp(sigma * Elementary.normalQuantile(quantile))
  }
}
