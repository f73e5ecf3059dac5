internal import SimCore
internal import VoicePipeline

/// A bound on a metric: `response_latency.p95 < 1500ms`.
struct ThresholdNotation: Notation {
  var form: String { "a threshold such as response_latency.p95 < 1500ms" }
  var schema: SchemaValue {
    .pattern("^[a-z_]+(\\.[a-z0-9]+)? *(<|<=|>|>=|==) *[0-9]+(\\.[0-9]+)?(%|ns|us|ms|s|m|h)?$")
  }

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    let text = try scalar(node)
    var parts = ThresholdText(text, at: node.textMark)
    let name = parts.take { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    let figure = try MetricFigure.read(name.text, at: name.mark)
    let comparison = try comparison(parts.take { "<>=!".contains($0) })
    let bound = parts.rest()
    let value = try self.bound(bound, of: figure)
    let canonical = "\(figure.text) \(comparison.rawValue) \(bound.text)"
    let threshold = Threshold(
      metric: figure.metric,
      statistic: figure.statistic,
      comparison: comparison,
      bound: value,
      text: canonical
    )
    return ReadValue(threshold, quoting: canonical)
  }

  private func comparison(_ part: ThresholdText.Part) throws(ValueProblem) -> Threshold.Comparison {
    if let comparison = Threshold.Comparison(rawValue: part.text) { return comparison }
    let list = Threshold.Comparison.allCases.map(\.rawValue).joined(separator: " ")
    let fault = part.text.isEmpty ? "a comparison is missing" : "'\(part.text)' is no comparison"
    throw ValueProblem(.badThreshold, fault, remedy: "Use one of \(list).", mark: part.mark)
  }

  private func bound(
    _ part: ThresholdText.Part,
    of figure: MetricFigure
  ) throws(ValueProblem) -> Double {
    do throws(ValueProblem) {
      return try FigureBound.read(part.text, kind: figure.metric.kind)
    } catch {
      let message = "\(figure.metric.rawValue): \(error.message)"
      throw ValueProblem(.badThreshold, message, remedy: error.remedy, mark: part.mark)
    }
  }
}

/// A threshold's text, taken apart from left to right with the place of each part.
private struct ThresholdText {
  typealias Part = (text: String, mark: YAMLMark)

  private var remaining: Substring
  private var mark: YAMLMark

  init(_ text: String, at mark: YAMLMark) {
    remaining = text[...]
    self.mark = mark
  }

  mutating func take(while isPart: (Character) -> Bool) -> Part {
    skipSpaces()
    let part = remaining.prefix(while: isPart)
    return advance(over: part)
  }

  /// All that is left, without the spaces around it.
  mutating func rest() -> Part {
    skipSpaces()
    var part = remaining
    while part.last?.isWhitespace == true { part.removeLast() }
    return advance(over: part)
  }

  private mutating func skipSpaces() { _ = advance(over: remaining.prefix { $0.isWhitespace }) }

  private mutating func advance(over part: Substring) -> Part {
    defer {
      mark.column += part.unicodeScalars.count
      remaining = remaining.dropFirst(part.count)
    }
    return (String(part), mark)
  }
}

/// A figure of a metric: `response_latency.p95`, or `dnc_violations` for the metric's one figure.
struct MetricFigure: Sendable, Hashable {
  var metric: MetricName
  var statistic: Threshold.Statistic

  var text: String {
    statistic == .value ? metric.rawValue : "\(metric.rawValue).\(statistic.rawValue)"
  }

  /// Reads the figure's text, which starts at `mark`.
  static func read(_ text: String, at mark: YAMLMark) throws(ValueProblem) -> MetricFigure {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    guard let metric = MetricName(rawValue: name) else {
      let names = MetricName.allCases.map(\.rawValue)
      let fault = name.isEmpty ? "a metric's name is missing" : "there is no metric '\(name)'"
      let remedy = Suggestion.remedy(for: name, in: names, listing: "The metrics are")
      throw ValueProblem(.badThreshold, fault, remedy: remedy, mark: mark)
    }
    let known = metric.statistics.map(\.rawValue)
    guard parts.count == 2 else {
      if metric.statistics == [.value] { return MetricFigure(metric: metric, statistic: .value) }
      let remedy = "Write \(name).\(known[0]); it has: \(known.joined(separator: ", "))."
      throw ValueProblem(.badThreshold, "'\(name)' needs a statistic", remedy: remedy, mark: mark)
    }
    let word = String(parts[1])
    if let statistic = metric.statistics.first(where: { $0.rawValue == word && $0 != .value }) {
      return MetricFigure(metric: metric, statistic: statistic)
    }
    var place = mark
    place.column += name.unicodeScalars.count + 1
    let remedy =
      metric.statistics == [.value]
      ? "Write \(name) alone: it is one figure."
      : Suggestion.remedy(for: word, in: known, listing: "The statistics are")
    let message = "'\(name)' has no statistic '\(word)'"
    throw ValueProblem(.badThreshold, message, remedy: remedy, mark: place)
  }
}

extension MetricName {
  /// The statistics that a threshold may name; `value` stands for the metric's one figure.
  var statistics: [Threshold.Statistic] {
    switch kind {
    case .latency: [.p50, .p90, .p95, .p99, .p999, .max, .mean]
    case .ratio, .money: [.value]
    case .score: [.mean, .p5, .p50, .min]
    case .count: isLevel ? [.max, .mean] : [.value]
    }
  }
}

extension MetricName {
  /// Whether it goes up and down in the course of a run.
  private var isLevel: Bool {
    [
      .activeCalls, .contextTokens, .offeredCalls, .pods, .desiredPods, .retryAmplification,
      .warmSessions, .eventBacklog,
    ].contains(self)
  }
}

/// A figure's bound in the unit of its kind: nanoseconds, a share or a number of things.
enum FigureBound {
  static func read(_ text: String, kind: MetricName.Kind) throws(ValueProblem) -> Double {
    let node = YAMLNode(
      content: .scalar(text, isPlain: false),
      mark: YAMLMark(line: 1, column: 1)
    )
    switch kind {
    case .latency:
      let notation = DurationNotation(range: .zero ... .seconds(7 * 86_400))
      return Double(try notation.duration(text).nanoseconds)
    case .ratio: return try ShareNotation().decimal(text).double
    case .count: return try NumberNotation(range: 0...1e12, unit: "").decimal(node).double
    case .money: return try DollarNotation(most: 1_000_000).dollars(text)
    case .score: return try NumberNotation(range: 1...4.5, unit: "").decimal(node).double
    }
  }
}

extension YAMLNode {
  /// Where a scalar's own text starts: behind its quote.
  var textMark: YAMLMark {
    guard case .scalar(_, isPlain: false) = content else { return mark }
    var inside = mark
    inside.column += 1
    return inside
  }
}

extension MetricName.Kind {
  /// Two figures in the kind's unit.
  var example: String {
    switch self {
    case .latency: "[900ms, 1200ms]"
    case .ratio: "[60%, 70%]"
    case .count: "[25, 30]"
    case .money: "[$0.05, $0.15]"
    case .score: "[3.6, 4.2]"
    }
  }
}
