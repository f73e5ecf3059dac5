internal import SimCore

/// The E-model of ITU-T G.107 (narrowband) with its default values for everything that a packet
/// network does not change.
///
/// R = Ro - Is - Idte - Idle - Idd - Ie,eff: what depends on neither delay nor loss is computed
/// once. An overall rating R of 93.2 is what the defaults allow for at most.
package struct EModel: Sendable {
  package let codec: CodecImpairment
  private let basicRatio: Double
  private let echoRatio: Double
  /// The loudness and quantising parts of Is; its sidetone part depends on the delay.
  private let fixedImpairment: Double

  package init(codec: CodecImpairment) {
    self.codec = codec
    let noise = Self.noiseFloor
    basicRatio = 15 - 1.5 * (Defaults.sendLoudness + noise)
    echoRatio = -1.5 * (noise - Defaults.receiveLoudness)
    fixedImpairment = Self.loudnessImpairment(noise) + Self.quantisingImpairment(basicRatio)
  }

  /// The rating for an absolute one-way delay, a share of lost packets and their burst ratio.
  ///
  /// The burst ratio is the mean length of a burst against that under random loss (G.107 clause
  /// 3.5); the echo path is twice as long as the delay.
  package func rating(delay: Duration, loss: Double, burstRatio: Double = 1) -> Double {
    delayRating(Double(delay.nanoseconds) / 1e6)
      - codec.effectiveEquipment(loss: loss, burstRatio: burstRatio)
  }

  /// What depends on the delay alone, in ms: Ro - Is - Idte - Idle - Idd.
  func delayRating(_ ms: Double) -> Double {
    basicRatio - fixedImpairment - sidetoneImpairment(ms) - talkerEcho(ms) - listenerEcho(ms)
      - absoluteDelay(ms)
  }
}

extension CodecImpairment {
  /// Ie,eff (G.107 clause 7.5): what codec and lost packets cost together.
  @inline(__always)
  func effectiveEquipment(loss: Double, burstRatio: Double) -> Double {
    let percent = 100 * loss
    return equipment + (95 - equipment) * percent / (percent / burstRatio + lossRobustness)
  }
}

// The parts of the rating, in the order of G.107.
extension EModel {
  /// G.107 table 2; loudness ratings and levels in dB, lengths in ms.
  private enum Defaults {
    static let sendLoudness = 8.0
    static let receiveLoudness = 2.0
    static let sidetone = 15.0
    static let listenerSidetone = 18.0
    static let roomFactor = 3.0
    static let roomNoise = 35.0
    static let circuitNoise = -70.0
    static let subscriberNoise = -64.0
    static let talkerEchoLoudness = 65.0
    static let weightedEchoPath = 110.0
    static let quantisingUnits = 1.0
    static let delaySensitivity = 6.0
    static let delayThreshold = 100.0
  }

  private static func power10(_ x: Double) -> Double { Elementary.exp(x * 2.302585092994045684) }

  /// Adds levels in dB by their powers.
  private static func sum(_ levels: Double...) -> Double {
    10 * Elementary.log10(levels.reduce(0) { $0 + power10($1 / 10) })
  }

  /// x to a small whole power, for x of either sign.
  private static func power(_ x: Double, _ n: Int) -> Double {
    (0..<n).reduce(1) { product, _ in product * x }
  }

  /// (1 + x^n)^(1/n), for which an odd n may have a negative x.
  private static func softMaximum(_ x: Double, _ n: Int) -> Double {
    Elementary.pow(1 + power(x, n), 1 / Double(n))
  }

  /// No: all noise sources at the 0 dBr point (clause 7.2).
  private static var noiseFloor: Double {
    let overall = Defaults.sendLoudness + Defaults.receiveLoudness
    let roomDistance = Defaults.roomNoise - overall - Defaults.roomFactor - 14
    let sendRoom =
      Defaults.roomNoise - Defaults.sendLoudness - Defaults.roomFactor - 100
      + 0.004 * roomDistance * roomDistance
    let effectiveRoom = Defaults.roomNoise + sum(0, 10 - Defaults.listenerSidetone)
    let receiveRoom =
      Defaults.receiveLoudness - 121 + effectiveRoom
      + 0.008 * (effectiveRoom - 35) * (effectiveRoom - 35)
    return sum(
      Defaults.circuitNoise,
      sendRoom,
      receiveRoom,
      Defaults.subscriberNoise + Defaults.receiveLoudness
    )
  }

  /// Iolr: the line is too loud (clause 7.3.1).
  private static func loudnessImpairment(_ noise: Double) -> Double {
    let overall = Defaults.sendLoudness + Defaults.receiveLoudness
    let excess = (overall + 0.2 * (64 + noise - Defaults.receiveLoudness)) / 8
    return 20 * (softMaximum(excess, 8) - excess)
  }

  /// Iq: quantising distortion (clause 7.3.3).
  private static func quantisingImpairment(_ basicRatio: Double) -> Double {
    let q = 37 - 15 * Elementary.log10(Defaults.quantisingUnits)
    let g = 1.07 + 0.258 * q + 0.0602 * q * q
    let y = (basicRatio - 100) / 15 + 46 / 8.4 - g / 9
    let z = 46.0 / 30 - g / 40
    return 15 * Elementary.log10(1 + power10(y) + power10(z))
  }

  /// Ist: the own voice in the receiver (clause 7.3.2).
  private func sidetoneImpairment(_ ms: Double) -> Double {
    let echo = Elementary.exp(-ms / 4) * Self.power10(-Defaults.talkerEchoLoudness / 10)
    let masking = -10 * Elementary.log10(Self.power10(-Defaults.sidetone / 10) + echo)
    return 12 * Self.softMaximum((masking - 13) / 6, 8)
      - 28 * Self.softMaximum((masking + 1) / 19.4, 35)
      - 13 * Self.softMaximum((masking - 3) / 33, 13) + 29
  }

  /// Idte: the talker hears an echo (clause 7.4.1).
  private func talkerEcho(_ ms: Double) -> Double {
    guard ms >= 1 else { return 0 }
    let audibility =
      Defaults.talkerEchoLoudness - 40 * Elementary.log10((1 + ms / 10) / (1 + ms / 150))
      + 6 * Elementary.exp(-0.3 * ms * ms)
    let half = (echoRatio - 80 - 2.5 * (audibility - 14)) / 2
    return (half + (half * half + 100).squareRoot() - 1) * (1 - Elementary.exp(-ms))
  }

  /// Idle: the listener hears an echo, after twice the delay (clause 7.4.2).
  private func listenerEcho(_ ms: Double) -> Double {
    let weighted =
      10.5 * (Defaults.weightedEchoPath + 7) / (2 * ms + 1).squareRoot().squareRoot()
    let half = (basicRatio - weighted) / 2
    return half + (half * half + 169).squareRoot()
  }

  /// Idd: conversation suffers from the delay itself (clause 7.4.3).
  private func absoluteDelay(_ ms: Double) -> Double {
    guard ms > Defaults.delayThreshold else { return 0 }
    let x = Elementary.log2(ms / Defaults.delayThreshold)
    let n = Int(Defaults.delaySensitivity)
    return 25 * (Self.softMaximum(x, n) - 3 * Self.softMaximum(x / 3, n) + 2)
  }
}
