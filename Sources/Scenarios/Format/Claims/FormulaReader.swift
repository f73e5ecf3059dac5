internal import SimCore
internal import VoicePipeline

/// Reads the formula of a figure, from left to right, with the place of whatever is wrong in it.
///
/// ```
/// sum     = product {("+" | "-") product}
/// product = factor {("*" | "/") factor}
/// factor  = "-" factor | number | duration | percentage | "(" sum ")" | call | figure
/// call    = ("min" | "max" | "reduction" | "exceeds") "(" sum "," sum {"," sum} ")"
///         | "share" "(" [arm "."] metric comparison duration ")"
/// figure  = [arm "."] metric ["." statistic]
/// ```
struct FormulaReader {
  /// A part that was read: its value, and the power of time in it.
  private struct Term {
    var expression: ClaimExpression
    var time: Int
    var kind: MetricName.Kind
  }

  private let text: [Unicode.Scalar]
  private let start: YAMLMark
  private var place = 0
  private var depth = 0
  private var mentions: [ArmMention] = []

  private static let depthMax = 50
  static let calls = ["min", "max", "reduction", "exceeds", "share"]
  private static let pairs: [ClaimOperation] = [.reduction, .exceedance]
  static let corners = ["first", "last"]

  private init(_ text: String, at start: YAMLMark) {
    self.text = Array(text.unicodeScalars)
    self.start = start
  }

  /// The formula of a text that starts at `mark`.
  static func read(_ text: String, at mark: YAMLMark) throws(ValueProblem) -> ClaimFormula {
    var reader = FormulaReader(text, at: mark)
    let term = try reader.sum()
    reader.skipSpaces()
    guard reader.place == reader.text.count else {
      throw reader.problem(
        "'\(reader.text[reader.place])' is not expected here",
        at: reader.place,
        remedy: "Join two values with + - * or /."
      )
    }
    guard !term.expression.quantities.isEmpty else {
      throw reader.problem("the formula measures nothing", at: 0, remedy: "Name a metric in it.")
    }
    guard (0...1).contains(term.time) else {
      throw reader.problem(
        "the value is time to the power of \(term.time)",
        at: 0,
        remedy: "Make it a time, a share or a number."
      )
    }
    return ClaimFormula(
      expression: term.expression,
      kind: term.time == 1 ? .latency : term.kind,
      text: text,
      mentions: reader.mentions
    )
  }
}

// MARK: - Arithmetic

extension FormulaReader {
  private mutating func sum() throws(ValueProblem) -> Term {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthMax else {
      throw problem("the formula is nested too deeply", at: place, remedy: "Make it flatter.")
    }
    var left = try product()
    while let sign = takeSign("+-") {
      let right = try product()
      left = try alike(left, right, sign.sign == "+" ? .sum : .difference, at: sign.place)
    }
    return left
  }

  private mutating func product() throws(ValueProblem) -> Term {
    var left = try factor()
    while let sign = takeSign("*/") {
      let right = try factor()
      let isProduct = sign.sign == "*"
      let kinds = [left.kind, right.kind]
      left = Term(
        expression: .combined(
          isProduct ? .product : .quotient,
          left.expression,
          right.expression
        ),
        time: isProduct ? left.time + right.time : left.time - right.time,
        kind: isProduct && kinds.contains(.ratio) ? .ratio : .count
      )
    }
    return left
  }

  private mutating func factor() throws(ValueProblem) -> Term {
    skipSpaces()
    guard place < text.count else {
      throw problem("a value is missing", at: place, remedy: "Add a number or a metric's figure.")
    }
    switch text[place] {
    case "-":
      place += 1
      depth += 1
      defer { depth -= 1 }
      guard depth <= Self.depthMax else {
        throw problem("the formula is nested too deeply", at: place, remedy: "Make it flatter.")
      }
      let term = try factor()
      return Term(
        expression: .combined(.product, .literal(-1), term.expression),
        time: term.time,
        kind: term.kind
      )
    case "(":
      place += 1
      let term = try sum()
      try take(")")
      return term
    case "0"..."9", "$": return try literal()
    default: return try named()
    }
  }

