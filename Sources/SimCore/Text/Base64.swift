/// Bytes as text of 64 signs and back (RFC 4648, section 4).
package enum Base64 {
  /// Characters that encode `count` bytes, padding included.
  package static func encodedCount(of count: Int) -> Int { (count + 2) / 3 * 4 }

  package static func text(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    append(bytes.span, to: &result)
    return String(decoding: result, as: UTF8.self)
  }

  /// Appends the characters of some bytes.
  package static func append(_ bytes: Span<UInt8>, to result: inout [UInt8]) {
    // See `Bytes.append`: all empty arrays share their storage.
    guard !bytes.isEmpty else { return }
    let table = signs
    let signs = table.span
    result.append(addingCapacity: encodedCount(of: bytes.count)) { output in
      var index = 0
      while index &+ 3 <= bytes.count {
        let group =
          (UInt32(bytes[index]) &<< 16) | (UInt32(bytes[index &+ 1]) &<< 8)
          | UInt32(bytes[index &+ 2])
        output.append(signs[Int((group &>> 18) & 63)])
        output.append(signs[Int((group &>> 12) & 63)])
        output.append(signs[Int((group &>> 6) & 63)])
        output.append(signs[Int(group & 63)])
        index &+= 3
      }
      switch bytes.count &- index {
      case 1:
        let group = UInt32(bytes[index]) &<< 16
        output.append(signs[Int((group &>> 18) & 63)])
        output.append(signs[Int((group &>> 12) & 63)])
        output.append(padding)
        output.append(padding)
      case 2:
        let group = (UInt32(bytes[index]) &<< 16) | (UInt32(bytes[index &+ 1]) &<< 8)
        output.append(signs[Int((group &>> 18) & 63)])
        output.append(signs[Int((group &>> 12) & 63)])
        output.append(signs[Int((group &>> 6) & 63)])
        output.append(padding)
      default: break
      }
    }
  }

  /// The bytes of a text; nil unless it is the one text that encodes them: padded, without line
  /// breaks, unused bits zero (RFC 4648, sections 3.2, 3.3 and 3.5).
  package static func bytes(_ text: Span<UInt8>) -> [UInt8]? {
    guard text.count % 4 == 0 else { return nil }
    guard text.count > 0 else { return [] }
    let table = values
    let values = table.span
    let tail = text.count - 4
    var seen: UInt8 = 0
    var isWhole = true
    let result = [UInt8](capacity: text.count / 4 * 3) { output in
      var index = 0
      while index < tail {
        let (a, b) = (values[Int(text[index])], values[Int(text[index &+ 1])])
        let (c, d) = (values[Int(text[index &+ 2])], values[Int(text[index &+ 3])])
        seen |= a | b | c | d
        let group =
          (UInt32(a) &<< 18) | (UInt32(b) &<< 12) | (UInt32(c) &<< 6) | UInt32(d)
        output.append(UInt8(truncatingIfNeeded: group &>> 16))
        output.append(UInt8(truncatingIfNeeded: group &>> 8))
        output.append(UInt8(truncatingIfNeeded: group))
        index &+= 4
      }
      isWhole = appendTail(text, at: tail, to: &output)
    }
    return isWhole && seen < 64 ? result : nil
  }

  /// The last four characters, which may be padded.
  private static func appendTail(
    _ text: Span<UInt8>,
    at start: Int,
    to output: inout OutputSpan<UInt8>
  ) -> Bool {
    let paddingCount = text[start + 3] != padding ? 0 : text[start + 2] != padding ? 1 : 2
    var group: UInt32 = 0
    for index in 0..<4 {
      let value = index < 4 - paddingCount ? values[Int(text[start + index])] : 0
      guard value < 64 else { return false }
      group = (group &<< 6) | UInt32(value)
    }
    let unused: UInt32 = paddingCount == 0 ? 0 : paddingCount == 1 ? 0xFF : 0xFFFF
    guard group & unused == 0 else { return false }
    for index in 0..<(3 - paddingCount) {
      output.append(UInt8(truncatingIfNeeded: group &>> UInt32(16 - 8 * index)))
    }
    return true
  }

  private static let padding = UInt8(ascii: "=")

  private static let signs = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
  )

  /// The value of each character; above 63 for what is none.
  private static let values: [UInt8] = {
    var table = [UInt8](repeating: 0xFF, count: 256)
    for value in 0..<64 { table[Int(signs[value])] = UInt8(value) }
    return table
  }()
}
