internal import SimCore

/// An office: the hum of lamps at 120 Hz, air, and somebody who types in spells.
struct OfficeNoise: NoiseSource {
  private let white: WhiteNoise
  private let clicks: WhiteNoise
  private let spells: NoiseEvents
  private let strokes: NoiseEvents

  init(key: DrawKey) {
    white = WhiteNoise(key: key)
    clicks = WhiteNoise(key: key.entity("clicks", 0))
    spells = NoiseEvents(
      key: key.entity("spells", 0),
      cell: 64_000,
      chance: 0.7,
      lengths: 24_000...80_000
    )
    strokes = NoiseEvents(
      key: key.entity("strokes", 0),
      cell: 2_400,
      chance: 0.75,
      lengths: 160...320
    )
  }

  func samples(_ block: Range<Int>) -> [Float] {
    var pink = PinkFilter()
    for place in block.lowerBound - Self.warmUp..<block.lowerBound {
      _ = pink.next(white.sample(place))
    }
    var samples = block.map { place in
      0.45 * Self.hum(place) + 0.25 * pink.next(white.sample(place))
    }
    let typing = spells.overlapping(block)
    for stroke in strokes.overlapping(block)
    where typing.contains(where: { $0.start <= stroke.start && stroke.start < $0.end }) {
      add(stroke, to: &samples, from: block.lowerBound)
    }
    return samples
  }

  /// A triangle of 120 Hz, exact at 16 kHz.
  private static func hum(_ place: Int) -> Float {
    let phase = Float(place * 120 % 16_000) / 16_000
    return (phase * 4 - 2).magnitude - 1
  }

  private func add(_ stroke: NoiseEvents.Event, to samples: inout [Float], from start: Int) {
    let loudness = Float(1 + 2 * stroke.a)
    for place in max(stroke.start, start)..<min(stroke.end, start + samples.count) {
      let rest = Float(stroke.end - place) / Float(stroke.length)
      samples[place - start] += loudness * rest * rest * clicks.sample(place)
    }
  }
}
