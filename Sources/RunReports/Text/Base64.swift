/// Base64 (RFC 4648 section 4).
enum Base64 {
  private static let digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
  )

  static func text(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var word = group.reduce(0) { $0 << 8 | Int($1) }
      word <<= 8 * (3 - group.count)
      for place in 0..<4 {
        let isPadding = place > group.count
        result.append(isPadding ? UInt8(ascii: "=") : digits[word >> (18 - 6 * place) & 63])
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The bytes of a text; nil for anything but whole groups of four with padding at the end only.
  static func bytes(_ text: some Collection<UInt8>) -> [UInt8]? {
    let padding = text.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    guard text.count.isMultiple(of: 4), padding <= 2 else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(text.count / 4 * 3)
    var word = 0
    for (place, character) in text.enumerated() {
      let isPadding = place >= text.count - padding
      guard let digit = isPadding ? 0 : values[Int(character)] else { return nil }
      word = (word << 6) | digit
      if place % 4 == 3 {
        for shift in [16, 8, 0] { result.append(UInt8(truncatingIfNeeded: word >> shift)) }
        word = 0
      }
    }
    result.removeLast(padding)
    return result
  }

  private static let values: [Int?] = (0...UInt8.max).map { code in
    digits.firstIndex(of: code)
  }
}
