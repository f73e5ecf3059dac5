import SimCore
import VoicePipeline

extension Purpose {
  fileprivate static let round = Purpose("lead.number_round")
}

/// All ordinary phone numbers of the United States in an order that a key decides.
struct NumberPermutation: Sendable {
  /// A number, and its area code's place in `areaCodes`.
  struct Number {
    let digits: Int
    let areaCodeIndex: Int
  }

  let areaCodes: [Int]
  private let exchanges: [Int]
  private let roundKeys: [DrawKey]

  init(key: DrawKey) {
    areaCodes = AreaCodes.all.filter { AreaCodes.country(of: $0) == "US" }
    exchanges = (200...999).filter(DialingRules.isOrdinaryExchange)
    roundKeys = (0..<4).map { key.entity("number_round", $0) }
  }

  /// How many numbers there are: area codes times exchanges times 10,000.
  var count: Int { areaCodes.count * exchanges.count * 10_000 }

  subscript(index: Int) -> Number {
    precondition((0..<count).contains(index), "there are not as many numbers")
    var place = UInt32(index)
    // A permutation of 32-bit numbers, walked until it lands on one in range.
    repeat { place = scattered(place) } while place >= count
    let line = Int(place) % 10_000
    let exchange = exchanges[Int(place) / 10_000 % exchanges.count]
    let areaCodeIndex = Int(place) / 10_000 / exchanges.count
    let digits = (areaCodes[areaCodeIndex] * 1_000 + exchange) * 10_000 + line
    return Number(digits: digits, areaCodeIndex: areaCodeIndex)
  }

  /// A Feistel network of four rounds: one to one, whatever its round function.
  private func scattered(_ place: UInt32) -> UInt32 {
    var left = place >> 16
    var right = place & 0xFFFF
    for key in roundKeys {
      let mixed = UInt32(truncatingIfNeeded: key.bits(.round, UInt64(right))) & 0xFFFF
      (left, right) = (right, left ^ mixed)
    }
    return left << 16 | right
  }
}
