import SimCore

/// What is said of a fit, in words: for the terminal, the page and the provenance of presets.
package enum FitText {
  /// How good the chosen fit is, as the end of a source.
  package static func quality(_ column: FittedColumn) -> String {
    let chosen = column.choice.chosen
    let way = chosen.family.isParametric ? " by maximum likelihood" : " as measured"
    return "\(chosen.family.rawValue)\(way), \(Figures.plain(worst(chosen)))"
  }

  /// The largest difference at a quantile that could be judged.
  static func worst(_ fit: FamilyFit) -> String {
    let known = fit.quantiles.filter(\.isKnown)
    guard let worst = known.max(by: { $0.error.magnitude < $1.error.magnitude }) else {
      return "too few samples to judge it"
    }
    let names = known.map { name($0.q) }
    let list =
      names.count > 1
      ? names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "") : names[0]
    return
      "within \(Figures.fixed(worst.error.magnitude * 100, decimals: 2)) % of the measured \(list)"
  }

  /// Why the chosen fit was taken, as a sentence.
  static func reason(_ choice: FitChoice) -> String {
    let family = capitalised(choice.chosen.family.rawValue)
    switch choice.reason {
    case .likeliest(1):
      return "\(family): the one family that holds at every quantile and as a whole."
    case .likeliest(let count):
      return "\(family): of \(count) families that hold it has the least BIC."
    case .noFamilyHolds:
      return "\(family): no family holds at every quantile and as a whole, so the measured "
        + "quantiles stand for themselves."
    case .tooFewSamples:
      return "\(family): the least BIC, but \(OrderStatistics.samplesNeeded(0.95)) samples are "
        + "needed before a family can be refuted."
    }
  }

  /// `p99`, `p99.9`.
  static func name(_ q: Double) -> String {
    "p" + FixedDecimal.shortest((q * 1e5).rounded() / 1e3)
  }

  /// `+1.2 %`, with an ordinary sign.
  static func signed(_ error: Double) -> String {
    // More is as wrong as a family can be, and would not fit into a column.
    guard error < 9.995 else { return "> 999 %" }
    let text = Figures.plain(Figures.fixed(error * 100, decimals: 1))
    return (text.hasPrefix("-") || text == "0.0" ? "" : "+") + text + " %"
  }

  static func percent(_ share: Double) -> String { Figures.percent(share) + " %" }

  private static func capitalised(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}

extension FitText {
  /// What may be wrong with the measurements, or with what is made of them.
  static func warnings(_ column: FittedColumn) -> [String] {
    let checks = column.checks
    var warnings: [String] = []
    for q in [0.95, 0.99] where column.sample.count < OrderStatistics.samplesNeeded(q) {
      warnings.append(
        "Insufficient samples for \(name(q)): it needs \(OrderStatistics.samplesNeeded(q))."
      )
    }
    if let drift = checks.drift {
      let change = signed(drift.after / drift.before - 1)
      warnings.append(
        "Not stationary: \(name(drift.q)) goes from \(milliseconds(drift.before)) to "
          + "\(milliseconds(drift.after)) (\(change)) between the halves of the rows, so one "
          + "distribution may not stand for both."
      )
    }
    if let correlation = checks.correlation {
      let text = Figures.fixed(correlation, decimals: 2)
      warnings.append(
        "Neighbouring rows are alike (correlation \(text)): the intervals are too narrow."
      )
    }
    if let grid = checks.grid {
      warnings.append("Every value is a multiple of \(milliseconds(grid)): nothing finer is known.")
    }
    if let tie = checks.tie {
      warnings.append("\(percent(tie.share)) of the values are \(milliseconds(tie.value)).")
    }
    return warnings + outliers(column) + timeouts(column) + advice(column)
  }

  /// Values far out, where they are many or very far: of a long tail a few are no news.
  private static func outliers(_ column: FittedColumn) -> [String] {
    let (count, sample) = (column.checks.outliers, column.sample)
    let share = Double(count) / Double(sample.count)
    guard count > 0, share > 0.005 || sample.greatest > 3 * sample.quantile(0.99) else { return [] }
    let question =
      share > 0.02
      ? "a second kind of request?" : "time-outs? --timeout counts them apart."
    let values = Figures.counted(count, "value")
    return ["\(values) far out, up to \(milliseconds(sample.greatest)): \(question)"]
  }

  private static func advice(_ column: FittedColumn) -> [String] {
    guard column.preset == nil else { return [] }
    let median = milliseconds(column.sample.quantile(0.5)).split(separator: " ").joined()
    return ["No preset carries \(column.path): it is one figure, such as \(median), the median."]
  }

  private static func timeouts(_ column: FittedColumn) -> [String] {
    guard let timeouts = column.timeouts, timeouts.count > 0 else { return [] }
    let all = column.sample.count + timeouts.count
    let share = percent(Double(timeouts.count) / Double(all))
    let cut = "\(Figures.counted(timeouts.count, "value")) of \(timeouts.limit.shortText) or more"
    return [
      timeouts.key.map { "\(cut) (\(share)) became the share \($0)." }
        ?? "\(cut) (\(share)) were left out: the section has no share for them."
    ]
  }

  static func milliseconds(_ nanoseconds: Double) -> String {
    Figures.milliseconds(nanoseconds: nanoseconds) + " ms"
  }

  /// What could not be used, as a sentence; nil when all could.
  static func rejects(_ facts: FitFacts) -> String? {
    guard facts.rejects.count > 0 else { return nil }
    let reasons = facts.rejects.reasons.map { "\($0.text) (\(Figures.count($0.count)))" }
    let places = facts.rejects.entries.prefix(5).map { entry in
      "\(entry.line)" + (entry.column.map { ":\($0)" } ?? "")
    }
    let more = facts.rejects.count > places.count ? ", ..." : ""
    return "\(Figures.counted(facts.rejects.count, "value")) not used: "
      + "\(reasons.joined(separator: ", ")); at \(places.joined(separator: ", "))\(more)."
  }
}
