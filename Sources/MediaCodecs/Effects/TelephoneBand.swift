package import VoicePipeline

/// What a telephone of the old network lets through: 300 to 3,400 Hz.
///
/// Each edge is a Butterworth filter of fourth order, 3 dB down at its frequency.
package struct TelephoneBand: Sendable {
  package static let lowHertz = 300.0
  package static let highHertz = 3_400.0

  /// 1 / (2 cos(pi / 8)) and 1 / (2 cos(3 pi / 8)): the two halves of the fourth order.
  private static let qualities = [0.541_196_100_146_197, 1.306_562_964_876_376_5]

  private var filters: [Biquad]

  package init(rate: SampleRate) {
    let hertz = Double(rate.hertz)
    filters = Self.qualities.flatMap { quality in
      [
        Biquad(.high, hertz: Self.lowHertz, quality: quality, sampleHertz: hertz),
        Biquad(.low, hertz: Self.highHertz, quality: quality, sampleHertz: hertz),
      ]
    }
  }

  /// The next samples of a stream.
  package mutating func filter(_ samples: [Int16]) -> [Int16] {
    samples.map { sample in
      var value = Double(sample)
      for index in filters.indices { value = filters[index].next(value) }
      return Int16(saturating: value)
    }
  }
}
