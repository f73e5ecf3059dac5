package import SimCore

/// Calls that a person answered and nobody was there for, in periods of 30 days.
///
/// 47 CFR 64.1200(a)(7): at most three percent of the calls that a live person answers, measured
/// for each campaign over 30 days. The periods follow one another from the start of the campaign.
package struct AbandonmentMeter: Sendable, Hashable {
  package static let period = Duration.seconds(30 * 86_400)
  /// Parts in a hundred of the live answers.
  package static let percentMax = 3

  /// From a dial to its answer at most.
  private static let setupMax = Duration.seconds(600)

  /// What came of one period.
  package struct Count: Sendable, Hashable {
    package var live = 0
    package var abandoned = 0

    /// Whether as many more abandoned calls would still be within the limit.
    package func allows(_ more: Int) -> Bool {
      (abandoned + more) * 100 <= live * AbandonmentMeter.percentMax
    }
  }

  /// By period, the first of the campaign first.
  package private(set) var counts: [Count] = []
  /// Dials of the period in hand without an agent kept free for them.
  private var open = 0

  package init() {}

  /// Whether a dial may go out though no agent is kept free for it.
  package func allowsOpenDial(at time: SimInstant) -> Bool {
    let period = Self.index(time)
    // Its answer must fall into the period whose answers allow it.
    guard Self.index(time.advanced(by: Self.setupMax)) == period else { return false }
    return period < counts.count && counts[period].allows(open + 1)
  }

  package mutating func dialled(isOpen: Bool) { open += isOpen ? 1 : 0 }

  /// A dial has ended; `isOpen` as it began.
  package mutating func ended(_ outcome: CallOutcome, answered: SimInstant?, isOpen: Bool) {
    open -= isOpen ? 1 : 0
    guard outcome.isHumanAnswer, let answered else { return }
    let period = Self.index(answered)
    while counts.count <= period { counts.append(Count()) }
    counts[period].live += 1
    if outcome == .blocked { counts[period].abandoned += 1 }
  }

  private static func index(_ time: SimInstant) -> Int {
    Int(time.nanoseconds / period.nanoseconds)
  }
}
