/// Drawings of one line that stand beside a number; to a screen reader they are silent.
enum SmallDrawing {
  /// A value as a bar, and its limit as a tall tick, between two ends.
  static func bullet(
    value: Double,
    limit: Double?,
    in range: ClosedRange<Double>,
    isBad: Bool
  ) -> Markup {
    let place = { (value: Double) -> String in
      let length = range.upperBound - range.lowerBound
      let fraction = length > 0 ? (value - range.lowerBound) / length : 0
      return Coordinate.percent(max(0, min(1, fraction)))
    }
    let tick: Markup =
      limit.map { "<rect class=\"lim\" x=\"\(place($0))\" width=\"2\" y=\"0\" height=\"14\"/>" }
      ?? ""
    return """
      <svg class="bullet" height="14" aria-hidden="true">\
      <rect class="track" width="100%" y="4" height="6" rx="1"/>\
      <rect class="\(isBad ? "badf" : "inkf")" width="\(place(value))" y="4" height="6" rx="1"/>\
      \(tick)</svg>
      """
  }

  /// A curve of 84 by 24 pixels between 0 and `top`.
  static func sparkline(_ values: [Double], top: Double) -> Markup {
    guard values.count > 1, top > 0 else { return "" }
    let points = values.enumerated().map { Point(x: Double($0.offset), y: $0.element) }
    let path = Series.decimated(points, to: 84).map { point in
      Coordinate.tenths(100 * point.x / Double(values.count - 1)) + " "
        + Coordinate.tenths(22 - 20 * min(1, point.y / top))
    }
    return """
      <svg class="spark" viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true">\
      <path d="M\(path.joined(separator: "L"))"/></svg>
      """
  }

  /// A horizontal bar of a part of the whole width.
  static func bar(_ fraction: Double, _ style: String) -> Markup {
    """
    <svg height="10" width="100%" aria-hidden="true"><rect class="\(style)" \
    width="\(Coordinate.percent(fraction))" height="10" rx="1"/></svg>
    """
  }
}
