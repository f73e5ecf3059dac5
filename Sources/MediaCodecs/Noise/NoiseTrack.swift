package import SimCore
package import VoicePipeline

/// The noise behind a call, at a root mean square of 1: any stretch of it is the same whatever was
/// asked for before.
///
/// It is made in blocks of 1.024 s at 16 kHz. A block is a pure function of the key and its place;
/// its filters start from rest half a block before it, which is long enough for none to tell.
package struct NoiseTrack: Sendable {
  /// Samples of a block.
  package static let blockSamples = 16_384

  private let source: any NoiseSource
  private let scale: Float
  private var cached: (index: Int, samples: [Float])?

  /// Noise of a kind other than babble, which is made of talkers.
  package init(_ kind: NoiseKind, key: DrawKey) {
    source = Self.source(kind, key: key)
    scale = 1 / NoiseCalibration.rootMeanSquare(of: kind)
  }

  /// White noise, which no place sounds like: for tests of what hears it.
  package init(white key: DrawKey) {
    source = WhiteNoise(key: key)
    scale = 1
  }

  /// Talkers behind the speaker.
  package init(_ talkers: BabbleTalkers, key: DrawKey) {
    source = BabbleNoise(talkers: talkers, key: key)
    scale = 1
  }

  /// The samples of a stretch; none lie before 0.
  package mutating func samples(_ range: Range<Int>) -> [Float] {
    precondition(range.lowerBound >= 0, "noise begins at sample 0")
    var result: [Float] = []
    result.reserveCapacity(range.count)
    var at = range.lowerBound
    while at < range.upperBound {
      let index = at / Self.blockSamples
      let start = index * Self.blockSamples
      let end = min(range.upperBound, start + Self.blockSamples)
      result += block(index)[at - start..<end - start]
      at = end
    }
    return result
  }

  /// Samples with the noise from a place on added at a factor, cut off where they are too loud.
  package mutating func mixed(
    into samples: ArraySlice<Int16>,
    at position: Int,
    factor: Double
  ) -> [Int16] {
    let noise = self.samples(position..<position + samples.count)
    let factor = Float(factor)
    return zip(samples, noise).map { Int16(saturating: Float($0) + factor * $1) }
  }

  /// A sound with the noise from a place on, at a ratio to the level of its active speech.
  ///
  /// A sound without speech stays as it is: give its level by the other method.
  package mutating func mixed(
    into sound: Sound,
    at position: Int = 0,
    snrDecibels: Double
  ) -> Sound {
    guard let speech = ActiveSpeechLevel(sound) else { return sound }
    let factor = speech.rootMeanSquare * SoundLevel.factor(decibels: -snrDecibels)
    return Sound(
      rate: sound.rate,
      samples: mixed(into: sound.samples[...], at: position, factor: factor)
    )
  }

  private mutating func block(_ index: Int) -> [Float] {
    if let cached, cached.index == index { return cached.samples }
    let scale = scale
    let start = index * Self.blockSamples
    let samples = source.samples(start..<start + Self.blockSamples).map { $0 * scale }
    cached = (index, samples)
    return samples
  }

  static func source(_ kind: NoiseKind, key: DrawKey) -> any NoiseSource {
    switch kind {
    case .quiet: PinkNoise(key: key)
    case .car: CarNoise(key: key)
    case .street: StreetNoise(key: key)
    case .office: OfficeNoise(key: key)
    case .construction: ConstructionNoise(key: key)
    case .music: HoldMusic(key: key)
    case .babble: preconditionFailure("babble is made of talkers: give them")
    }
  }
}

/// What a kind of noise is made by.
protocol NoiseSource: Sendable {
  /// One block, as a pure function of where it begins.
  func samples(_ block: Range<Int>) -> [Float]
}

extension NoiseSource {
  /// Samples for which filters run before a block: half a second.
  static var warmUp: Int { 8_192 }
}
