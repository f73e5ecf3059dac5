/// One measured quantity under a key that never changes its meaning.
package struct BenchmarkFigure: Sendable, Hashable {
  /// What was measured.
  package enum Value: Sendable, Hashable {
    case number(Double)
    case text(String)
    case flag(Bool)
    /// Could not be measured; the table's notes say why.
    case missing
  }

  /// What the figure is held against.
  package enum Bar: Sendable, Hashable {
    case atMost(Double)
    case atLeast(Double)
    /// A flag that has to be true.
    case holds
  }

  /// Lower case, dots between parts, unit last: `w1.callbacks.ns_per_event`.
  package var key: String
  /// The row of the table.
  package var label: String
  /// The column of the table; nil in a table that has one figure a row.
  package var column: String?
  package var value: Value
  /// Such as `ns`, `MiB` or `x` for a ratio; empty for a pure number, a text or a flag.
  package var unit: String
  package var bar: Bar?

  /// A measured number; one that is not finite counts as missing.
  package init(
    key: String,
    label: String,
    column: String? = nil,
    value: Double?,
    unit: String,
    bar: Bar? = nil
  ) {
    let finite = value.flatMap { $0.isFinite ? $0 : nil }
    self.init(
      key: key,
      label: label,
      column: column,
      of: finite.map { .number($0) } ?? .missing,
      unit: unit,
      bar: bar
    )
  }

  /// Whether something held.
  package init(
    key: String,
    label: String,
    column: String? = nil,
    holds: Bool,
    bar: Bar? = .holds
  ) {
    self.init(key: key, label: label, column: column, of: .flag(holds), unit: "", bar: bar)
  }

  /// A word that is no number, such as a digest.
  package init(key: String, label: String, column: String? = nil, text: String) {
    self.init(key: key, label: label, column: column, of: .text(text), unit: "", bar: nil)
  }

  private init(
    key: String,
    label: String,
    column: String?,
    of value: Value,
    unit: String,
    bar: Bar?
  ) {
    self.key = key
    self.label = label
    self.column = column
    self.value = value
    self.unit = unit
    self.bar = bar
  }

  /// Whether something held that may not have been looked at.
  package static func verdict(key: String, label: String, holds: Bool?) -> BenchmarkFigure {
    BenchmarkFigure(
      key: key,
      label: label,
      column: nil,
      of: holds.map { .flag($0) } ?? .missing,
      unit: "",
      bar: .holds
    )
  }

  /// How many times one quantity is another.
  package static func ratio(
    key: String,
    label: String,
    column: String? = nil,
    of value: Double?,
    to reference: Double?,
    bar: Bar? = nil
  ) -> BenchmarkFigure {
    let ratio = value.flatMap { value in
      reference.flatMap { $0 > 0 ? value / $0 : nil }
    }
    return BenchmarkFigure(
      key: key,
      label: label,
      column: column,
      value: ratio,
      unit: "x",
      bar: bar
    )
  }

  /// Whether the bar is met; nil without a bar or without a value.
  package var isMet: Bool? {
    switch (value, bar) {
    case (.number(let value), .atMost(let limit)): value <= limit
    case (.number(let value), .atLeast(let limit)): value >= limit
    case (.flag(let flag), .holds): flag
    default: nil
    }
  }
}
