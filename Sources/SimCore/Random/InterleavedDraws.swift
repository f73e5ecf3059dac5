/// Draws of many keyed streams in turn, as bytes: what a battery of random-number tests reads.
///
/// A weakness within a stream shows up as one between neighbours, and so does one between streams.
package struct InterleavedDraws: Sendable {
  private let keys: [DrawKey]
  private var index: UInt64 = 0

  /// `streams` entities of one seed.
  package init(seed: UInt64, streams: Int = 65_536) {
    let root = DrawKey(seed: seed)
    keys = (0..<streams).map { root.entity("stream", UInt64($0)) }
  }

  /// The next draw of every stream, eight bytes each, the low one first.
  package mutating func next() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: keys.count * 8)
    for place in keys.indices {
      let draw = keys[place].bits(.battery, index)
      for byte in 0..<8 {
        bytes[(place * 8) + byte] = UInt8(truncatingIfNeeded: draw >> UInt64(byte * 8))
      }
    }
    index += 1
    return bytes
  }
}

extension Purpose {
  fileprivate static let battery = Purpose("test.battery")
}
