package import SimCore
package import VoicePipeline

/// Numbers as a reader sees them: grouped, rounded to what they are worth, with U+2212 for minus
/// and a no-break space before the unit.
package enum Figures {
  package static let space = "\u{A0}"
  /// What does not apply.
  package static let none = "–"

  /// `1,234`.
  package static func count(_ value: Int) -> String { typeset(FixedDecimal.grouped(value)) }

  /// `1,234.5`.
  package static func fixed(_ value: Double, decimals: Int) -> String {
    value.isFinite ? typeset(FixedDecimal.grouped(value, decimals: decimals)) : none
  }

  /// Milliseconds without the unit: whole ones from 10 on, tenths below.
  package static func milliseconds(_ duration: Duration) -> String {
    milliseconds(nanoseconds: Double(duration.nanoseconds))
  }

  package static func milliseconds(nanoseconds: Double) -> String {
    let value = nanoseconds / 1_000_000
    return fixed(value, decimals: value.magnitude < 9.95 && value != 0 ? 1 : 0)
  }

  /// `1.61` seconds without the unit.
  package static func seconds(_ duration: Duration) -> String {
    let value = Double(duration.nanoseconds) / 1_000_000_000
    return fixed(value, decimals: value < 9.995 ? 2 : 1)
  }

  /// A share of 0 to 1 in percent without the unit: at most three significant digits, but never
  /// a rounded 100 or 0.
  package static func percent(_ share: Double) -> String {
    let value = share * 100
    if value == 0 || value == 100 || !value.isFinite { return fixed(value, decimals: 0) }
    var decimals = value.magnitude >= 9.995 ? 1 : value.magnitude >= 0.0995 ? 2 : 3
    while decimals < 6 {
      let rounded = FixedDecimal.text(value, decimals: decimals)
      if (value >= 100 || !rounded.hasPrefix("100"))
        && rounded.contains(where: "123456789".contains)
      {
        break
      }
      decimals += 1
    }
    return fixed(value, decimals: decimals)
  }

  /// `1 call`, `2 calls`.
  package static func counted(_ count: Int, _ noun: String) -> String {
    "\(Self.count(count)) \(noun)\(count == 1 ? "" : "s")"
  }

  /// A name in its own writing direction, for text that is not markup.
  package static func isolated(_ name: String) -> String {
    let isLatin = name.unicodeScalars.allSatisfy { $0.value < 0x590 }
    return isLatin ? name : "\u{2068}\(name)\u{2069}"
  }

  /// `n = 1,234`, which does not break.
  package static func samples(_ count: Int) -> String { "n\(space)=\(space)\(Self.count(count))" }

  /// `4 min 50 s`: the two largest units that say something.
  package static func span(_ duration: Duration) -> String {
    let milliseconds = duration.nanoseconds / 1_000_000
    if milliseconds < 1_000 { return "\(milliseconds)\(space)ms" }
    if milliseconds < 10_000, milliseconds % 1_000 != 0 {
      return fixed(Double(milliseconds) / 1_000, decimals: 1) + space + "s"
    }
    let seconds = (milliseconds + 500) / 1_000
    let units: [(Int64, String)] = [(86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")]
    let first = units.firstIndex { seconds >= $0.0 } ?? 3
    var text = "\(seconds / units[first].0)\(space)\(units[first].1)"
    if first < 3 {
      let rest = seconds % units[first].0 / units[first + 1].0
      if rest > 0 { text += " \(rest)\(space)\(units[first + 1].1)" }
    }
    return text
  }

  /// A point of the run: `23:50` minutes and seconds, `1:23:50` from an hour on.
  package static func clock(_ instant: SimInstant) -> String {
    let seconds = instant.nanoseconds / 1_000_000_000
    let pair = { (value: Int64) in value < 10 ? "0\(value)" : "\(value)" }
    let tail = pair(seconds % 60)
    if seconds < 3_600 { return "\(seconds / 60):\(tail)" }
    return "\(seconds / 3_600):\(pair(seconds / 60 % 60)):\(tail)"
  }

  /// Ordinary spaces and hyphens, for terminals and files that are read as plain text.
  package static func plain(_ text: String) -> String {
    String(text.map { $0 == "\u{A0}" ? " " : $0 == "\u{2212}" ? "-" : $0 })
  }

  /// With a true minus sign.
  private static func typeset(_ text: String) -> String {
    text.hasPrefix("-") ? "\u{2212}" + text.dropFirst() : text
  }
}

extension MetricName.Kind {
  /// What stands after a value of this kind.
  package var unit: String {
    switch self {
    case .latency: "ms"
    case .ratio: "%"
    case .count, .score: ""
    case .money: "USD"
    }
  }

  /// A value without its unit; with enough digits to differ from another one, unless it is equal.
  package func text(_ value: Double, apartFrom other: Double? = nil) -> String {
    let usual = plainText(value)
    guard let other, other != value, plainText(other) == usual else { return usual }
    for decimals in 1...6 {
      let text = Figures.fixed(value * scale, decimals: decimals)
      if text != Figures.fixed(other * scale, decimals: decimals) { return text }
    }
    return usual
  }

  /// A value of a scenario file without its unit: all its digits, up to six decimals.
  package func exactText(_ value: Double) -> String {
    var text = Figures.fixed(value * scale, decimals: 6)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }

  /// From a stored value to the printed unit.
  private var scale: Double {
    switch self {
    case .latency: 1e-6
    case .ratio: 100
    case .count, .money, .score: 1
    }
  }

  /// A value with its unit.
  package func quantity(_ value: Double, apartFrom other: Double? = nil) -> String {
    let text = text(value, apartFrom: other)
    if self == .money { return "$" + text }
    return text + (unit.isEmpty ? "" : Figures.space + unit)
  }

  private func plainText(_ value: Double) -> String {
    switch self {
    case .latency: return Figures.milliseconds(nanoseconds: value)
    case .ratio: return Figures.percent(value)
    case .count:
      let isWhole = value == value.rounded()
      return Figures.fixed(value, decimals: isWhole ? 0 : value.magnitude < 100 ? 2 : 1)
    case .money: return Figures.fixed(value, decimals: value.magnitude < 1 ? 4 : 2)
    case .score: return Figures.fixed(value, decimals: 2)
    }
  }
}
