internal import SimCore

/// Finds what names a person in free text: telephone, card and social security numbers, and e-mail
/// addresses.
package enum PersonalData {
  /// Whether some text has none of it.
  package static func isAbsent(from text: [UInt8]) -> Bool { ranges(in: text).isEmpty }

  /// Where it stands, in order.
  package static func ranges(in text: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while index < text.count {
      if let end = digest(in: text, at: index) {
        index = end
      } else if text[index].isDigit {
        let groups = DigitGroups(text, from: index)
        found += groups.numbers.map { number in
          let first = number.lowerBound
          let isLed = first > 0 && [UInt8(ascii: "("), UInt8(ascii: "+")].contains(text[first - 1])
          return (isLed ? first - 1 : first)..<number.upperBound
        }
        index = groups.end
      } else {
        if text[index] == UInt8(ascii: "@"), let address = address(in: text, at: index) {
          found.removeAll { $0.lowerBound >= address.lowerBound }
          found.append(address)
          index = address.upperBound
        } else {
          index += 1
        }
      }
    }
    return found
  }

  /// Some text with a word in the place of what names a person.
  package static func redacted(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    for range in ranges(in: bytes) {
      result += bytes[index..<range.lowerBound]
      result += "[redacted]".utf8
      index = range.upperBound
    }
    return String(decoding: result + bytes[index...], as: UTF8.self)
  }

  /// A cheap look at whether `ranges` may find something, or a line would not be one line: nine
  /// digits close together, an `@`, or a control character.
  static func maybe(in text: TextBuffer) -> Bool {
    var digits = 0
    let count = text.count
    for index in 0..<count {
      let byte = text[index]
      if byte < 0x20 || byte == 0x7F { return true }
      if byte.isDigit {
        digits += 1
        if digits >= DigitGroups.digitsMin { return true }
      } else if byte == UInt8(ascii: "@") {
        return true
      } else if !byte.separatesDigits {
        digits = 0
      }
    }
    return false
  }

  /// The end of a word that is a digest in hexadecimal, of 64 or 256 bits, and no number.
  static func digest(in text: [UInt8], at start: Int) -> Int? {
    guard text[start].isHexadecimal, start == 0 || !text[start - 1].isWordPart else { return nil }
    let end = text[start...].firstIndex { !$0.isWordPart } ?? text.count
    guard end - start == 16 || end - start == 64 else { return nil }
    let word = text[start..<end]
    guard word.allSatisfy(\.isHexadecimal) else { return nil }
    let isMarked = start > 0 && text[start - 1] == UInt8(ascii: "#")
    return isMarked || !word.allSatisfy(\.isDigit) ? end : nil
  }

  private static func address(in text: [UInt8], at sign: Int) -> Range<Int>? {
    let start = text[..<sign].lastIndex { !$0.isAddressPart }.map { $0 + 1 } ?? 0
    let end = text[(sign + 1)...].firstIndex { !$0.isAddressPart } ?? text.count
    guard start < sign, text[(sign + 1)..<end].contains(UInt8(ascii: ".")) else { return nil }
    return start..<end
  }
}

/// Groups of digits with hardly anything between them.
private struct DigitGroups {
  /// Fewer in a row are no number of a person.
  static let digitsMin = 9

  private var groups: [Range<Int>] = []
  private let hasPlus: Bool
  let end: Int

  init(_ text: [UInt8], from start: Int) {
    hasPlus = start > 0 && text[start - 1] == UInt8(ascii: "+")
    var next = start
    var last = start
    while next < text.count, text[next].isDigit {
      last = text[next...].firstIndex { !$0.isDigit } ?? text.count
      groups.append(next..<last)
      let rest = text[last...].prefix(3).prefix(while: \.separatesDigits)
      next = last + rest.count
    }
    end = last
  }

  /// The numbers of persons among them.
  var numbers: [Range<Int>] {
    let lengths = groups.map(\.count)
    if hasPlus, lengths.reduce(0, +) >= Self.digitsMin {
      return [groups[0].lowerBound..<end]
    }
    var found: [Range<Int>] = []
    var index = 0
    while index < groups.count {
      let count = Self.shapes.first { lengths[index...].starts(with: $0) }?.count
      if let count {
        found.append(groups[index].lowerBound..<groups[index + count - 1].upperBound)
        index += count
      } else {
        if lengths[index] >= Self.digitsMin { found.append(groups[index]) }
        index += 1
      }
    }
    return found
  }

  /// How people group telephone, social security and card numbers; the longest first.
  private static let shapes = [
    [4, 4, 4, 4], [1, 3, 3, 4], [3, 3, 4], [4, 6, 5], [3, 2, 4], [1, 3, 7], [3, 7], [6, 4],
  ]
}

extension UInt8 {
  var isDigit: Bool { self &- UInt8(ascii: "0") <= 9 }

  var isHexadecimal: Bool { isDigit || self &- UInt8(ascii: "a") <= 5 }

  fileprivate var isWordPart: Bool { isDigit || (self | 0x20) &- UInt8(ascii: "a") <= 25 }

  fileprivate var isAddressPart: Bool {
    isWordPart || self == UInt8(ascii: ".") || self == UInt8(ascii: "-")
      || self == UInt8(ascii: "_") || self == UInt8(ascii: "+") || self == UInt8(ascii: "%")
  }

  /// What people write between the digits of one number.
  fileprivate var separatesDigits: Bool {
    self == UInt8(ascii: " ") || self == UInt8(ascii: "-") || self == UInt8(ascii: ".")
      || self == UInt8(ascii: "(") || self == UInt8(ascii: ")") || self == UInt8(ascii: "/")
  }
}
