import SimCore

/// Turns UTF-16 into UTF-8 as the bytes come, however they are cut.
///
/// Half of a surrogate pair by itself becomes three bytes that are not UTF-8 (as WTF-8 writes it),
/// so that the row that holds it is refused in its place, like any other broken character.
struct UTF16Transcoder {
  /// The most bytes of UTF-8 that some bytes become, with what was left over before them.
  static func bytesMax(_ count: Int) -> Int { (count + 4) / 2 * 3 }

  private let isBigEndian: Bool
  /// The first byte of a unit whose second has not come yet.
  private var half: UInt8?
  /// The first unit of a pair whose second has not come yet.
  private var highSurrogate: UInt32?

  init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

  /// Whether the bytes so far end in the middle of a unit.
  var isInsideUnit: Bool { half != nil }

  /// Writes what the first bytes say into a block from an index on; returns the index behind it.
  mutating func transcode(
    _ bytes: [UInt8],
    _ count: Int,
    into block: inout [UInt8],
    at start: Int
  ) -> Int {
    let raw = bytes.span.extracting(..<count)
    var target = start
    var index = 0
    if let first = half, raw.count > 0 {
      half = nil
      target = append(unit(first, raw[0]), to: &block, at: target)
      index = 1
    }
    while index &+ 2 <= raw.count {
      if highSurrogate == nil, index &+ 8 <= raw.count, let four = asciiUnits(raw, index) {
        block[target] = UInt8(truncatingIfNeeded: four)
        block[target &+ 1] = UInt8(truncatingIfNeeded: four >> 8)
        block[target &+ 2] = UInt8(truncatingIfNeeded: four >> 16)
        block[target &+ 3] = UInt8(truncatingIfNeeded: four >> 24)
        target &+= 4
        index &+= 8
      } else {
        target = append(unit(raw[index], raw[index &+ 1]), to: &block, at: target)
        index &+= 2
      }
    }
    if index < raw.count { half = raw[index] }
    return target
  }

  /// Writes what is left at the end of the file.
  mutating func finish(into block: inout [UInt8], at start: Int) -> Int {
    guard let high = highSurrogate else { return start }
    highSurrogate = nil
    return Self.write(high, to: &block, at: start)
  }

  /// Four characters of ASCII in as many bytes; nil when one of the four is something else.
  @inline(__always)
  private func asciiUnits(_ raw: Span<UInt8>, _ index: Int) -> UInt32? {
    let word = raw.word(at: index)
    let zeros: UInt64 = isBigEndian ? 0x80FF_80FF_80FF_80FF : 0xFF80_FF80_FF80_FF80
    guard word & zeros == 0 else { return nil }
    let units = isBigEndian ? word >> 8 : word
    let pairs = (units | units >> 8) & 0x0000_FFFF_0000_FFFF
    return UInt32(truncatingIfNeeded: pairs | pairs >> 16)
  }

  @inline(__always)
  private func unit(_ first: UInt8, _ second: UInt8) -> UInt32 {
    isBigEndian ? UInt32(first) << 8 | UInt32(second) : UInt32(second) << 8 | UInt32(first)
  }

  private mutating func append(_ unit: UInt32, to block: inout [UInt8], at start: Int) -> Int {
    var target = start
    if let high = highSurrogate {
      highSurrogate = nil
      if 0xDC00..<0xE000 ~= unit {
        let scalar = 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00)
        return Self.write(scalar, to: &block, at: target)
      }
      target = Self.write(high, to: &block, at: target)
    }
    if 0xD800..<0xDC00 ~= unit {
      highSurrogate = unit
      return target
    }
    return Self.write(unit, to: &block, at: target)
  }

  /// Writes a character as UTF-8 (RFC 3629), and half of a pair in the same manner.
  private static func write(_ scalar: UInt32, to block: inout [UInt8], at index: Int) -> Int {
    let tail = { (shift: UInt32) in 0x80 | UInt8(truncatingIfNeeded: scalar >> shift) & 0x3F }
    switch scalar {
    case 0..<0x80:
      block[index] = UInt8(scalar)
      return index + 1
    case 0x80..<0x800:
      block[index] = 0xC0 | UInt8(truncatingIfNeeded: scalar >> 6)
      block[index + 1] = tail(0)
      return index + 2
    case 0x800..<0x10000:
      block[index] = 0xE0 | UInt8(truncatingIfNeeded: scalar >> 12)
      block[index + 1] = tail(6)
      block[index + 2] = tail(0)
      return index + 3
    default:
      block[index] = 0xF0 | UInt8(truncatingIfNeeded: scalar >> 18)
      block[index + 1] = tail(12)
      block[index + 2] = tail(6)
      block[index + 3] = tail(0)
      return index + 4
    }
  }
}
