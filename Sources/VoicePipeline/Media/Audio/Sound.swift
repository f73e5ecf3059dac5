/// How many samples of a sound make a second, in hertz.
package struct SampleRate: Sendable, Hashable, Comparable {
  package let hertz: Int

  package init(hertz: Int) {
    precondition(hertz > 0, "a sound has at least one sample a second")
    self.hertz = hertz
  }

  /// 8 kHz: what the telephone network carries (ITU-T G.711).
  package static let narrowband = SampleRate(hertz: 8_000)
  /// 16 kHz: what recognizers are trained on, and what audio is computed in.
  package static let wideband = SampleRate(hertz: 16_000)

  package static func < (left: SampleRate, right: SampleRate) -> Bool { left.hertz < right.hertz }

  /// Whole samples in so much time, rounded down.
  package func samples(in duration: Duration) -> Int {
    let (seconds, attoseconds) = duration.components
    return Int(seconds) * hertz + Int(attoseconds / 1_000_000_000) * hertz / 1_000_000_000
  }
}

/// Mono sound, in samples of 16 bits.
package struct Sound: Sendable, Hashable {
  package var rate: SampleRate
  package var samples: [Int16]

  package init(rate: SampleRate, samples: [Int16]) {
    self.rate = rate
    self.samples = samples
  }

  /// Digital silence of so many samples.
  package init(silence count: Int, rate: SampleRate) {
    self.init(rate: rate, samples: Array(repeating: 0, count: count))
  }

  /// From the first sample to the last.
  package var duration: Duration {
    .nanoseconds(Int64(samples.count) * 1_000_000_000 / Int64(rate.hertz))
  }
}
