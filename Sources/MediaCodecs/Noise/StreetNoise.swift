internal import SimCore

/// A street: pink noise in gusts, the rumble of engines, and vehicles that pass.
struct StreetNoise: NoiseSource {
  private let white: WhiteNoise
  private let far: WhiteNoise
  private let key: DrawKey
  private let passing: NoiseEvents

  /// Samples between two values of the gusts: half a second.
  private static let gustStep = 8_000

  init(key: DrawKey) {
    self.key = key
    white = WhiteNoise(key: key)
    far = WhiteNoise(key: key.entity("engines", 0))
    passing = NoiseEvents(
      key: key.entity("passing", 0),
      cell: 48_000,
      chance: 0.4,
      lengths: 24_000...80_000
    )
  }

  func samples(_ block: Range<Int>) -> [Float] {
    var pink = PinkFilter()
    var rumble = RumbleFilter()
    var low: Float = 0
    for place in block.lowerBound - Self.warmUp..<block.lowerBound {
      low += 0.3 * (pink.next(white.sample(place)) - low)
      _ = rumble.next(far.sample(place))
    }
    let vehicles = passing.overlapping(block)
    return block.map { place in
      low += 0.3 * (pink.next(white.sample(place)) - low)
      let near = vehicles.reduce(Float(0)) { $0 + Self.loudness($1, at: place) }
      return (gust(place) + near) * low + (0.3 + 0.5 * near) * rumble.next(far.sample(place))
    }
  }

  /// A line between the values at the two ends of the step.
  private func gust(_ place: Int) -> Float {
    let step = place.flooredQuotient(Self.gustStep)
    let part = Float(place - step * Self.gustStep) / Float(Self.gustStep)
    return level(step) * (1 - part) + level(step + 1) * part
  }

  private func level(_ step: Int) -> Float {
    let u = Float(key.uniform(.gust, UInt64(bitPattern: Int64(step))))
    return 0.4 + 1.2 * u * u
  }

  /// A vehicle comes and goes as the square of a triangle.
  private static func loudness(_ event: NoiseEvents.Event, at place: Int) -> Float {
    guard place >= event.start, place < event.end else { return 0 }
    let part = Float(place - event.start) / Float(event.length)
    let rise = 1 - (2 * part - 1).magnitude
    return Float(0.6 + 1.6 * event.a) * rise * rise
  }
}

extension Purpose {
  fileprivate static let gust = Purpose("noise.gust")
}
