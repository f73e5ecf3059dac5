internal import SimCore
package import VoicePipeline

/// People who talk behind a caller: lines of a speech bank, each at the same level.
package struct BabbleTalkers: Sendable {
  /// The lines of each talker.
  let talkers: [[[Float]]]
  /// Factor that brings the sum to a root mean square of 1.
  let scale: Float

  /// How many talkers babble is made of (six, as in the measured tables).
  package static let usualCount = 6

  /// Talkers by their lines at 16 kHz; each has at least one with speech in it.
  package init(_ lines: [[Sound]]) {
    precondition(!lines.isEmpty, "babble has talkers")
    talkers = lines.map { $0.compactMap(Self.leveled) }
    precondition(talkers.allSatisfy { !$0.isEmpty }, "each talker has something to say")
    var power = 0.0
    for lines in talkers {
      let total = lines.reduce(0) { $0 + $1.count + Self.pause }
      let energy = lines.reduce(0.0) { $0 + $1.reduce(0.0) { $0 + Double($1) * Double($1) } }
      power += energy / Double(total)
    }
    scale = Float(1 / power.squareRoot())
  }

  /// Samples between two lines of a talker: 0.3 s.
  static let pause = 4_800

  /// The line with a root mean square of 1 while it is spoken.
  private static func leveled(_ sound: Sound) -> [Float]? {
    precondition(sound.rate == .wideband, "babble is made at 16 kHz")
    guard let level = ActiveSpeechLevel(sound) else { return nil }
    let factor = Float(1 / level.rootMeanSquare)
    return sound.samples.map { Float($0) * factor }
  }
}

/// Several talkers at once: each says its lines round and round, in an order of its own.
struct BabbleNoise: NoiseSource {
  private let talkers: BabbleTalkers
  /// For each talker the lines in their order, where each begins, and the length of a round.
  private let rounds: [Round]

  private struct Round: Sendable {
    let order: [Int]
    let starts: [Int]
    let length: Int
    let offset: Int
  }

  init(talkers: BabbleTalkers, key: DrawKey) {
    self.talkers = talkers
    rounds = talkers.talkers.enumerated().map { index, lines in
      let here = key.entity("talker", UInt64(index))
      let ranks = lines.indices.map { here.bits(.babble, UInt64($0)) }
      let order = lines.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
      var starts: [Int] = []
      var length = 0
      for line in order {
        starts.append(length)
        length += lines[line].count + BabbleTalkers.pause
      }
      let offset = here.below(length, .babble, 1 << 32)
      return Round(order: order, starts: starts, length: length, offset: offset)
    }
  }

  func samples(_ block: Range<Int>) -> [Float] {
    var samples = [Float](repeating: 0, count: block.count)
    for (lines, round) in zip(talkers.talkers, rounds) {
      add(lines, round, to: &samples, from: block.lowerBound)
    }
    return samples
  }

  private func add(_ lines: [[Float]], _ round: Round, to samples: inout [Float], from start: Int) {
    var at = 0
    while at < samples.count {
      let place = (start + at + round.offset) % round.length
      let slot = (round.starts.firstIndex { $0 > place } ?? round.starts.count) - 1
      let line = lines[round.order[slot]]
      let within = place - round.starts[slot]
      let count = min(samples.count - at, line.count + BabbleTalkers.pause - within)
      for index in 0..<max(0, min(count, line.count - within)) {
        samples[at + index] += talkers.scale * line[within + index]
      }
      at += count
    }
  }
}

extension Purpose {
  fileprivate static let babble = Purpose("noise.babble")
}
