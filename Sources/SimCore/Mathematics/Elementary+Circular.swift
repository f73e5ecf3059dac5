/// Sine and cosine with a three-part reduction by pi/2.
extension Elementary {
  /// The sine of `x` radians, |x| <= 1e6.
  @inlinable
  package static func sin(_ x: Double) -> Double { sinCos(x).sin }

  /// The cosine of `x` radians, |x| <= 1e6.
  @inlinable
  package static func cos(_ x: Double) -> Double { sinCos(x).cos }

  /// Sine and cosine together, within 1 ulp (1e-22 absolute next to multiples of pi/2).
  @inlinable
  package static func sinCos(_ x: Double) -> (sin: Double, cos: Double) {
    precondition(x.magnitude <= 1e6, "sinCos: the argument is out of range")
    let shift = 0x1.8p52
    let n = (x * 0x1.45f306dc9c883p-1 + shift) - shift
    let t = x - n * 0x1.921fb54400000p+0
    let w = n * 0x1.0b4611a600000p-34
    let v = t - w
    let e = ((t - v) - w) - n * 0x1.3198a2e037073p-69
    let y = v + e
    let yLow = (v - y) + e
    let (s, c) = (kernelSin(y, yLow), kernelCos(y, yLow))
    switch Int64(n) & 3 {
    case 0: return (s, c)
    case 1: return (c, -s)
    case 2: return (-s, -c)
    default: return (-c, s)
    }
  }

  /// sin(y + yLow) for |y| <= pi/4.
  @inlinable @inline(__always)
  package static func kernelSin(_ y: Double, _ yLow: Double) -> Double {
    let z = y * y
    let p3 = -0x1.ae64540f0ba18p-26 + z * (0x1.61217c1864fa1p-33 - z * 0x1.ab161757f0c63p-41)
    let p2 = 0x1.71de3a545e700p-19 + z * p3
    let p = 0x1.1111111111110p-7 + z * (-0x1.a01a01a019926p-13 + z * p2)
    let yz = y * z
    return y - ((z * (0.5 * yLow - yz * p) - yLow) + yz * 0x1.5555555555555p-3)
  }

  /// cos(y + yLow) for |y| <= pi/4.
  @inlinable @inline(__always)
  package static func kernelCos(_ y: Double, _ yLow: Double) -> Double {
    let z = y * y
    let p4 = 0x1.1eed8de9ef73ep-29 + z * (-0x1.9394b76d1f265p-37 + z * 0x1.ab76cf6e9b365p-45)
    let p3 = 0x1.a01a01a019d02p-16 + z * (-0x1.27e4fb7711e1dp-22 + z * p4)
    let p = z * (0x1.5555555555555p-5 + z * (-0x1.6c16c16c16c16p-10 + z * p3))
    let half = 0.5 * z
    let one = 1 - half
    return one + (((1 - one) - half) + (z * p - y * yLow))
  }
}
