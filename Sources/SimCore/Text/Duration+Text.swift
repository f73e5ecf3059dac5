extension Duration {
  /// Exact and short: the largest unit that needs at most three decimals ("247 ms", "1.6 s").
  package var shortText: String {
    let nanoseconds = self.nanoseconds
    for unit in DurationUnit.all where nanoseconds.magnitude >= unit.nanoseconds.magnitude {
      if nanoseconds % (unit.nanoseconds / unit.resolution) != 0 { continue }
      let thousandths = nanoseconds / (unit.nanoseconds / unit.resolution)
      return DurationUnit.trimmed(thousandths, resolution: unit.resolution) + " " + unit.name
    }
    return nanoseconds == 0 ? "0 s" : "\(nanoseconds) ns"
  }
}

/// The units of `Duration.shortText`, the largest first.
private struct DurationUnit {
  let name: String
  let nanoseconds: Int64
  /// Parts of the unit that may be written as decimals: 1000 for three decimals, 1 for none.
  let resolution: Int64

  static let all = [
    DurationUnit(name: "h", nanoseconds: 3_600_000_000_000, resolution: 1),
    DurationUnit(name: "min", nanoseconds: 60_000_000_000, resolution: 1),
    DurationUnit(name: "s", nanoseconds: 1_000_000_000, resolution: 1_000),
    DurationUnit(name: "ms", nanoseconds: 1_000_000, resolution: 1_000),
    DurationUnit(name: "us", nanoseconds: 1_000, resolution: 1_000),
  ]

  static func trimmed(_ value: Int64, resolution: Int64) -> String {
    guard resolution > 1 else { return String(value) }
    var buffer = TextBuffer()
    buffer.fixed(value, decimals: 3)
    var text = buffer.contents
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
