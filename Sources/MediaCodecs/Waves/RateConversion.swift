private import SimCore
package import VoicePipeline

/// Sound at another rate: a windowed sinc, one set of taps for each position between two samples.
///
/// The transition band begins at 90 % of the lower rate's half and aliases lie 80 dB down (Kaiser
/// window, beta 8; Kaiser and Schafer 1980). Everything is computed in doubles without the C
/// library, so the same bits come out everywhere.
package struct RateConversion: Sendable {
  private let up: Int
  private let down: Int
  /// Taps of each phase, one phase after the other.
  private let taps: [Double]
  private let width: Int
  private let target: SampleRate

  package init(from source: SampleRate, to target: SampleRate) {
    let common = Self.commonDivisor(source.hertz, target.hertz)
    up = target.hertz / common
    down = source.hertz / common
    self.target = target
    let ratio = min(1, Double(target.hertz) / Double(source.hertz))
    let cutoff = 0.95 * ratio
    let half = Int((Self.zeroCrossings / cutoff).rounded(.up))
    width = 2 * half
    var taps: [Double] = []
    taps.reserveCapacity(up * width)
    for phase in 0..<up {
      let fraction = Double(phase) / Double(up)
      let raw = (0..<width).map { index in
        Self.tap(Double(index - half + 1) - fraction, cutoff: cutoff, half: Double(half))
      }
      let sum = raw.reduce(0, +)
      taps += raw.map { $0 / sum }
    }
    self.taps = taps
  }

  /// The sound at the target rate; as it is if it has that rate already.
  package func convert(_ sound: Sound) -> Sound {
    if up == down { return sound }
    let input = sound.samples
    let count = input.count * up / down
    let half = width / 2
    let samples = (0..<count).map { index -> Int16 in
      let position = index * down
      let first = position / up - half + 1
      let row = (position % up) * width
      var sum = 0.0
      for tap in max(0, -first)..<max(0, -first, min(width, input.count - first)) {
        sum += taps[row + tap] * Double(input[first + tap])
      }
      return Int16(saturating: sum)
    }
    return Sound(rate: target, samples: samples)
  }

  private static let zeroCrossings = 24.0

  /// A sinc under a Kaiser window.
  private static func tap(_ x: Double, cutoff: Double, half: Double) -> Double {
    let place = x / half
    guard place > -1, place < 1 else { return 0 }
    let angle = Double.pi * cutoff * x
    let sinc = angle == 0 ? 1 : Elementary.sin(angle) / angle
    return sinc * bessel(8 * (1 - place * place).squareRoot()) / bessel(8)
  }

  /// The modified Bessel function of order 0, by its power series.
  private static func bessel(_ x: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    for k in 1...40 {
      term *= (x / 2) * (x / 2) / Double(k * k)
      sum += term
    }
    return sum
  }

  private static func commonDivisor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? a : commonDivisor(b, a % b)
  }
}
