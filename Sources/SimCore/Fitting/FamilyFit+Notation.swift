extension FamilyFit {
  /// The distribution as a scenario file has it: `{median: 247.3ms, sigma: 0.114}`.
  package var notation: String {
    let parts = parameters.map { "\($0.key): \($0.value.notation)" }
    return "{\(parts.joined(separator: ", "))}"
  }
}

extension FamilyFit.Parameter.Value {
  fileprivate var notation: String {
    switch self {
    case .time(let time): Self.text(time)
    case .number(let number): FixedDecimal.significant(number, 5).trimmed
    case .count(let count): "\(count)"
    }
  }

  /// In milliseconds where a reader expects them, with all digits.
  private static func text(_ time: Duration) -> String {
    let nanoseconds = time.nanoseconds
    let (unit, size, places): (String, Int64, Int) =
      nanoseconds >= 10_000_000_000
      ? ("s", 1_000_000_000, 9)
      : nanoseconds >= 100_000 ? ("ms", 1_000_000, 6) : ("us", 1_000, 3)
    let rest = String(nanoseconds % size)
    let zeros = String(repeating: "0", count: places - rest.count)
    return "\(nanoseconds / size).\(zeros)\(rest)".trimmed + unit
  }
}

extension String {
  /// A decimal without zeros at its end.
  fileprivate var trimmed: String {
    guard contains(".") else { return self }
    var text = self
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }
}
