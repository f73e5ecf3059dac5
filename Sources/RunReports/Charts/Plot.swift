import SimCore

/// A chart whose text never shrinks: x in percent, y in pixels, the curves in a nested `<svg>` that
/// is stretched in x only.
///
/// ```
///        name of a band
///  4,000 |-----------------|
///        |  curves         | end labels, 14 px apart
///      0 |-----------------|
///        0      20     60 min
/// ```
struct Plot {
  /// The id of the title; the description has the same with `-d`.
  let name: String
  let x: Axis
  let y: Axis
  let height: Int
  var margins = Margins()
  /// Charts of one group share the cross-hair, and must have equal margins and x axes.
  var group: String?

  private var under: Markup = ""
  private var curves: Markup = ""
  private var over: Markup = ""
  private var labels: [EndLabel] = []
  private var hasBandName = false

  /// Room left and right of the plot area in pixels; each value is a class of the style sheet.
  struct Margins {
    var left = 62
    var right = 84
  }

  init(
    name: String,
    x: Axis,
    y: Axis,
    height: Int,
    margins: Margins = Margins(),
    group: String? = nil
  ) {
    self.name = name
    self.x = x
    self.y = y
    self.height = height
    self.margins = margins
    self.group = group
  }
}

// MARK: - Coordinates

extension Plot {
  private func percent(_ value: Double) -> String { Coordinate.percent(x.fraction(value)) }
  private func pixels(_ value: Double) -> Double { Double(height) * (1 - y.fraction(value)) }
  private func pixelText(_ value: Double) -> String { Coordinate.tenths(pixels(value)) }
  private func stretched(_ value: Double) -> String { Coordinate.tenths(1_000 * x.fraction(value)) }
  private func pair(_ point: Point) -> String { stretched(point.x) + " " + pixelText(point.y) }
}

// MARK: - Curves

extension Plot {
  /// A curve through the points of each segment; between two segments it is broken.
  ///
  /// The label is what the cross-hair calls it, and stands at the end if `isTagged`.
  mutating func line(
    _ segments: [[Point]],
    _ style: String,
    label: String? = nil,
    isTagged: Bool = true
  ) {
    let total = segments.reduce(0) { $0 + $1.count }
    guard total > 0 else { return }
    var path = ""
    for segment in segments where !segment.isEmpty {
      let share = max(2, segment.count * Series.pointsMax / max(total, Series.pointsMax))
      let points = Series.decimated(segment, to: share)
      path += "M" + points.map(pair).joined(separator: "L")
      if points.count == 1 { path += "h1" }
    }
    add(path, style, label)
    if let label, isTagged, let last = segments.last(where: { !$0.isEmpty })?.last {
      tag(last.y, label, style)
    }
  }

  /// A staircase: each value holds from its x to the next one's.
  mutating func steps(_ points: [Point], until end: Double, _ style: String, label: String? = nil) {
    guard let first = points.first else { return }
    var path = "M" + pair(first)
    var level = first.y
    for point in Series.decimated(points).dropFirst() where point.y != level {
      path += "H\(stretched(point.x))V\(pixelText(point.y))"
      level = point.y
    }
    add(path + "H\(stretched(end))", style, label)
  }

  /// The area between two curves of the same segment.
  mutating func band(_ lower: [Point], _ upper: [Point], _ style: String) {
    guard lower.count > 1, upper.count > 1 else { return }
    let edge = Series.decimated(upper).map(pair) + Series.decimated(lower).reversed().map(pair)
    add("M" + edge.joined(separator: "L") + "Z", style, nil)
  }

  private mutating func add(_ path: String, _ style: String, _ label: String?) {
    let named: Markup = if let label, group != nil { " data-n=\"\(label)\"" } else { "" }
    curves += "<path class=\"\(style)\"\(named) d=\"\(path)\"/>"
  }
}

// MARK: - Marks and words

extension Plot {
  /// A label beside the right end, at a value or at the top edge if that is beyond the scale.
  mutating func tag(_ value: Double, _ text: String, _ style: String) {
    labels.append(EndLabel(y: max(4, pixels(value)), text: text, style: style))
  }

  /// A label beside a point inside the plot, where curves are apart.
  mutating func note(_ point: Point, _ text: String, _ style: String) {
    let isLate = x.fraction(point.x) > 0.75
    let y = max(pixels(point.y), 14)
    over += """
      <text class="k \(style)t halo\(isLate ? " e" : "")" x="\(percent(point.x))" \
      dx="\(isLate ? "-12" : "12")" y="\(Coordinate.tenths(y))" dy=".34em">\(text)</text>
      """
  }

  /// A level over the whole width, with its name beside the right end.
  mutating func rule(_ value: Double, _ text: String, _ style: String = "limit") {
    level(value, style)
    tag(value, text, style)
  }

  /// A level over the whole width, with its name above it at the right, inside the plot.
  mutating func inlineRule(_ value: Double, _ text: String?, _ style: String = "ref") {
    level(value, style)
    guard let text else { return }
    over += """
      <text class="k \(style)t halo e" x="100%" dx="-4" y="\(pixelText(value))" \
      dy="-4">\(text)</text>
      """
  }

