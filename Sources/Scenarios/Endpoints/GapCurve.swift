/// The chances that a word is misheard because a gap in the line touches it, by the gap's length.
package struct GapCurve: Sendable, Hashable {
  /// Gaps of one length, or of lengths that are taken together.
  package enum Length: Int, Sendable, Hashable, CaseIterable {
    case none, one, two, few, many

    /// Of so many frames of 20 ms.
    package init(frames: Int) {
      switch frames {
      case ...0: self = .none
      case 1: self = .one
      case 2: self = .two
      case 3...5: self = .few
      default: self = .many
      }
    }

    /// In frames, as tables name it.
    package var text: String {
      switch self {
      case .none: "0"
      case .one: "1"
      case .two: "2"
      case .few: "3-5"
      case .many: "6+"
      }
    }
  }

  private let one: Double
  private let two: Double
  private let few: Double
  private let many: Double

  package init(one: Double, two: Double, few: Double, many: Double) {
    self.one = one
    self.two = two
    self.few = few
    self.many = many
  }

  /// No published curve was found: they are our assumption, for recognizers that nobody has
  /// measured on audio with gaps.
  package static let assumed = GapCurve(one: 0.02, two: 0.06, few: 0.25, many: 0.7)

  /// Of a word that would otherwise have been understood.
  package func misheard(_ length: Length) -> Double {
    switch length {
    case .none: 0
    case .one: one
    case .two: two
    case .few: few
    case .many: many
    }
  }

  /// Of a word that a gap of so many frames touches.
  package func misheard(gap frames: Int) -> Double { misheard(Length(frames: frames)) }
}
