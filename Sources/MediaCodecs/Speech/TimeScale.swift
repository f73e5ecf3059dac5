private import SimCore
package import VoicePipeline

/// Speech made longer or shorter at the same pitch: WSOLA (Verhelst and Roelands 1993).
///
/// Frames of 30 ms overlap by half; each is taken where it continues the one before best, within
/// 7.5 ms of where it should come from.
package enum TimeScale {
  /// The sound with exactly so many samples.
  package static func scaled(_ sound: Sound, to count: Int) -> Sound {
    precondition(count >= 0, "a sound has no negative length")
    let input = sound.samples
    let half = sound.rate.hertz * 15 / 1_000
    guard input.count >= 4 * half, count >= 4 * half, input.count != count else {
      return Sound(rate: sound.rate, samples: resized(input, to: count))
    }
    let window = (0..<2 * half).map { index in
      0.5 - 0.5 * Elementary.cos(Double.pi * (Double(index) + 0.5) / Double(half))
    }
    var sums = [Double](repeating: 0, count: count + 2 * half)
    var weights = sums
    var source = 0
    let last = input.count - 2 * half
    for start in stride(from: 0, to: count, by: half) {
      let ideal = min(last, Int((Double(start) * Double(last) / Double(count - half)).rounded()))
      if start > 0 {
        source = best(in: input, near: ideal, continuing: source + half, half: half)
      }
      for index in 0..<2 * half {
        sums[start + index] += window[index] * Double(input[source + index])
        weights[start + index] += window[index]
      }
    }
    return Sound(
      rate: sound.rate,
      samples: (0..<count).map { Int16(saturating: sums[$0] / weights[$0]) }
    )
  }

  /// The start near the ideal one at which the input looks most like what would come next.
  private static func best(
    in input: [Int16],
    near ideal: Int,
    continuing next: Int,
    half: Int
  ) -> Int {
    let last = input.count - 2 * half
    guard next <= last else { return ideal }
    let reach = half / 2
    var best = ideal
    var bestScore = -Double.infinity
    for start in max(0, ideal - reach)...min(last, ideal + reach) {
      var product = 0
      var power = 1
      for index in stride(from: 0, to: 2 * half, by: 2) {
        let value = Int(input[start + index])
        product += value * Int(input[next + index])
        power += value * value
      }
      let score = Double(product) / Double(power).squareRoot()
      if score > bestScore { (best, bestScore) = (start, score) }
    }
    return best
  }

  /// For sounds too short to cut: nothing but their samples spread evenly.
  private static func resized(_ input: [Int16], to count: Int) -> [Int16] {
    if input.isEmpty || input.count == count { return input }
    return (0..<count).map { input[min(input.count - 1, $0 * input.count / count)] }
  }
}
