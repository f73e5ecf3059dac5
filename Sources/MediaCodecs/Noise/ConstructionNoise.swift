internal import SimCore

/// A building site: spells of hammering, of a drill, and an engine behind them.
struct ConstructionNoise: NoiseSource {
  private let white: WhiteNoise
  private let far: WhiteNoise
  private let hammering: NoiseEvents
  private let drilling: NoiseEvents

  init(key: DrawKey) {
    white = WhiteNoise(key: key)
    far = WhiteNoise(key: key.entity("engine", 0))
    hammering = NoiseEvents(
      key: key.entity("hammer", 0),
      cell: 80_000,
      chance: 0.6,
      lengths: 32_000...96_000
    )
    drilling = NoiseEvents(
      key: key.entity("drill", 0),
      cell: 96_000,
      chance: 0.5,
      lengths: 16_000...64_000
    )
  }

  func samples(_ block: Range<Int>) -> [Float] {
    var engine = RumbleFilter()
    var dust = PinkFilter()
    for place in block.lowerBound - Self.warmUp..<block.lowerBound {
      _ = engine.next(far.sample(place))
      _ = dust.next(white.sample(place))
    }
    var samples = block.map { place in
      0.15 * engine.next(far.sample(place)) + 0.2 * dust.next(white.sample(place))
    }
    for spell in hammering.overlapping(block) { addBlows(of: spell, to: &samples, in: block) }
    for spell in drilling.overlapping(block) { addDrill(spell, to: &samples, in: block) }
    return samples
  }

  /// Blows a third to half a second apart: a crack of noise, and a ring of 0.9 to 1.7 kHz.
  private func addBlows(
    of spell: NoiseEvents.Event,
    to samples: inout [Float],
    in block: Range<Int>
  ) {
    let step = 5_300 + Int(2_700 * spell.a)
    let pitch = 900 + 800 * spell.b
    let ring = (0..<Self.blowSamples).map { index -> Float in
      let time = Double(index) / 16_000
      return Float(Elementary.exp(-time / 0.045) * Elementary.sin(2 * .pi * pitch * time))
    }
    let crack = (0..<Self.blowSamples).map { Float(Elementary.exp(-Double($0) / 160)) }
    for start in stride(from: spell.start, to: spell.end, by: step) {
      let from = max(start, block.lowerBound)
      for place in from..<max(from, min(start + Self.blowSamples, block.upperBound)) {
        let blow = 7 * crack[place - start] * white.sample(place) + 5 * ring[place - start]
        samples[place - block.lowerBound] += blow
      }
    }
  }

  /// Far from the places that the dust takes its noise from.
  private static let noiseOffset = 1 << 40

  /// A quarter of a second.
  private static let blowSamples = 4_000

  /// A saw-tooth of 60 to 90 Hz with as much noise, which the bit chops 24 times a second.
  private func addDrill(
    _ spell: NoiseEvents.Event,
    to samples: inout [Float],
    in block: Range<Int>
  ) {
    let pitch = 60 + Int(30 * spell.a)
    for place in max(spell.start, block.lowerBound)..<min(spell.end, block.upperBound) {
      let tooth = Float(place * pitch % 16_000) / 8_000 - 1
      let chop = Float(place * 24 % 16_000) / 16_000
      let noise = white.sample(place + Self.noiseOffset)
      samples[place - block.lowerBound] += (0.5 + chop) * (1.2 * tooth + 0.9 * noise)
    }
  }
}