  /// Two values of one unit, joined.
  private func alike(
    _ left: Term,
    _ right: Term,
    _ operation: ClaimOperation,
    at place: Int
  ) throws(ValueProblem) -> Term {
    guard left.time == right.time else {
      throw problem(
        "a time and a number cannot be joined here",
        at: place,
        remedy: "Give a time its unit, as in 500ms, and keep it off shares and counts."
      )
    }
    let isPlain = Self.pairs.contains(operation) || [left.kind, right.kind].contains(.ratio)
    return Term(
      expression: .combined(operation, left.expression, right.expression),
      time: Self.pairs.contains(operation) ? 0 : left.time,
      kind: isPlain ? .ratio : left.kind
    )
  }

  private mutating func literal() throws(ValueProblem) -> Term {
    let start = place
    while let next = peek, isWord(next) || ".%$".unicodeScalars.contains(next) { place += 1 }
    let (value, kind) = try quantity(String(String.UnicodeScalarView(text[start..<place])), start)
    return Term(expression: .literal(value), time: kind == .latency ? 1 : 0, kind: kind)
  }

  private func quantity(
    _ word: String,
    _ start: Int
  ) throws(ValueProblem) -> (Double, MetricName.Kind) {
    do throws(ValueProblem) {
      return try FigureLiteral.read(word)
    } catch {
      throw problem(error.message, at: start, remedy: error.remedy)
    }
  }
}

// MARK: - Names

extension FormulaReader {
  private mutating func named() throws(ValueProblem) -> Term {
    let start = place
    let words = try words()
    skipSpaces()
    if words.count == 1, peek == "(" {
      guard Self.calls.contains(words[0]) else {
        let remedy = Suggestion.remedy(for: words[0], in: Self.calls, listing: "There are")
        throw problem("there is no function '\(words[0])'", at: start, remedy: remedy)
      }
      place += 1
      return words[0] == "share" ? try share() : try call(words[0], from: start)
    }
    let (arm, rest, offset) = armAndRest(words, from: start)
    let figure = try MetricFigure.read(rest.joined(separator: "."), at: mark(offset))
    let quantity = MeasuredQuantity(arm: arm, figure: .statistic(figure.metric, figure.statistic))
    return Term(
      expression: .measured(quantity),
      time: figure.metric.kind == .latency ? 1 : 0,
      kind: figure.metric.kind
    )
  }

  private mutating func call(_ name: String, from start: Int) throws(ValueProblem) -> Term {
    let operation: ClaimOperation =
      switch name {
      case "min": .least
      case "max": .greatest
      case "exceeds": .exceedance
      default: .reduction
      }
    var result = try sum()
    var count = 1
    while takeSign(",") != nil {
      let next = try sum()
      result = try alike(result, next, operation, at: start)
      count += 1
    }
    let isPair = Self.pairs.contains(operation)
    let isComplete = isPair ? count == 2 : count >= 2
    guard isComplete else {
      let needs = isPair ? "two values" : "at least two values"
      let remedy = "Write \(name)(a, b)."
      throw problem("\(name) takes \(needs), not \(count)", at: start, remedy: remedy)
    }
    try take(")")
    return result
  }

  private mutating func share() throws(ValueProblem) -> Term {
    skipSpaces()
    let start = place
    let (arm, rest, offset) = armAndRest(try words(), from: start)
    let name = rest.joined(separator: ".")
    let latencies = MetricName.allCases.filter { $0.kind == .latency }
    guard let metric = latencies.first(where: { $0.rawValue == name }) else {
      let names = latencies.map(\.rawValue)
      let remedy = Suggestion.remedy(for: name, in: names, listing: "The latencies are")
      throw problem("there is no latency '\(name)'", at: offset, remedy: remedy)
    }
    let comparison = try comparison()
    skipSpaces()
    let bound = place
    while let next = peek, isWord(next) || next == "." || next == "%" { place += 1 }
    let word = String(String.UnicodeScalarView(text[bound..<place]))
    let (value, kind) = try quantity(word, bound)
    guard kind == .latency else {
      throw problem("'\(word)' is not a duration", at: bound, remedy: "Write one such as 500ms.")
    }
    try take(")")
    let figure = MeasuredQuantity.Figure.share(metric, comparison, bound: Int64(value))
    return Term(
      expression: .measured(MeasuredQuantity(arm: arm, figure: figure)),
      time: 0,
      kind: .ratio
    )
  }

