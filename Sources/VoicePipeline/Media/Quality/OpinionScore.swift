/// An estimated mean opinion score of a conversation (MOS-CQE, ITU-T P.800.1), 1 to 4.5.
package struct OpinionScore: Sendable, Hashable, Comparable, Codable {
  package let value: Double

  package init(_ value: Double) { self.value = value }

  /// From a rating R (ITU-T G.107 annex B).
  package init(rating r: Double) {
    if r <= 0 {
      value = 1
    } else if r >= 100 {
      value = 4.5
    } else {
      value = max(1, 1 + 0.035 * r + 7e-6 * r * (r - 60) * (100 - r))
    }
  }

  package static func < (left: OpinionScore, right: OpinionScore) -> Bool {
    left.value < right.value
  }

  /// How speakers judge a line of this score (ITU-T G.109 and G.107 annex B).
  package var satisfaction: Satisfaction {
    Satisfaction.allCases.first { value >= $0.scoreMin } ?? .unusable
  }

  /// Bands of scores, the best first.
  package enum Satisfaction: String, Sendable, Hashable, CaseIterable {
    case verySatisfied = "very satisfied"
    case satisfied
    case someDissatisfied = "some users dissatisfied"
    case manyDissatisfied = "many users dissatisfied"
    case nearlyAllDissatisfied = "nearly all users dissatisfied"
    case unusable = "not recommended"

    /// The least score of the band.
    package var scoreMin: Double {
      switch self {
      case .verySatisfied: 4.34
      case .satisfied: 4.03
      case .someDissatisfied: 3.60
      case .manyDissatisfied: 3.10
      case .nearlyAllDissatisfied: 2.58
      case .unusable: 1
      }
    }
  }
}
