import SimCore

/// A mark on an axis with its text.
package struct Tick: Sendable, Hashable {
  package var value: Double
  package var text: String
  /// Goes where there is little room.
  package var isMinor = false
}

/// A scale from values to 0...1, with its ticks.
package struct Axis: Sendable {
  package var lower: Double
  package var upper: Double
  package var ticks: [Tick]
  package var isLogarithmic = false

  /// Where a value stands: 0 at the lower end, 1 at the upper.
  package func fraction(_ value: Double) -> Double {
    guard upper > lower else { return 0 }
    if !isLogarithmic { return (value - lower) / (upper - lower) }
    let ratio = Elementary.log10(max(value, lower) / lower)
    return ratio / Elementary.log10(upper / lower)
  }
}

extension Axis {
  /// From 0 to at least `top`, with four to six ticks of {1, 2, 2.5, 5} times a power of ten; the
  /// topmost carries the unit.
  package static func linear(upTo top: Double, unit: String = "", areWhole: Bool = false) -> Axis {
    let step = NiceStep(top > 0 && top.isFinite ? top : 1, areWhole: areWhole)
    let count = max(1, Int((top / step.value).rounded(.up)))
    let ticks = (0...count).map { index in
      let text = Figures.fixed(Double(index) * step.value, decimals: step.decimals)
      let hasUnit = index == count && !unit.isEmpty
      return Tick(
        value: Double(index) * step.value,
        text: hasUnit ? text + Figures.space + unit : text
      )
    }
    return Axis(lower: 0, upper: Double(count) * step.value, ticks: ticks)
  }

  /// Between two values, with three to six ticks; the topmost carries the unit.
  package static func range(from low: Double, to high: Double, unit: String) -> Axis {
    guard high > low else { return linear(upTo: high, unit: unit) }
    let step = NiceStep(high - low, areWhole: false)
    let first = (low / step.value).rounded(.down)
    let last = (high / step.value).rounded(.up)
    let ticks = (0...Int(last - first)).map { index in
      let value = (first + Double(index)) * step.value
      let text = Figures.fixed(value, decimals: step.decimals)
      let isTop = Double(index) == last - first
      return Tick(value: value, text: isTop ? text + Figures.space + unit : text)
    }
    return Axis(lower: first * step.value, upper: last * step.value, ticks: ticks)
  }

  /// Doubling steps in milliseconds that enclose two positive values; the topmost has the unit.
  package static func octaves(from low: Double, to high: Double) -> Axis {
    var lower = 250.0
    while lower > max(low, 0.1) { lower /= 2 }
    while lower * 2 <= low { lower *= 2 }
    var values = [lower]
    while values[values.count - 1] < high || values.count < 3 {
      values.append(values[values.count - 1] * 2)
    }
    let stride = (values.count + 6) / 7
    let upper = values[values.count - 1]
    let ticks = values.enumerated().compactMap { index, value -> Tick? in
      let isTop = index == values.count - 1
      guard (values.count - 1 - index) % stride == 0 else { return nil }
      let text = Figures.fixed(value, decimals: value < 10 ? 1 : 0)
      return Tick(value: value, text: isTop ? text + Figures.space + "ms" : text)
    }
    return Axis(lower: lower, upper: upper, ticks: ticks, isLogarithmic: true)
  }

  /// log10(1 / (1 - q)) from 0 to the rarest quantile that so many values can speak of.
  static func percentiles(of count: Int) -> Axis {
    let labels = ["0", "90", "99", "99.9", "99.99", "99.999", "99.9999"]
    let upper = min(6, Elementary.log10(Double(count)))
    let decades = Int(upper.rounded(.down))
    var ticks = (0...decades).map { decade in
      let text = labels[decade] + (decade == decades ? Figures.space + "%" : "")
      let isMinor = decades > 3 && decade == decades - 1
      return Tick(value: Double(decade), text: text, isMinor: isMinor)
    }
    ticks.insert(Tick(value: Elementary.log10(2), text: "50", isMinor: decades > 3), at: 1)
    return Axis(lower: 0, upper: upper, ticks: ticks)
  }

  /// Time in minutes from the run's start, whatever unit the ticks carry; at most seven ticks.
  package static func time(_ duration: Duration) -> Axis {
    let seconds = max(0.001, Double(duration.nanoseconds) / 1e9)
    let (unit, length): (String, Double) =
      seconds < 120 ? ("s", 1) : seconds < 3 * 3_600 ? ("min", 60) : ("h", 3_600)
    let span = seconds / length
    let step = timeStep(span, isSexagesimal: length > 1 || span > 10)
    let count = Int((span / step + 1e-9).rounded(.down))
    let ticks = (0...count).map { index in
      let value = Double(index) * step
      let text = Figures.fixed(value, decimals: value == value.rounded() ? 0 : 2)
      return Tick(
        value: value * length / 60,
        text: index == count ? text + Figures.space + unit : text,
        isMinor: count > 4 && index % 2 == 1 && index != count
      )
    }
    return Axis(lower: 0, upper: seconds / 60, ticks: ticks)
  }

  private static func timeStep(_ span: Double, isSexagesimal: Bool) -> Double {
    if !isSexagesimal { return NiceStep(span, areWhole: false).value }
    let steps: [Double] = [1, 2, 5, 10, 15, 20, 30, 60, 120, 240, 480, 960, 1_920, 3_840]
    return steps.first { span / $0 <= 6 } ?? span
  }
}

/// A step between ticks: {1, 2, 2.5, 5} times a power of ten, such that three to five cover a top.
package struct NiceStep: Sendable {
  package let value: Double
  /// Decimals that a multiple needs.
  package let decimals: Int

  package init(_ top: Double, areWhole: Bool) {
    var scale = 1.0
    var places = 0
    while top / scale > 50 { scale *= 10 }
    while top / scale < 5, places < 9 {
      scale /= 10
      places += 1
    }
    // Now 5 <= top / scale <= 50, so that some multiple of the scale gives five steps or fewer.
    let best = [1, 2, 2.5, 5].first { top / ($0 * scale) <= 5 } ?? 10
    var step = best * scale
    if areWhole { step = step.rounded(.up) }
    value = step
    let extra = best == 2.5 ? 1 : best == 10 ? -1 : 0
    decimals = step == step.rounded() ? 0 : max(0, places + extra)
  }
}
