package import VoicePipeline

/// The arithmetic of one figure of a claim, with the kind of its value.
package struct ClaimFormula: Sendable, Hashable {
  package var expression: ClaimExpression
  /// What the value is: nanoseconds, a share or another number.
  package var kind: MetricName.Kind
  /// As it is written.
  package var text: String
  /// The arms that it names, for a check against the arms that there are.
  var mentions: [ArmMention]

  /// What has to be measured for it, each once.
  package var quantities: [MeasuredQuantity] { expression.quantities }
}

/// The name of an arm in a formula.
///
/// Where it stands is no part of it.
struct ArmMention: Sendable, Hashable {
  var name: String
  var mark: YAMLMark

  static func == (left: ArmMention, right: ArmMention) -> Bool { left.name == right.name }
  func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// Arithmetic over what was measured in the arms of one setting with one seed.
package indirect enum ClaimExpression: Sendable, Hashable {
  case literal(Double)
  case measured(MeasuredQuantity)
  case combined(ClaimOperation, ClaimExpression, ClaimExpression)

  /// The value; nil where something was not measured, or a division has no result.
  package func value(_ measure: (MeasuredQuantity) -> Double?) -> Double? {
    switch self {
    case .literal(let value): return value
    case .measured(let quantity): return measure(quantity)
    case .combined(let operation, let left, let right):
      guard let left = left.value(measure), let right = right.value(measure) else { return nil }
      let value = operation.applied(left, right)
      return value.isFinite ? value : nil
    }
  }

  /// What has to be measured for it, each once, in order of writing.
  package var quantities: [MeasuredQuantity] {
    switch self {
    case .literal: []
    case .measured(let quantity): [quantity]
    case .combined(_, let left, let right):
      left.quantities + right.quantities.filter { !left.quantities.contains($0) }
    }
  }
}

/// What joins two values of a formula.
package enum ClaimOperation: Sendable, Hashable {
  case sum
  case difference
  case product
  case quotient
  case least
  case greatest
  /// `reduction(a, b)`: the part of a that b saves, 1 - b/a.
  case reduction
  /// `exceeds(a, b)`: 1 where a is greater than b, else 0; over seeds, how often that is so.
  case exceedance

  func applied(_ left: Double, _ right: Double) -> Double {
    switch self {
    case .sum: left + right
    case .difference: left - right
    case .product: left * right
    case .quotient: left / right
    case .least: min(left, right)
    case .greatest: max(left, right)
    case .reduction: 1 - right / left
    case .exceedance: left > right ? 1 : 0
    }
  }
}

/// One figure of one arm's run.
package struct MeasuredQuantity: Sendable, Hashable {
  /// The run that is meant, of those that share a setting and a seed.
  package enum Arm: Sendable, Hashable {
    /// Each arm in turn.
    case own
    case named(String)
    /// The arm with the first level of everything that is compared.
    case first
    case last
  }

  /// What is taken from the run.
  package enum Figure: Sendable, Hashable {
    case statistic(MetricName, Threshold.Statistic)
    /// The share of the samples of a latency that stand so to a bound in nanoseconds.
    case share(MetricName, Threshold.Comparison, bound: Int64)
  }

  package var arm: Arm
  package var figure: Figure
}
