internal import SimCore

/// What happens now and then in a noise, as a pure function of the cell of time that it begins in.
///
/// Time is cut into cells of equal length; in each at most one event begins.
struct NoiseEvents: Sendable {
  /// Something that is heard for some time.
  struct Event: Sendable {
    let start: Int
    let length: Int
    /// Three uniform numbers for whatever it takes to play it.
    let (a, b, c): (Double, Double, Double)

    var end: Int { start + length }
  }

  let key: DrawKey
  /// Samples of a cell.
  let cell: Int
  /// The chance that something begins in a cell.
  let chance: Double
  /// Samples of the shortest and the longest event.
  let lengths: ClosedRange<Int>

  /// What is heard somewhere in a stretch, in the order in which it begins.
  func overlapping(_ range: Range<Int>) -> [Event] {
    let first = (range.lowerBound - lengths.upperBound).flooredQuotient(cell)
    let last = (range.upperBound - 1).flooredQuotient(cell)
    return (first...last).compactMap { event($0) }.filter {
      $0.start < range.upperBound && $0.end > range.lowerBound
    }
  }

  private func event(_ index: Int) -> Event? {
    let place = UInt64(bitPattern: Int64(index))
    guard key.chance(chance, .noiseEvent, place) else { return nil }
    let here = key.entity("noise event", place)
    return Event(
      start: index * cell + here.below(cell, .noiseEvent, 0),
      length: lengths.lowerBound + here.below(lengths.count, .noiseEvent, 1),
      a: here.uniform(.noiseEvent, 2),
      b: here.uniform(.noiseEvent, 3),
      c: here.uniform(.noiseEvent, 4)
    )
  }
}

extension Purpose {
  static let noiseEvent = Purpose("noise.event")
}

extension Int {
  /// The quotient rounded down, also below zero.
  func flooredQuotient(_ divisor: Int) -> Int {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
