internal import SimCore

/// Choices that a seed makes, one after the other.
struct ProofChoices {
  private let key: DrawKey
  private var index: UInt64 = 0

  /// Choices of one `part` of a scenario leave those of the others as they are.
  init(seed: UInt64, part: UInt64 = 0) {
    key = DrawKey(seed: seed).entity("dialer proof", part)
  }

  /// A whole number from 0 up to, but not, `count`.
  mutating func below(_ count: Int) -> Int {
    index += 1
    return key.below(count, .choice, index)
  }

  /// A whole number of a range.
  mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  mutating func chance(_ probability: Double) -> Bool {
    index += 1
    return key.chance(probability, .choice, index)
  }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}

extension Purpose {
  fileprivate static let choice = Purpose("proof.choice")
}
