import SimCore
import VoicePipeline

/// Figures as a table, each with a dot and its interval on a scale that all rows share.
struct IntervalTable {
  struct Row {
    var name: Markup
    var estimate: SeedEstimate
    var kind: MetricName.Kind
    /// Of calls or turns, over all seeds; nil for what is computed from several figures.
    var samples: Int?
    var finding: ClaimFinding?
    /// A word for the last column where there is no finding.
    var note: Markup = ""
  }

  let label: String
  let rows: [Row]
  /// A shaded range, open at one end without a value there.
  var published: (lower: Double?, upper: Double?)?
  /// A value that the scale holds and a line marks, such as zero.
  var mark: Double?
  /// Of the scale; nil for the unit of the values' kind.
  var unit: String?
  /// What stands above the first column.
  var head: String

  var markup: Markup {
    let scale = scale
    let body = rows.map { row($0, scale) }
    let unit = unit ?? rows.first?.kind.unit ?? ""
    return """
      <div class="scroll" tabindex="0" role="region" aria-label="\(label)">\
      <table class="bars ivs"><thead><tr><th scope="col">\(head)</th>\
      <th class="n" scope="col">mean</th><th class="n" scope="col">95 % interval</th>\
      <th class="b" scope="col"><span class="ends"><span>\(end(scale.lowerBound))</span>\
      <span>\(end(scale.upperBound)) \(unit)</span></span></th>\
      <th class="n" scope="col">n</th><th class="note" scope="col"></th></tr></thead>
      <tbody>\(body.joined())</tbody></table></div>
      """
  }

  private func row(_ row: Row, _ scale: ClosedRange<Double>) -> Markup {
    let seeds = Figures.counted(row.estimate.seeds, "seed")
    let count = row.samples.map { "\(Figures.count($0)) <small>in \(seeds)</small>" as Markup }
    let last = row.finding.map(PageParts.chip) ?? row.note
    return """
      <tr><th scope="row">\(row.name)</th><td class="n">\(row.estimate.text(row.kind))</td>\
      <td class="n">\(row.estimate.intervalText(row.kind))</td>\
      <td class="b">\(drawing(row, scale))</td>\
      <td class="n mut">\(count ?? "\(seeds)")</td><td class="note">\(last)</td></tr>

      """
  }

  private func drawing(_ row: Row, _ scale: ClosedRange<Double>) -> Markup {
    let place = { (value: Double) -> String in
      let length = scale.upperBound - scale.lowerBound
      return Coordinate.percent(max(0, min(1, (value - scale.lowerBound) / length)))
    }
    var parts: Markup = "<rect class=\"track\" width=\"100%\" y=\"7\" height=\"2\"/>"
    if let published {
      let low = max(scale.lowerBound, published.lower ?? scale.lowerBound)
      let high = min(scale.upperBound, published.upper ?? scale.upperBound)
      let width = (high - low) / (scale.upperBound - scale.lowerBound)
      parts += """
        <rect class="claimed" x="\(place(low))" width="\(Coordinate.percent(max(0, width)))" \
        height="16"/>
        """
    }
    if let mark {
      parts += "<line class=\"ref\" x1=\"\(place(mark))\" x2=\"\(place(mark))\" y2=\"16\"/>"
    }
    let style = row.finding == .refuted ? " no" : row.finding == .undecided ? " un" : ""
    if let interval = row.estimate.interval {
      parts += """
        <line class="iv\(style)" x1="\(place(interval.lowerBound))" \
        x2="\(place(interval.upperBound))" y1="8" y2="8"/>
        """
    }
    if let mean = row.estimate.mean {
      parts += "<circle class=\"dot\(style)\" cx=\"\(place(mean))\" cy=\"8\" r=\"4.5\"/>"
    }
    return "<svg class=\"bullet\" height=\"16\" aria-hidden=\"true\">\(parts)</svg>"
  }

  /// From the least to the greatest of all that is drawn, with room for the dots.
  private var scale: ClosedRange<Double> {
    var values = rows.flatMap { row in
      [row.estimate.mean, row.estimate.interval?.lowerBound, row.estimate.interval?.upperBound]
    }
    .compactMap(\.self)
    values += [published?.lower, published?.upper, mark].compactMap(\.self)
    guard let low = values.min(), let high = values.max() else { return 0...1 }
    let padding = high > low ? 0.06 * (high - low) : max(high.magnitude * 0.1, 1e-9)
    let isShare = rows.first?.kind == .ratio
    let start = low >= 0 ? max(0, low - padding) : low - padding
    return start...(isShare && high <= 1 ? min(1, high + padding) : high + padding)
  }

  private func end(_ value: Double) -> String {
    (rows.first?.kind ?? .count).text(value)
  }
}

extension SeedEstimate {
  /// The mean without its unit.
  func text(_ kind: MetricName.Kind) -> String { mean.map { kind.text($0) } ?? "n too small" }

  /// The interval, marked when it is a bootstrap's.
  func intervalText(_ kind: MetricName.Kind) -> String {
    guard let interval else { return Figures.none }
    let text = "[\(kind.text(interval.lowerBound)), \(kind.text(interval.upperBound))]"
    return isBootstrap ? text + "*" : text
  }
}
