private import SimCore

/// A filter of second order, in the transposed direct form II.
///
/// Coefficients by the bilinear transform (Bristow-Johnson, "Cookbook formulae for audio equalizer
/// biquad filter coefficients", W3C note of 2021).
package struct Biquad: Sendable {
  private let (b0, b1, b2): (Double, Double, Double)
  private let (a1, a2): (Double, Double)
  private var (z1, z2) = (0.0, 0.0)

  /// What a filter lets through.
  package enum Pass: Sendable {
    case low, high
  }

  /// A filter that is 3 dB down at a frequency if `quality` is 1 / sqrt(2).
  package init(_ pass: Pass, hertz: Double, quality: Double, sampleHertz: Double) {
    precondition(hertz > 0 && hertz < sampleHertz / 2, "a corner lies below half the sample rate")
    let (sine, cosine) = Elementary.sinCos(2 * Double.pi * hertz / sampleHertz)
    let alpha = sine / (2 * quality)
    let sign = pass == .low ? 1.0 : -1.0
    let a0 = 1 + alpha
    b0 = (1 - sign * cosine) / 2 / a0
    b1 = sign * (1 - sign * cosine) / a0
    b2 = b0
    a1 = -2 * cosine / a0
    a2 = (1 - alpha) / a0
  }

  /// The next sample.
  @inline(__always)
  package mutating func next(_ x: Double) -> Double {
    let y = b0 * x + z1
    z1 = b1 * x - a1 * y + z2
    z2 = b2 * x - a2 * y
    return y
  }
}
