import SimCore

/// A test's stream of draws.
struct Chance {
  private let key: DrawKey
  private var index: UInt64 = 0

  init(seed: Int) { key = DrawKey(seed: UInt64(seed)) }

  mutating func below(_ count: Int) -> Int {
    index += 1
    return key.below(count, .testDraw, index)
  }

  mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(below(256)) } }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  /// Places to cut `count` bytes at: few, many or all.
  mutating func cuts(_ count: Int) -> [Int] {
    switch below(3) {
    case 0: return [below(count + 1)]
    case 1: return Array(0..<count)
    default: return (0..<below(12)).map { _ in below(count + 1) }.sorted()
    }
  }

  /// The bytes with a few of them changed, left out or doubled.
  mutating func corrupted(_ bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    for _ in 0...below(3) where !result.isEmpty {
      let place = below(result.count)
      switch below(4) {
      case 0: result.remove(at: place)
      case 1: result.insert(result[place], at: place)
      case 2: result[place] ^= UInt8(1 << below(8))
      default: result[place] = UInt8(below(256))
      }
    }
    return result
  }
}

extension Purpose {
  fileprivate static let testDraw = Purpose("test.draw")
}

/// Bytes in pieces, cut at some places.
func pieces(_ bytes: [UInt8], at cuts: [Int]) -> [[UInt8]] {
  var start = 0
  return (cuts + [bytes.count]).map { cut in
    defer { start = max(start, cut) }
    return Array(bytes[start..<max(start, cut)])
  }
}

/// Bytes as hexadecimal digits.
func hexadecimal(_ bytes: [UInt8]) -> String { SHA256.text(bytes) }

/// The bytes that hexadecimal digits spell.
func bytes(hexadecimal text: String) -> [UInt8] {
  let digits = Array(text.utf8)
  return stride(from: 0, to: digits.count, by: 2).map { index in
    UInt8(String(decoding: digits[index..<(index + 2)], as: UTF8.self), radix: 16) ?? 0
  }
}