  private mutating func comparison() throws(ValueProblem) -> Threshold.Comparison {
    skipSpaces()
    let start = place
    while let next = peek, "<>=!".unicodeScalars.contains(next) { place += 1 }
    let sign = String(String.UnicodeScalarView(text[start..<place]))
    guard let comparison = Threshold.Comparison(rawValue: sign), comparison != .equal else {
      let fault = sign.isEmpty ? "a comparison is missing" : "'\(sign)' is no comparison"
      throw problem(fault, at: start, remedy: "Use one of < <= > >=.")
    }
    return comparison
  }

  /// The words of a dotted name.
  private mutating func words() throws(ValueProblem) -> [String] {
    let start = place
    while let next = peek, isWord(next) || next == "." { place += 1 }
    guard place > start else {
      let found = peek.map { "'\($0)' is not expected here" } ?? "a name is missing"
      throw problem(found, at: start, remedy: "Write a metric's figure or a number.")
    }
    return text[start..<place].split(separator: ".", omittingEmptySubsequences: false)
      .map { String(String.UnicodeScalarView($0)) }
  }

  /// The arm before a metric's name, and where that starts.
  private mutating func armAndRest(
    _ words: [String],
    from start: Int
  ) -> (MeasuredQuantity.Arm, [String], Int) {
    let isArm =
      words.count > 1 && MetricName(rawValue: words[0]) == nil
      && (words.count > 2 || MetricName(rawValue: words[1]) != nil
        || Self.corners.contains(words[0]))
    guard isArm else { return (.own, words, start) }
    mentions.append(ArmMention(name: words[0], mark: mark(start)))
    let arm: MeasuredQuantity.Arm =
      words[0] == "first" ? .first : words[0] == "last" ? .last : .named(words[0])
    return (arm, Array(words.dropFirst()), start + words[0].unicodeScalars.count + 1)
  }
}

// MARK: - Text

extension FormulaReader {
  private var peek: Unicode.Scalar? { place < text.count ? text[place] : nil }

  private func isWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_": true
    default: false
    }
  }

  private mutating func skipSpaces() {
    while let next = peek, next.properties.isWhitespace { place += 1 }
  }

  private mutating func takeSign(_ signs: String) -> (sign: Unicode.Scalar, place: Int)? {
    skipSpaces()
    guard let next = peek, signs.unicodeScalars.contains(next) else { return nil }
    place += 1
    return (next, place - 1)
  }

  private mutating func take(_ sign: Unicode.Scalar) throws(ValueProblem) {
    skipSpaces()
    guard peek == sign else {
      throw problem("'\(sign)' is missing", at: place, remedy: "Add it here.")
    }
    place += 1
  }

  private func mark(_ offset: Int) -> YAMLMark {
    var mark = start
    mark.column += offset
    return mark
  }

  private func problem(_ message: String, at offset: Int, remedy: String) -> ValueProblem {
    ValueProblem(.badValue, message, remedy: remedy, mark: mark(offset))
  }
}

/// A number, a duration or a percentage with the kind that its unit says.
enum FigureLiteral {
  /// Longer than any latency: a difference may be negative.
  private static let durations = DurationNotation(
    range: .seconds(-7 * 86_400) ... .seconds(7 * 86_400)
  )

  static func read(_ text: String) throws(ValueProblem) -> (Double, MetricName.Kind) {
    if text.last == "%" {
      guard let decimal = WrittenDecimal(text.dropLast()) else { throw misread(text) }
      return (decimal.scaled(byPowerOfTen: -2).double, .ratio)
    }
    if text.first == "$" {
      return (try DollarNotation(most: 1_000_000).dollars(text), .money)
    }
    if text.last?.isLetter == true {
      return (Double(try durations.duration(text).nanoseconds), .latency)
    }
    guard let decimal = WrittenDecimal(text) else { throw misread(text) }
    return (decimal.double, .count)
  }

  private static func misread(_ text: String) -> ValueProblem {
    let remedy = "Write one such as 40%, 1.5 or 500ms."
    let fault = text.isEmpty ? "a number is missing" : "'\(text)' is no number"
    return ValueProblem(.badValue, fault, remedy: remedy)
  }
}
