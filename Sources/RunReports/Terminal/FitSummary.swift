import SimCore

/// What was fitted, for a terminal of 80 columns.
package struct FitSummary {
  private let facts: FitFacts
  private let style: TerminalStyle
  private var lines: [String] = []

  package static func text(_ facts: FitFacts, style: TerminalStyle = TerminalStyle()) -> String {
    var summary = FitSummary(facts: facts, style: style)
    summary.head()
    for column in facts.columns { summary.add(column) }
    summary.rest()
    return summary.lines.joined(separator: "\n") + "\n"
  }

  private init(facts: FitFacts, style: TerminalStyle) {
    self.facts = facts
    self.style = style
  }

  private mutating func head() {
    let name = TextColumns.cut(style.safe(facts.file), 40, mark: style.hasUnicode ? "…" : "...")
    let scale = "\(Figures.counted(facts.rows, "row")) · SHA-256 \(facts.digest.prefix(12))"
    lines.append(style.paint(name, .name) + "   " + style.paint(style.safe(scale), .dim))
  }

  private mutating func add(_ column: FittedColumn) {
    let title = TextColumns.cut(style.safe(column.name), 40, mark: style.hasUnicode ? "…" : "...")
    let empty = column.empty > 0 ? " · \(Figures.count(column.empty)) empty" : ""
    let samples = "\(title), \(Figures.samples(column.sample.count))\(empty)"
    lines += ["", style.paint(column.path, .name) + "   " + style.paint(style.safe(samples), .dim)]
    wrapped(column.notation, role: .curve)
    wrapped(FitText.reason(column.choice))
    lines.append("")
    quantiles(column)
    lines.append("")
    families(column.choice)
    lines.append("")
    curves(column)
    let warnings = FitText.warnings(column)
    if !warnings.isEmpty { lines.append("") }
    for warning in warnings { wrapped(warning, mark: "!") }
  }

  /// A sentence under the first line's indent.
  private mutating func wrapped(
    _ text: String,
    mark: String? = nil,
    role: TerminalStyle.Role? = nil
  ) {
    let room = TerminalStyle.width - (mark == nil ? 2 : 4)
    for (index, line) in TextColumns.wrapped(style.safe(text), room).enumerated() {
      let lead = mark.map { index == 0 ? "  \($0) " : "    " } ?? "  "
      lines.append(lead + (role.map { style.paint(line, $0) } ?? line))
    }
  }

  private mutating func row(_ name: String, _ cells: [String], _ width: Int) {
    let texts = cells.map { TextColumns.right(style.safe($0), width) }
    lines.append("  " + TextColumns.left(name, 20) + texts.joined())
  }

  private mutating func quantiles(_ column: FittedColumn) {
    let matches = column.choice.chosen.quantiles
    let names = matches.map { FitText.name($0.q) }
    lines.append(
      style.paint(
        "  " + TextColumns.left("ms", 20)
          + names.map { TextColumns.right($0, 14) }.joined(),
        .dim
      )
    )
    let sorted = column.sample.sorted
    row("measured", matches.map { Figures.milliseconds(nanoseconds: $0.measured) }, 14)
    let intervals = matches.map { match -> String in
      guard let interval = OrderStatistics.interval(match.q, ofSorted: sorted) else {
        return "insufficient"
      }
      let low = Figures.milliseconds(nanoseconds: interval.lowerBound)
      return "\(low)–\(Figures.milliseconds(nanoseconds: interval.upperBound))"
    }
    row("95 % interval", intervals, 14)
    row("fitted", matches.map { Figures.milliseconds(nanoseconds: $0.fitted) }, 14)
    row("difference", matches.map { FitText.signed($0.error) }, 14)
  }

  /// Every family with what it was judged by.
  private mutating func families(_ choice: FitChoice) {
    let names = QuantileMatch.judged.map(FitText.name)
    let titles = ["BIC", "KS"] + names
    let widths = [11, 8, 9, 9, 9, 9]
    let cells = { (texts: [String]) in
      zip(texts, widths).map { TextColumns.right($0, $1) }.joined()
    }
    lines.append(style.paint("    " + TextColumns.left("family", 20) + cells(titles), .dim))
    let least = choice.fits.compactMap(\.criterion).min() ?? 0
    for fit in choice.fits {
      let criterion = fit.criterion.map { excess($0 - least) } ?? Figures.none
      let texts =
        [criterion, Figures.fixed(fit.goodness.distance, decimals: 3)]
        + fit.quantiles.map { FitText.signed($0.error) }
      let name = TextColumns.left(fit.family.rawValue, 20)
      lines.append("  \(sign(fit, choice)) \(name)\(cells(texts.map(style.safe)))")
    }
    let key = "BIC above the least; KS: greatest distance of the distribution functions"
    lines.append(style.paint("    " + key, .dim))
  }

  private func excess(_ value: Double) -> String {
    value == 0 ? "0" : "+" + Figures.fixed(value, decimals: value < 99.5 ? 1 : 0)
  }

  private func sign(_ fit: FamilyFit, _ choice: FitChoice) -> String {
    if fit.family == choice.chosen.family {
      return style.paint(style.hasUnicode ? "✓" : "*", .good)
    }
    return fit.isAdequate ? " " : style.paint(style.hasUnicode ? "✕" : "x", .bad)
  }

  /// The two quantile functions, one above the other on one scale.
  private mutating func curves(_ column: FittedColumn) {
    let levels = (0..<BlockCurve.cells).map { (Double($0) + 0.5) / Double(BlockCurve.cells) }
    let measured = levels.map(column.sample.quantile)
    let fitted = levels.map {
      Double(column.choice.chosen.distribution.quantile($0).nanoseconds)
    }
    let top = max(measured.max() ?? 0, fitted.max() ?? 0)
    let least = min(measured.min() ?? 0, fitted.min() ?? 0)
    // The lowest of the eight heights stands for the least value.
    let floor = least - (top - least) / 7
    for (name, values) in [("measured", measured), ("fitted", fitted)] {
      let heights = values.map { $0 - floor }
      let blocks = BlockCurve.text(heights, hasUnicode: style.hasUnicode, top: top - floor)
      lines.append("  \(TextColumns.left(name, 16))" + style.paint(blocks, .curve))
    }
    let left = "p1 \(Figures.milliseconds(nanoseconds: least)) ms"
    let right = "p99 \(Figures.milliseconds(nanoseconds: top)) ms"
    let axis =
      style.safe(left) + TextColumns.right(style.safe(right), BlockCurve.cells - left.count)
    lines.append(style.paint(String(repeating: " ", count: 18) + axis, .dim))
  }

  private mutating func rest() {
    let rejects = FitText.rejects(facts)
    if rejects != nil || !facts.unused.isEmpty { lines.append("") }
    if let rejects { wrapped(rejects, mark: "!") }
    if !facts.unused.isEmpty {
      wrapped("Not used: " + facts.unused.joined(separator: ", ") + ".")
    }
  }
}
