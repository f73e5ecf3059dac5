/// Coordinates as text: by integer arithmetic, so that the bytes do not depend on how a library
/// prints floating-point numbers; trailing zeros are cut.
package enum Coordinate {
  /// With at most one decimal: `12.5`.
  package static func tenths(_ value: Double) -> String { text(value, scale: 10, places: 1) }

  /// With at most two decimals: `12.34`.
  package static func hundredths(_ value: Double) -> String { text(value, scale: 100, places: 2) }

  /// A fraction of 0 to 1 in percent: `12.34%`.
  package static func percent(_ fraction: Double) -> String { hundredths(fraction * 100) + "%" }

  private static func text(_ value: Double, scale: Double, places: Int) -> String {
    guard value.isFinite else { return "0" }
    let number = Int(max(-1e12, min(1e12, value * scale)).rounded())
    var digits = String(number.magnitude)
    while digits.utf8.count <= places { digits = "0" + digits }
    var fraction = digits.suffix(places)
    let whole = digits.dropLast(places)
    while fraction.last == "0" { fraction = fraction.dropLast() }
    let sign = number < 0 ? "-" : ""
    return fraction.isEmpty ? sign + whole : "\(sign)\(whole).\(fraction)"
  }
}
