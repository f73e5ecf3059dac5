/// Elementary functions made of IEEE 754 `+ - * /` and square root only.
///
/// The C library's results differ between CPU types (it picks fused multiply-add where the CPU has
/// it), so a run that called it would not be the same on every host. These give the same bits
/// everywhere: nothing here calls the C library, and Swift never contracts `a * b + c`.
/// The polynomial coefficients are near-minimax (`scripts/elementary-coefficients.py`).
@usableFromInline
package enum Elementary {
  // Computed, so that other modules see constants, not the address of a lazy global.

  /// The leading 32 bits of ln 2, so that a small whole number times it is exact.
  @inlinable @inline(__always)
  package static var ln2High: Double { 0x1.62e42fee00000p-1 }

  /// What `ln2High` leaves out.
  @inlinable @inline(__always)
  package static var ln2Low: Double { 0x1.a39ef35793c76p-33 }

  /// The natural logarithm, within 1 ulp.
  @inlinable @inline(__always)
  package static func log(_ x: Double) -> Double {
    guard x >= Double.leastNormalMagnitude && x < .infinity else { return logEdge(x) }
    let (k, f) = reduce(x)
    let s = f / (2 + f)
    let half = 0.5 * f * f
    return k * ln2High - ((half - (s * (half + logTail(s)) + k * ln2Low)) - f)
  }

  @usableFromInline @inline(never)
  package static func logEdge(_ x: Double) -> Double {
    if x == 0 { return -.infinity }
    if x > 0 && x < .infinity { return log(x * 0x1p54) - 54 * (ln2High + ln2Low) }
    return x > 0 ? x : .nan
  }

  /// Splits a positive normal number into 2^k (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)).
  @inlinable @inline(__always)
  package static func reduce(_ x: Double) -> (k: Double, f: Double) {
    let bits = x.bitPattern
    let shifted = bits &- 0x3FE6_A09E_667F_3BCD
    let k = Double(Int64(bitPattern: shifted) >> 52)
    return (k, Double(bitPattern: bits &- (shifted & 0xFFF0_0000_0000_0000)) - 1)
  }

  /// (log((1 + s) / (1 - s)) - 2s) / s.
  @inlinable @inline(__always)
  package static func logTail(_ s: Double) -> Double {
    let z = s * s
    let w = z * z
    let even = w * (0x1.9999999995273p-2 + w * (0x1.c71c62d5e53e0p-3 + w * 0x1.39fdcceb4bb45p-3))
    let high = 0x1.2492492dfd86cp-2 + w * (0x1.7462b91b8df65p-3 + w * 0x1.2b5f68a50d903p-3)
    return even + z * (0x1.5555555555558p-1 + w * high)
  }

  /// The exponential, within 1 ulp where the result is normal; 0 where it would be subnormal.
  @inlinable @inline(__always)
  package static func exp(_ x: Double) -> Double {
    guard x > -708 && x < 709.7 else { return expEdge(x) }
    return exp(x, tail: 0)
  }

  @usableFromInline @inline(never)
  package static func expEdge(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x < 0 { return 0 }
    return x < 709.782712893384 ? exp(x - 1, tail: 0) * 0x1.5bf0a8b145769p+1 : .infinity
  }

  /// exp(x + tail), where `tail` is the rounding error of `x`.
  @inlinable @inline(__always)
  package static func exp(_ x: Double, tail: Double) -> Double {
    let shift = 0x1.8p52
    let shifted = x * 0x1.71547652b82fep+0 + shift
    let k = shifted - shift
    let high = x - k * ln2High
    let low = k * ln2Low - tail
    let r = high - low
    let r2 = r * r
    let r4 = r2 * r2
    let p0 = 0.5 + r * 0x1.5555555555557p-3
    let p1 = 0x1.5555555555556p-5 + r * 0x1.11111111100bep-7
    let p2 = 0x1.6c16c16c162c3p-10 + r * 0x1.a01a01abf85abp-13
    let p3 = 0x1.a01a01a6e1e2ap-16 + r * 0x1.71de01fdbf9cap-19
    let p4 = 0x1.27e4db46cddd1p-22 + r * (0x1.af4e554377204p-26 + r * 0x1.1f7340dbc337ep-29)
    let q = (p0 + r2 * p1) + r4 * ((p2 + r2 * p3) + r4 * p4)
    let y = 1 + (high + (r2 * q - low))
    // The low bits of `shifted` are k: moved into the exponent they make 2^k.
    return y * Double(bitPattern: (shifted.bitPattern &+ 1_023) &<< 52)
  }
}
