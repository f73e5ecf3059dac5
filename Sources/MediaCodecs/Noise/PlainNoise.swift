internal import SimCore

extension Purpose {
  static let noiseSample = Purpose("noise.sample")
}

/// White noise with a root mean square of 1: each sample is a sum of four uniforms of 16 bits, near
/// enough to normal that no ear tells.
struct WhiteNoise: NoiseSource {
  let key: DrawKey

  /// The sample at a place, before the start of the track too.
  @inline(__always)
  func sample(_ place: Int) -> Float {
    let bits = key.bits(.noiseSample, UInt64(bitPattern: Int64(place)))
    let sum =
      Int32(bits & 0xFFFF) &+ Int32(bits &>> 16 & 0xFFFF) &+ Int32(bits &>> 32 & 0xFFFF)
      &+ Int32(bits &>> 48)
    // The mean of the sum, and its standard deviation of 65,536 / sqrt(3).
    return Float(sum &- 131_070) * (1 / 37_837.2)
  }

  func samples(_ block: Range<Int>) -> [Float] { block.map { sample($0) } }
}

/// Noise that loses 3 dB an octave: Kellet's filter of three poles ("economy", 1999).
struct PinkFilter {
  private var (b0, b1, b2): (Float, Float, Float) = (0, 0, 0)

  @inline(__always)
  mutating func next(_ white: Float) -> Float {
    b0 = 0.99765 * b0 + white * 0.099_046
    b1 = 0.963 * b1 + white * 0.296_516_4
    b2 = 0.57 * b2 + white * 1.052_691_3
    return b0 + b1 + b2 + white * 0.1848
  }
}

/// Pink noise: what is left of every room on a good line.
struct PinkNoise: NoiseSource {
  let white: WhiteNoise

  init(key: DrawKey) { white = WhiteNoise(key: key) }

  func samples(_ block: Range<Int>) -> [Float] {
    var filter = PinkFilter()
    for place in block.lowerBound - Self.warmUp..<block.lowerBound {
      _ = filter.next(white.sample(place))
    }
    return block.map { filter.next(white.sample($0)) }
  }
}

/// A car from inside: brown noise without its mean, low-passed near 200 Hz, and the hiss of tyres.
struct CarNoise: NoiseSource {
  let white: WhiteNoise

  init(key: DrawKey) { white = WhiteNoise(key: key) }

  func samples(_ block: Range<Int>) -> [Float] {
    var filter = RumbleFilter()
    for place in block.lowerBound - Self.warmUp..<block.lowerBound {
      _ = filter.next(white.sample(place))
    }
    return block.map { place in
      let sample = white.sample(place)
      return filter.next(sample) + 0.02 * sample
    }
  }
}

/// What engines and tyres make of white noise.
struct RumbleFilter {
  private var (brown, mean, low): (Float, Float, Float) = (0, 0, 0)

  @inline(__always)
  mutating func next(_ white: Float) -> Float {
    brown = 0.995 * brown + white
    mean += 0.002 * (brown - mean)
    low += 0.08 * (brown - mean - low)
    return low
  }
}
