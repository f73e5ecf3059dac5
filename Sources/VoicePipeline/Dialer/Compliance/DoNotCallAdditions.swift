package import SimCore

/// Numbers that join a do-not-call registry at known instants.
package struct DoNotCallAdditions: Sendable, Hashable {
  /// One number, and from when on it is listed.
  package struct Number: Sendable, Hashable {
    package var phone: UInt64
    package var at: SimInstant

    package init(phone: UInt64, at: SimInstant) {
      self.phone = phone
      self.at = at
    }
  }

  package static let none = DoNotCallAdditions([])

  /// In rising order, each number once.
  private let numbers: [Number]

  /// Of a number that is there twice, the earlier instant counts.
  package init(_ numbers: [Number]) {
    var known: [Number] = []
    for number in numbers.sorted(by: { ($0.phone, $0.at) < ($1.phone, $1.at) })
    where known.last?.phone != number.phone {
      known.append(number)
    }
    self.numbers = known
  }

  package var count: Int { numbers.count }

  /// When a number joins; nil for one that is not among them.
  package func joining(of phone: UInt64) -> SimInstant? {
    var (low, high) = (0, numbers.count)
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle].phone < phone { low = middle + 1 } else { high = middle }
    }
    return low < numbers.count && numbers[low].phone == phone ? numbers[low].at : nil
  }
}
