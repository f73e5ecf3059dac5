private import SimCore
package import VoicePipeline

/// A room around a microphone: Schroeder's reverberator of four combs and two all-passes (1962).
///
/// The combs lose 60 dB in the room's reverberation time, whatever their delays are.
package struct Reverberation: Sendable {
  /// Sound that is still on its way.
  private struct Line: Sendable {
    var samples: [Double]
    var at = 0
    let gain: Double

    init(seconds: Double, gain: Double, rate: SampleRate) {
      samples = [Double](repeating: 0, count: Int((seconds * Double(rate.hertz)).rounded()))
      self.gain = gain
    }

    mutating func comb(_ x: Double) -> Double {
      let y = samples[at]
      push(x + gain * y)
      return y
    }

    mutating func allPass(_ x: Double) -> Double {
      let delayed = samples[at]
      let inner = x + gain * delayed
      push(inner)
      return delayed - gain * inner
    }

    private mutating func push(_ value: Double) {
      samples[at] = value
      at = at + 1 == samples.count ? 0 : at + 1
    }
  }

  private static let combDelays = [0.029_7, 0.037_1, 0.041_1, 0.043_7]
  private static let allPassDelays = [0.005, 0.001_7]

  private var combs: [Line]
  private var allPasses: [Line]
  private let wet: Double

  /// A room in which a sound dies down by 60 dB in some seconds, at a level under the direct sound.
  package init(seconds: Double, wetDecibels: Double, rate: SampleRate) {
    precondition(seconds > 0, "a room has a reverberation time")
    combs = Self.combDelays.map { delay in
      Line(seconds: delay, gain: Elementary.pow(10, -3 * delay / seconds), rate: rate)
    }
    allPasses = Self.allPassDelays.map { Line(seconds: $0, gain: 0.7, rate: rate) }
    let power = Self.combDelays.reduce(0) { sum, delay in
      let gain = Elementary.pow(10, -3 * delay / seconds)
      return sum + 1 / (1 - gain * gain)
    }
    wet = SoundLevel.factor(decibels: wetDecibels) / power.squareRoot()
  }

  /// The next samples of a stream, with the room in them.
  package mutating func filter(_ samples: [Int16]) -> [Int16] {
    samples.map { Int16(saturating: Double($0) + wet * room(Double($0))) }
  }

  /// The room alone, at its own loudness.
  package mutating func room(_ sample: Double) -> Double {
    var value = 0.0
    for index in combs.indices { value += combs[index].comb(sample) }
    for index in allPasses.indices { value = allPasses[index].allPass(value) }
    return value
  }
}
