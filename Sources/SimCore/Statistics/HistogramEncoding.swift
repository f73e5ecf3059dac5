/// Why bytes are no histogram of ours.
package enum HistogramError: Error, Hashable {
  /// Cut off, or not the encoding at all.
  case damaged
  /// A histogram of another range or precision: its counts have no place here.
  case otherLayout
  /// The exact figures that came with it do not fit its counts.
  case inconsistent
}

/// What a histogram knows beside its counts; exact, in nanoseconds.
package struct HistogramMoments: Sendable, Hashable {
  package let sum: Int128
  package let least: Int64
  package let greatest: Int64

  package init(sum: Int128, least: Int64, greatest: Int64) {
    self.sum = sum
    self.least = least
    self.greatest = greatest
  }
}

/// The V2 encoding of HdrHistogram, uncompressed: a header of 40 bytes, then the counts as ZigZag
/// LEB128, a run of empty buckets as its negative length.
///
/// Values are whole microseconds from 1 to 7,200,000,000 with three digits. What other tools read
/// is this payload compressed, in a frame of Base64 (`HistogramLog` in RunReports).
package enum HistogramEncoding {
  private static let cookie: UInt32 = 0x1C84_9313
  private static let headerLength = 40
  private static let digits: UInt32 = 3

  package static func payload(of histogram: LatencyHistogram) -> [UInt8] {
    let counts = histogram.counts
    let end = (counts.lastIndex { $0 > 0 } ?? -1) + 1
    var body: [UInt8] = []
    var index = 0
    while index < end {
      var zeros = 0
      while counts[index + zeros] == 0 { zeros += 1 }
      append(zeros > 1 ? -zeros : zeros == 1 ? 0 : counts[index], to: &body)
      index += max(zeros, 1)
    }
    var bytes: [UInt8] = []
    append(cookie, to: &bytes)
    append(UInt32(body.count), to: &bytes)
    // No shift of the buckets.
    append(UInt32(0), to: &bytes)
    append(digits, to: &bytes)
    append(UInt64(1), to: &bytes)
    append(UInt64(LatencyHistogram.limit), to: &bytes)
    // The ratio of a value to the unit: 1.
    append((1.0).bitPattern, to: &bytes)
    return bytes + body
  }

  /// Reads a payload; without `moments` sum, least and greatest are those of the buckets.
  package static func histogram(
    _ payload: [UInt8],
    moments: HistogramMoments? = nil
  ) throws(HistogramError) -> LatencyHistogram {
    var reader = PayloadReader(bytes: payload)
    guard try reader.word(4) == UInt64(cookie) else { throw .damaged }
    let length = try reader.word(4)
    guard try reader.word(4) == 0, try reader.word(4) == UInt64(digits), try reader.word(8) == 1,
      try reader.word(8) >= 2, try reader.word(8) == (1.0).bitPattern
    else { throw .otherLayout }
    guard payload.count - headerLength == Int(length) else { throw .damaged }
    var counts: [Int] = []
    let end = LatencyHistogram.index(LatencyHistogram.limit) + 1
    while reader.position < payload.count {
      let value = try reader.signed()
      let span = value < 0 ? value.magnitude : 1
      guard span <= UInt64(end - counts.count) else { throw .otherLayout }
      if value < 0 {
        counts.append(contentsOf: repeatElement(0, count: Int(span)))
      } else {
        counts.append(Int(value))
      }
    }
    guard let histogram = LatencyHistogram(counts: counts, moments: moments) else {
      throw .inconsistent
    }
    return histogram
  }

  private static func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
    for shift in stride(from: value.bitWidth - 8, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  /// ZigZag, then seven bits a byte, low ones first; a ninth byte has eight.
  private static func append(_ value: Int, to bytes: inout [UInt8]) {
    var rest = UInt64(bitPattern: Int64((value << 1) ^ (value >> 63)))
    for _ in 0..<8 {
      if rest < 0x80 { break }
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }
}

/// Big-endian words and variable-length numbers, one after the other.
private struct PayloadReader {
  let bytes: [UInt8]
  var position = 0

  mutating func word(_ length: Int) throws(HistogramError) -> UInt64 {
    guard position + length <= bytes.count else { throw .damaged }
    var value: UInt64 = 0
    for byte in bytes[position..<(position + length)] { value = (value << 8) | UInt64(byte) }
    position += length
    return value
  }

  mutating func signed() throws(HistogramError) -> Int64 {
    var value: UInt64 = 0
    for place in 0..<9 {
      let byte = try UInt64(word(1))
      value |= (place < 8 ? byte & 0x7F : byte) << UInt64(7 * place)
      if byte < 0x80 { break }
    }
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }
}
