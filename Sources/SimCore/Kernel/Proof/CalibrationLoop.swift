/// A loop of plain arithmetic that every cost is compared with, so that figures of two machines
/// can be.
package enum CalibrationLoop {
  /// Processor time of one step, in nanoseconds: the median of five short loops.
  package static func stepNanoseconds(steps: Int = 4_000_000) -> Double {
    let times = (0..<5).map { seed in time(steps, seed: UInt64(seed)) }
    return times.sorted()[2]
  }

  private static func time(_ steps: Int, seed: UInt64) -> Double {
    var noise = Noise(state: seed)
    let start = HostClock.threadNanoseconds()
    for _ in 0..<steps { noise.state = noise.state &+ noise.next() }
    let spent = Double(HostClock.threadNanoseconds() - start)
    // Looking at the result keeps the optimiser from dropping the loop.
    return noise.state == 0 ? 0 : spent / Double(steps)
  }
}

/// Delays that are cheap to draw and spread events over many ticks.
struct Noise {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    let mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    return mixed ^ (mixed >> 27)
  }

  /// Up to two milliseconds.
  mutating func delay() -> Int64 { Int64(next().multipliedFullWidth(by: 2_000_000).high) }
}
