private import SimCore
internal import VoicePipeline

/// How the energy of a block of sound is spread over frequencies, by Goertzel's recursion.
///
/// The block lasts 80 ms, so that bins are 12.5 Hz apart at every rate: enough to tell the 440 and
/// 480 Hz of a ringback tone from one sine between them.
struct ToneBank: Sendable {
  /// Thousandths of a hertz between two bins.
  static let spacing = 12_500

  /// From 425 to 2200 Hz: eight at a time are computed.
  static let bins = 34..<178

  /// Samples of a block.
  let blockSamples: Int
  private let factors: [SIMD8<Double>]

  init(rate: SampleRate) {
    let samples = rate.samples(in: .milliseconds(80))
    precondition(samples * Self.spacing == rate.hertz * 1_000, "80 ms are whole samples")
    blockSamples = samples
    factors = stride(from: Self.bins.lowerBound, to: Self.bins.upperBound, by: 8).map { first in
      var factor = SIMD8<Double>()
      for lane in 0..<8 {
        factor[lane] = 2 * Elementary.cos(2 * .pi * Double(first + lane) / Double(samples))
      }
      return factor
    }
  }

  /// What was found in a block.
  struct Spectrum {
    /// Root mean square of the samples.
    let level: Double
    /// The share of the block's energy in each bin; a sine in the middle of one has a share of 1.
    private let shares: [Double]

    fileprivate init(level: Double, shares: [Double]) {
      self.level = level
      self.shares = shares
    }

    /// The share of the energy between two frequencies in hertz, both included.
    func share(_ hertz: ClosedRange<Int>) -> Double {
      let low = (hertz.lowerBound * 1_000 + ToneBank.spacing - 1) / ToneBank.spacing
      let high = hertz.upperBound * 1_000 / ToneBank.spacing
      return share(low, high)
    }

    /// The frequency of the one sine that the block is, in hertz; nil when it is something else.
    func sine(shareMin: Double) -> Double? {
      guard let peak = shares.indices.max(by: { shares[$0] < shares[$1] }),
        peak > 0, peak < shares.count - 1
      else { return nil }
      let total = shares[peak - 1] + shares[peak] + shares[peak + 1]
      guard total >= shareMin else { return nil }
      let side = shares[peak + 1] > shares[peak - 1] ? 1 : -1
      // Between two bins a sine stands in them as the distances to the other one.
      let main = shares[peak].squareRoot()
      let other = shares[peak + side].squareRoot()
      let offset = Double(side) * other / (main + other)
      let place = Double(ToneBank.bins.lowerBound + peak) + offset
      return place * Double(ToneBank.spacing) / 1_000
    }

    private func share(_ low: Int, _ high: Int) -> Double {
      let first = ToneBank.bins.lowerBound
      precondition(low >= first && high < ToneBank.bins.upperBound, "a frequency of the bank")
      return shares[(low - first)...(high - first)].reduce(0, +)
    }
  }

  /// Analyses the samples from a place on; nil for a block that is quieter than a level.
  func spectrum(_ samples: [Int16], from start: Int, levelMin: Double) -> Spectrum? {
    var energy = 0.0
    for place in start..<start + blockSamples {
      let value = Double(samples[place])
      energy += value * value
    }
    let level = (energy / Double(blockSamples)).squareRoot()
    guard level >= levelMin, energy > 0 else { return nil }
    var shares: [Double] = []
    shares.reserveCapacity(Self.bins.count)
    for factor in factors {
      let power = power(samples, from: start, factor) * (2 / (Double(blockSamples) * energy))
      for lane in 0..<8 { shares.append(power[lane]) }
    }
    return Spectrum(level: level, shares: shares)
  }

  private func power(
    _ samples: [Int16],
    from start: Int,
    _ factor: SIMD8<Double>
  ) -> SIMD8<Double> {
    var last = SIMD8<Double>()
    var beforeLast = SIMD8<Double>()
    for place in start..<start + blockSamples {
      let value = SIMD8(repeating: Double(samples[place]))
      let next = value + factor * last - beforeLast
      beforeLast = last
      last = next
    }
    return last * last + beforeLast * beforeLast - factor * last * beforeLast
  }
}
