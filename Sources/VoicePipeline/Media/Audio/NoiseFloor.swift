private import SimCore

/// The noise of a line: white, of bounded peaks, and a pure function of the sample index.
struct NoiseFloor: Sendable, Hashable {
  /// The largest sample.
  let peak: Int32
  private let bits: UInt64

  /// Noise at a level in dBm0.
  init(dBm0 level: Double, bits: UInt64) {
    // Uniform noise has peaks of sqrt(3) times its root mean square and never one above, so a
    // detector with a higher threshold is never set off by a rare sample.
    let peak = TelephoneAudio.rootMeanSquare(dBm0: level) * (3.0).squareRoot()
    precondition(peak < 16_384, "a noise floor is far below full scale")
    self.peak = Int32(peak.rounded())
    self.bits = bits
  }

  /// The samples from one on.
  func run(from sample: Int) -> Run { Run(floor: self, next: sample) }

  /// Noise sample by sample; one draw gives eight.
  struct Run {
    private let floor: NoiseFloor
    private var index: Int
    private var drawn: UInt64

    fileprivate init(floor: NoiseFloor, next: Int) {
      self.floor = floor
      index = next
      drawn = Mix.draw(floor.bits, UInt64(next >> 3)) >> UInt64(8 * (next & 7))
    }

    @inline(__always)
    mutating func next() -> Int32 {
      if index & 7 == 0 { drawn = Mix.draw(floor.bits, UInt64(truncatingIfNeeded: index >> 3)) }
      // Odd numbers to 255, so that noise has no mean.
      let value = 2 &* Int32(Int8(truncatingIfNeeded: drawn)) &+ 1
      drawn &>>= 8
      index &+= 1
      return (value &* floor.peak) &>> 8
    }
  }
}
