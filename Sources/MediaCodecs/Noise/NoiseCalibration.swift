private import SimCore
internal import VoicePipeline

/// How loud each source is before it is brought to a root mean square of 1: measured once over a
/// minute of a key of its own.
enum NoiseCalibration {
  /// 64 blocks: over a minute, in which the rare parts of every kind come often.
  private static let blocks = 64

  static func rootMeanSquare(of kind: NoiseKind) -> Float {
    switch kind {
    case .quiet: quiet
    case .car: car
    case .street: street
    case .office: office
    case .construction: construction
    case .music: music
    case .babble: 1
    }
  }

  private static let quiet = measured(.quiet)
  private static let car = measured(.car)
  private static let street = measured(.street)
  private static let office = measured(.office)
  private static let construction = measured(.construction)
  private static let music = measured(.music)

  private static func measured(_ kind: NoiseKind) -> Float {
    rootMeanSquare(of: NoiseTrack.source(kind, key: DrawKey(seed: 1)), blocks: blocks)
  }

  /// The root mean square of the first blocks of a source.
  static func rootMeanSquare(of source: any NoiseSource, blocks: Int) -> Float {
    var power = 0.0
    for index in 0..<blocks {
      let start = index * NoiseTrack.blockSamples
      for sample in source.samples(start..<start + NoiseTrack.blockSamples) {
        power += Double(sample) * Double(sample)
      }
    }
    return Float((power / Double(blocks * NoiseTrack.blockSamples)).squareRoot())
  }
}
