import VoicePipeline

extension ThresholdFacts {
  /// `1,612 ms`, with as many digits as it takes to tell it from the bound.
  var measuredText: String {
    measured.map { metric.kind.quantity($0, apartFrom: bound) } ?? "no samples"
  }

  /// `1,500 ms`.
  var boundText: String {
    let kind = metric.kind
    return kind.exactText(bound) + (kind.unit.isEmpty ? "" : Figures.space + kind.unit)
  }

  /// `[1,594, 1,631]`, in the unit of the measured value.
  var intervalText: String {
    guard let interval else { return Figures.none }
    let kind = metric.kind
    return "[\(kind.text(interval.lowerBound)), \(kind.text(interval.upperBound))]"
  }

  /// `response latency p95`.
  var quantityName: String {
    statistic == "value" ? metric.label : "\(metric.label) \(Self.statisticLabel(statistic))"
  }

  /// `p99.9` for `p999`.
  static func statisticLabel(_ statistic: String) -> String {
    statistic == "p999" ? "p99.9" : statistic
  }

  /// How far the measured value is from the bound: `112 ms over`, `0.34 points over`.
  var distanceText: String {
    guard let measured else { return "" }
    if measured == bound { return "exactly at" }
    let side = measured > bound ? "over" : "under"
    let distance = (measured - bound).magnitude
    let text =
      metric.kind == .ratio
      ? Figures.percent(distance) + " points" : metric.kind.quantity(distance)
    return "\(text) \(side)"
  }

  /// One sentence: what was measured, and by how much it missed or met the bound.
  var sentence: String {
    let name = Self.capitalized(quantityName)
    let isPlural = statistic == "value" && name.hasSuffix("s")
    guard measured != nil else { return "\(name) could not be measured: no samples." }
    if verdict == .inconclusive {
      return "\(name) cannot be judged: \(Figures.samples(count)) is too small."
    }
    let verb = isPlural ? "are" : "is"
    return "\(name) \(verb) \(measuredText), \(distanceText) the limit of \(boundText)."
  }

  /// The text with its first letter in upper case.
  static func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
