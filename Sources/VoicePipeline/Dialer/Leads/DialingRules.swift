import SimCore

/// Numbers that no campaign may dial, in code so that no file or setting can allow them.
package enum DialingRules {
  /// Why a number of the right length may not be dialled; nil when it may.
  @inline(__always)
  static func refusal(areaCode: Int, exchange: Int, line: Int) -> RejectReason? {
    if let reason = areaCodeRefusals[areaCode] { return reason }
    if let reason = exchangeRefusals[exchange] { return reason }
    guard exchange == 555 else { return nil }
    if 100...199 ~= line { return .phoneFictitious }
    return line == 1_212 ? .phoneService : nil
  }

  /// Whether neither the area code nor the exchange is refused or needs a look at the line number.
  @inline(__always)
  static func arePlain(areaCode: Int, exchange: Int) -> Bool {
    plainCodes[areaCode] & 1 != 0 && plainCodes[exchange] & 2 != 0
  }

  /// N11 (911, 411 ...) and 988, the crisis line, whether alone or in an area code's place.
  static func isServiceCode(_ code: Int) -> Bool {
    code >= 200 && code % 100 == 11 || code == 988
  }

  /// Whether an exchange can be part of a number that people own.
  package static func isOrdinaryExchange(_ exchange: Int) -> Bool {
    exchange != 555 && (200...999).contains(exchange) && refusal(ofExchange: exchange) == nil
  }

  /// Reasons by area code, 0 to 999, computed once: a row costs one look-up.
  private static let areaCodeRefusals = (0..<1_000).map { refusal(ofAreaCode: $0) }
  private static let exchangeRefusals = (0..<1_000).map { refusal(ofExchange: $0) }

  /// By 0 to 999: bit 0 for a plain area code, bit 1 for a plain exchange.
  private static let plainCodes = (0..<1_000).map { code -> UInt8 in
    (areaCodeRefusals[code] == nil ? 1 : 0) | (isOrdinaryExchange(code) ? 2 : 0)
  }

  private static func refusal(ofAreaCode code: Int) -> RejectReason? {
    if code < 200 { return .phoneAreaCode }
    if isServiceCode(code) { return .phoneService }
    if code == 900 || code == 976 { return .phonePremium }
    guard let country = AreaCodes.country(of: code) else { return .phoneAreaCode }
    return countries.contains(country) ? nil : .phoneInternational
  }

  private static func refusal(ofExchange exchange: Int) -> RejectReason? {
    if exchange < 200 { return .phoneExchange }
    if isServiceCode(exchange), exchange != 988 { return .phoneService }
    switch exchange {
    case 976: return .phonePremium
    // Carrier access, and the test lines of telephone exchanges.
    case 950, 958, 959: return .phoneService
    default: return nil
    }
  }

  /// The United States with their territories, and Canada; calls to the other countries of the
  /// numbering plan are international and can cost as much as premium numbers.
  private static let countries = ["US", "PR", "GU", "MP", "CA"]
}
