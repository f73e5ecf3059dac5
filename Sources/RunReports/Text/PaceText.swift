import SimCore

/// How well a run kept its pace, in words.
struct PaceText {
  /// `Shown at 10x real time; 9.98x was kept`.
  let pace: String
  /// `p50 0.6 ms, p99 1.2 ms, max 3.4 ms, n = 12,345; 0 stalls`.
  let lag: String
  /// Nil when the lag is tolerable.
  let warning: String?

  init(_ record: PaceRecord) {
    let asked = Self.factor(record.pace)
    let kept = record.achieved.map { "; \(Self.factor($0)) was kept" } ?? ""
    pace = "Shown at \(asked) real time\(kept)"
    let histogram = record.lag.histogram
    let figures = [
      ("p50", histogram.quantile(0.5)), ("p99", histogram.quantile(0.99)), ("max", histogram.max),
    ].map { name, value in
      value.map { "\(name) \(Figures.milliseconds($0))\(Figures.space)ms" } ?? "\(name) –"
    }
    let stalls = Figures.counted(record.lag.stalls, "stall")
    lag =
      figures.joined(separator: ", ") + ", \(Figures.samples(histogram.count)); \(stalls) of more "
      + "than \(Self.tolerated)"
    warning =
      record.lag.isTolerable
      ? nil
      : "p99 of the timer lag is above \(Self.tolerated): the host did not keep the pace of "
        + "\(asked). No figure of the run is affected"
  }

  private static let tolerated = Figures.milliseconds(TimerLag.tolerated) + Figures.space + "ms"

  private static func factor(_ value: Double) -> String {
    var text = FixedDecimal.text(value, decimals: 3)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text + "x"
  }
}
