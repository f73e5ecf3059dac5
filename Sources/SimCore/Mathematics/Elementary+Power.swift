/// Powers and logarithms to other bases: a logarithm in two doubles, about 60 good bits.
extension Elementary {
  /// `x` to the power `y` for x >= 0, within 1 ulp + 2^-7 ulp per unit of |y ln x|.
  ///
  /// A negative base gives NaN: no model of this project needs one.
  @inlinable
  package static func pow(_ x: Double, _ y: Double) -> Double {
    guard x >= Double.leastNormalMagnitude, x < .infinity, y.magnitude < 0x1p60 else {
      return powEdge(x, y)
    }
    let (k, high, low) = logPair(x)
    let base = k * ln2High
    let (sum, rest) = twoSum(base, high)
    let tail = rest + (low + k * ln2Low)
    let lead = sum + tail
    let (product, error) = twoProduct(y, lead)
    guard product > -708 && product < 709.7 else { return exp(product) }
    return exp(product, tail: error + y * (tail - (lead - sum)))
  }

  @usableFromInline @inline(never)
  package static func powEdge(_ x: Double, _ y: Double) -> Double {
    if y == 0 || x == 1 { return 1 }
    if x.isNaN || y.isNaN || x < 0 { return .nan }
    return exp(y * log(x))
  }

  /// The logarithm to base 2, within 1 ulp; exact for powers of two.
  @inlinable
  package static func log2(_ x: Double) -> Double {
    guard x >= Double.leastNormalMagnitude, x < .infinity else {
      return logEdge(x) * 0x1.71547652b82fep+0
    }
    let (k, high, low) = logPair(x)
    let (product, error) = twoProduct(high, 0x1.71547652b82fep+0)
    let tail = error + (high * 0x1.777d0ffda0d24p-56 + low * 0x1.71547652b82fep+0)
    let (sum, rest) = twoSum(k, product)
    return sum + (rest + tail)
  }

  /// The logarithm to base 10, within 1 ulp; exact for the powers of ten that a double holds.
  @inlinable
  package static func log10(_ x: Double) -> Double {
    guard x >= Double.leastNormalMagnitude, x < .infinity else {
      return logEdge(x) * 0x1.bcb7b1526e50ep-2
    }
    let (k, high, low) = logPair(x)
    let (product, error) = twoProduct(high, 0x1.bcb7b1526e50ep-2)
    let tail = error + (high * 0x1.95355baaafad3p-57 + low * 0x1.bcb7b1526e50ep-2)
    // log10(2) in two parts, the first short enough that k times it is exact.
    let (sum, rest) = twoSum(k * 0x1.3441350800000p-2, product)
    return sum + (rest + (tail + k * 0x1.f79fef311f12bp-34))
  }

  /// log(1 + x) for x > -1, within 3 ulp next to 0 too (Kahan).
  @inlinable
  package static func log1p(_ x: Double) -> Double {
    let sum = 1 + x
    guard sum != 1 else { return x }
    return sum < .infinity ? log(sum) * (x / (sum - 1)) : sum
  }

  /// log(x) as k ln 2 plus an unevaluated sum of two doubles; `x` positive and normal.
  @inlinable @inline(__always)
  package static func logPair(_ x: Double) -> (k: Double, high: Double, low: Double) {
    let (k, f) = reduce(x)
    let d = 2 + f
    let dLow = f - (d - 2)
    let s = f / d
    let (sd, sdLow) = twoProduct(s, d)
    let sLow = ((f - sd) - sdLow - s * dLow) / d
    let tail = s * logTail(s) + 2 * sLow
    let high = 2 * s + tail
    return (k, high, tail - (high - 2 * s))
  }

  /// a + b exactly, as the rounded sum and its error (Knuth).
  @inlinable @inline(__always)
  package static func twoSum(_ a: Double, _ b: Double) -> (Double, Double) {
    let sum = a + b
    let bPart = sum - a
    return (sum, (a - (sum - bPart)) + (b - bPart))
  }

  /// a * b exactly, as the rounded product and its error (Dekker).
  @inlinable @inline(__always)
  package static func twoProduct(_ a: Double, _ b: Double) -> (Double, Double) {
    let product = a * b
    let a1 = Double(bitPattern: a.bitPattern & 0xFFFF_FFFF_F800_0000)
    let b1 = Double(bitPattern: b.bitPattern & 0xFFFF_FFFF_F800_0000)
    let a2 = a - a1
    let b2 = b - b1
    return (product, ((a1 * b1 - product) + a1 * b2 + a2 * b1) + a2 * b2)
  }
}
