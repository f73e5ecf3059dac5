/// A quantile function as a smooth curve over the normal deviate z, for distributions whose inverse
/// takes too long for each draw: cubic pieces 1/64 wide through exact values and slopes.
///
/// Covers every uniform that a draw can give (2^-53 ... 1 - 2^-53). Rises wherever its nodes do.
@usableFromInline
struct InversionTable: Sendable, Hashable {
  /// Half the width of the table, and pieces for each unit of z.
  @usableFromInline static var reach: Double { 8.25 }
  @usableFromInline static var pieces: Double { 64 }

  /// Value at each node, and rise over a piece by the slope there.
  @usableFromInline let nodes: [Double]

  /// Takes the value and the slope of the curve at z, with the probabilities below and above z.
  init(_ curve: (_ z: Double, _ p: Double, _ q: Double) -> (value: Double, slope: Double)) {
    let count = Int(2 * Self.reach * Self.pieces) + 1
    var values: [Double] = []
    var rises: [Double] = []
    for index in 0..<count {
      let z = Double(index) / Self.pieces - Self.reach
      let scaled = z * 0x1.6a09e667f3bcdp-1
      let (p, q) = (Elementary.erfc(-scaled) / 2, Elementary.erfc(scaled) / 2)
      let (value, slope) = curve(z, p, q)
      values.append(index == 0 ? value : max(value, values[index - 1]))
      rises.append(slope / Self.pieces)
    }
    // A cubic rises throughout if neither slope exceeds three times the chord (Fritsch and
    // Carlson).
    for index in 0..<count {
      let before = index > 0 ? values[index] - values[index - 1] : .infinity
      let after = index + 1 < count ? values[index + 1] - values[index] : .infinity
      rises[index] = max(0, min(rises[index], 3 * before, 3 * after))
    }
    nodes = zip(values, rises).flatMap { [$0, $1] }
  }

  /// The value at a normal deviate; the ends of the table hold beyond it.
  @inlinable @inline(__always)
  func value(at z: Double) -> Double {
    let place = min(max((z + Self.reach) * Self.pieces, 0), 2 * Self.reach * Self.pieces - 0x1p-20)
    let index = Int(place)
    let t = place - Double(index)
    let (v0, m0) = (nodes[2 * index], nodes[2 * index + 1])
    let (v1, m1) = (nodes[2 * index + 2], nodes[2 * index + 3])
    let chord = v1 - v0
    return v0 + t * (m0 + t * ((3 * chord - 2 * m0 - m1) + t * (m0 + m1 - 2 * chord)))
  }
}
