import SimCore

/// Parts that follow one another in time, two bars a row: a usual turn and a slow one.
struct Waterfall {
  struct Row {
    var name: String
    var usual: Duration
    var slow: Duration
  }

  let name: String
  let rows: [Row]
  let limit: Duration?

  private static let rowHeight = 40

  /// The `<svg>` with the two stairs that add up to the latencies.
  func markup(description: String) -> Markup {
    let total = rows.reduce((usual: Duration.zero, slow: Duration.zero)) { sum, row in
      (sum.usual + row.usual, sum.slow + row.slow)
    }
    let top = max(total.usual, total.slow, limit ?? .zero)
    let axis = Axis.linear(upTo: Self.milliseconds(top), unit: "ms")
    let height = Self.rowHeight * rows.count + 8
    let left = rows.contains { $0.name.count > 13 } ? 136 : 106
    return """
      <svg class="pl l\(left) r34" height="\(height + 22)" role="img" aria-labelledby="\(name)" \
      aria-describedby="\(name)-d"><desc id="\(name)-d">\(description)</desc>\
      \(grid(axis, height))\(bars(axis))</svg>
      """
  }

  private func grid(_ axis: Axis, _ height: Int) -> Markup {
    let lines = axis.ticks.enumerated().map { index, tick -> Markup in
      let at = Coordinate.percent(axis.fraction(tick.value))
      let minor = (axis.ticks.count - index) % 2 == 0 ? " minor" : ""
      return """
        <line class="g" x1="\(at)" x2="\(at)" y1="0" y2="\(height)"/>\
        <text class="k m\(minor)" x="\(at)" y="\(height + 16)">\(tick.text)</text>
        """
    }
    guard let limit else { return lines.joined() }
    let at = Coordinate.percent(axis.fraction(Self.milliseconds(limit)))
    return lines.joined()
      + "<line class=\"limit\" x1=\"\(at)\" x2=\"\(at)\" y1=\"0\" y2=\"\(height)\"/>"
  }

  private func bars(_ axis: Axis) -> Markup {
    var usual = Duration.zero
    var slow = Duration.zero
    var result: Markup = ""
    for (index, row) in rows.enumerated() {
      let y = 4 + index * Self.rowHeight
      result += """
        <text class="k e inkt" x="0" dx="-10" y="\(y + 19)">\(row.name)</text>\
        \(bar(axis, from: usual, row.usual, y: y + 3, isSlow: false))\
        \(bar(axis, from: slow, row.slow, y: y + 17, isSlow: true))
        """
      usual += row.usual
      slow += row.slow
    }
    return result
  }

  private func bar(
    _ axis: Axis,
    from start: Duration,
    _ length: Duration,
    y: Int,
    isSlow: Bool
  ) -> Markup {
    let from = axis.fraction(Self.milliseconds(start))
    let width = axis.fraction(Self.milliseconds(length))
    return """
      <rect class="\(isSlow ? "accf" : "acc2f")" x="\(Coordinate.percent(from))" \
      width="\(Coordinate.percent(width))" y="\(y)" height="11" rx="1"/>\
      <text class="halo\(isSlow ? " strong" : "")" x="\(Coordinate.percent(from + width))" dx="5" \
      y="\(y + 9)">\(Figures.milliseconds(length))</text>
      """
  }

  private static func milliseconds(_ duration: Duration) -> Double {
    Double(duration.nanoseconds) / 1e6
  }
}
