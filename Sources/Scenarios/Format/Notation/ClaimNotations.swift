internal import VoicePipeline

/// A figure that a claim is about: `active_calls.max`.
struct MetricFigureNotation: Notation {
  var form: String { "a metric's figure such as response_latency.p95" }
  var schema: SchemaValue { .pattern("^[a-z_]+(\\.[a-z0-9]+)?$") }

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    let figure = try MetricFigure.read(scalar(node), at: node.textMark)
    return ReadValue(figure, figure.text)
  }
}

/// A published figure: two durations, shares or numbers in rising order.
struct FigureRangeNotation: Notation {
  var form: String { "two figures in rising order such as [25, 30], [60%, 70%] or [1s, 2s]" }
  var schema: SchemaValue {
    let element = SchemaValue.any([.pattern("^[0-9]+(\\.[0-9]+)?[a-z%]*$"), .number(0...1e12)])
    return .list(of: element, count: 2...2)
  }

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    guard let elements = node.elements, elements.count == 2 else {
      throw ValueProblem(.wrongType, "expected \(form), found \(node.kindName)")
    }
    let (low, high) = (try scalar(elements[0]), try scalar(elements[1]))
    let kind = Self.kind(of: low)
    guard Self.kind(of: high) == kind else { throw misread("[\(low), \(high)]") }
    let bounds = (try FigureBound.read(low, kind: kind), try FigureBound.read(high, kind: kind))
    guard bounds.0 <= bounds.1 else {
      throw ValueProblem(.outOfRange, "the first is larger than the second")
    }
    return ReadValue(FigureRange(kind: kind, range: bounds.0...bounds.1), "[\(low), \(high)]")
  }

  private static func kind(of text: String) -> MetricName.Kind {
    if text.last == "%" { return .ratio }
    return text.last?.isLetter == true ? .latency : .count
  }
}

/// A range with the kind of its unit, to be held against the kind of a metric.
struct FigureRange: Sendable, Hashable {
  var kind: MetricName.Kind
  var range: ClosedRange<Double>
}