  private mutating func level(_ value: Double, _ style: String) {
    let y = pixelText(value)
    under += "<line class=\"\(style)\" x1=\"0\" x2=\"100%\" y1=\"\(y)\" y2=\"\(y)\"/>"
  }

  /// A span of x over the full height, named above the plot.
  mutating func span(_ from: Double, _ to: Double, _ text: String, _ style: String) {
    let start = percent(from)
    let width = Coordinate.percent(x.fraction(to) - x.fraction(from))
    let isLate = x.fraction(from) >= 0.6
    under += """
      <rect class="\(style)" x="\(start)" width="\(width)" y="0" height="\(height)"/>
      """
    if !text.isEmpty {
      under += """
        <text class="k \(style)t\(isLate ? " e" : "")" x="\(isLate ? percent(to) : start)" \
        y="-6">\(text)</text>
        """
      hasBandName = true
    }
  }

  /// A bar from the x axis up.
  mutating func bar(_ from: Double, _ to: Double, _ value: Double, _ style: String) {
    let width = Coordinate.percent(x.fraction(to) - x.fraction(from))
    let top = pixels(value)
    under += """
      <rect class="\(style)" x="\(percent(from))" width="\(width)" y="\(Coordinate.tenths(top))" \
      height="\(Coordinate.tenths(Double(height) - top))"/>
      """
  }

  /// A dot with its text to the upper left; far left the text goes where there is little room.
  ///
  /// With `isAfter` the text goes to the upper right, while there is room.
  mutating func dot(
    _ point: Point,
    _ text: String,
    _ style: String = "dot",
    isAfter: Bool = false
  ) {
    let at = percent(point.x)
    let y = pixelText(point.y)
    let minor = x.fraction(point.x) < 0.45 ? " minor" : ""
    over += "<circle class=\"\(style)\" cx=\"\(at)\" cy=\"\(y)\" r=\"4\"/>"
    guard !text.isEmpty else { return }
    let isRight = isAfter && x.fraction(point.x) < 0.8
    over += """
      <text class="k strong halo\(isRight ? "" : " e")\(isAfter ? "" : minor)" x="\(at)" \
      dx="\(isRight ? "8" : "-8")" y="\(y)" dy="-8">\(text)</text>
      """
  }

  /// A vertical line with its name above the plot.
  mutating func mark(_ value: Double, _ text: String, _ style: String) {
    let at = percent(value)
    let isLate = x.fraction(value) >= 0.6
    over += """
      <line class="\(style)" x1="\(at)" x2="\(at)" y1="0" y2="\(height)"/>\
      <text class="k \(style)t\(isLate ? " e" : "")" x="\(at)" y="-6">\(text)</text>
      """
    hasBandName = true
  }
}

// MARK: - Drawing

extension Plot {
  /// The `<svg>`; the description says what is seen, in one or two sentences.
  func markup(description: String) -> Markup {
    let hover: Markup =
      if let group {
        """
         tabindex="0" data-g="\(group)" data-x="\(Self.number(x.lower)),\(Self.number(x.upper))" \
        data-y="\(Self.number(y.lower)),\(Self.number(y.upper))"
        """
      } else {
        ""
      }
    return """
      <svg class="pl l\(margins.left) r\(margins.right)\(hasBandName ? " banded" : "")" \
      height="\(height + 24)" role="img" aria-labelledby="\(name)" \
      aria-describedby="\(name)-d"\(hover)><desc id="\(name)-d">\(description)</desc>\
      \(grid)\(under)<svg viewBox="0 0 1000 \(height)" preserveAspectRatio="none" width="100%" \
      height="\(height)">\(curves)</svg>\(over)\(endLabels)</svg>
      """
  }

  private var grid: Markup {
    let rows = y.ticks.map { tick -> Markup in
      let at = pixelText(tick.value)
      return """
        <line class="g" x1="0" x2="100%" y1="\(at)" y2="\(at)"/>\
        <text class="k e" x="0" dx="-8" y="\(at)" dy=".34em">\(tick.text)</text>
        """
    }
    let columns = x.ticks.map { tick -> Markup in
      let at = percent(tick.value)
      let minor = tick.isMinor ? " minor" : ""
      return """
        <line class="tick\(minor)" x1="\(at)" x2="\(at)" y1="\(height)" y2="\(height + 4)"/>\
        <text class="k m\(minor)" x="\(at)" y="\(height + 18)">\(tick.text)</text>
        """
    }
    return rows.joined() + columns.joined()
  }

  private var endLabels: Markup {
    LabelSpread.spread(labels, bottom: Double(height - 2)).map { label -> Markup in
      """
      <text class="k d \(label.style)t" x="100%" dx="8" y="\(Coordinate.tenths(label.y))" \
      dy=".34em">\(label.text)</text>
      """
    }.joined()
  }

  /// An end of an axis for the script: at most six decimals.
  private static func number(_ value: Double) -> String {
    var text = FixedDecimal.text(value, decimals: 6)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
