import Experiments
import MediaCodecs
import Scenarios
import SimCore
import VoicePipeline

/// Speech that has lost packets, beside what it was: `simrun bench audio --conditions FOLDER`.
///
/// For a judge that is not ours, such as ITU-T P.862: losses are those of the packet tier, the
/// sound is that of the codecs, and the index says what the E-model rates it.
struct LossConditions {
  /// Losses of a network, in both kinds of repair.
  private struct Network {
    let percent: Int
    /// Mean length of a burst, in frames; 1 for independent losses.
    let burst: Double

    var chain: LossChain {
      let share = Double(percent) / 100
      // Independent losses: the chance is the same after a loss.
      return burst > 1
        ? .bursts(ratio: share, length: burst)
        : .gilbertElliott(goodToBad: share, badToGood: 1 - share)
    }

    var name: String { "\(percent)_\(burst > 1 ? "bursty" : "random")" }
  }

  private static let intact = Network(percent: 0, burst: 1)

  private static let narrowband: [(Network, FrameRepair)] =
    [(intact, .concealment)]
    + [1, 3, 10].flatMap { percent in
      [.concealment, .silence].map { (Network(percent: percent, burst: 1), $0) }
    }
    + [3, 10].flatMap { percent in
      [.concealment, .silence].map { (Network(percent: percent, burst: 3), $0) }
    }
    + [(Network(percent: 5, burst: 1), .concealment)]

  private static let wideband: [(Network, FrameRepair)] = [3, 10].flatMap { percent in
    [FrameRepair.correction, .concealment, .silence].map {
      (Network(percent: percent, burst: 1), $0)
    }
  }

  private static let texts = [
    "Hello, this is Peterson speaking. Yes, I did get the letter, and I know about the bill. I "
      + "would like to pay half of it on Monday, if that is all right with you.",
    "My account number is eight three five five one two. Thursday morning would be best for me, "
      + "but please do not come before nine, because I have to take the children to school.",
  ]

  private let folder: String
  private var rows = ["file,reference,codec,repair,network,loss,burst_ratio,rating"]

  private init(folder: String) { self.folder = folder }

  /// Writes WAV files and `index.csv` into a folder, which is made if there is none.
  static func write(to folder: String) throws(RunFailure) {
    guard MediaLibraries.isPresent else {
      throw RunFailure(
        code: "CLI-015",
        class: .usage,
        message: "this build has no audio libraries, so that nothing can be heard",
        remedy: "Run make audio, then make build."
      )
    }
    do throws(FileError) {
      try Files.createDirectory(folder, withParents: true)
    } catch {
      throw RunFailure(error, code: "OUT-003", class: .temporary)
    }
    var conditions = LossConditions(folder: folder)
    do {
      try conditions.render()
    } catch {
      throw RunFailure(code: "OUT-003", class: .temporary, message: "\(error)")
    }
  }

  private mutating func render() throws {
    let bank = try SpeechBank()
    for (sample, text) in Self.texts.enumerated() {
      for voice in [Voice.slt, .rms] {
        let wide = try bank.line(text, voice).sound(
          before: .milliseconds(400),
          after: .milliseconds(400)
        )
        let name = "\(voice.name)\(sample)"
        try renderNarrowband(try wide.resampled(to: .narrowband), name)
        try renderWideband(wide, name)
      }
    }
    let index = rows.joined(separator: "\n") + "\n"
    try Files.write("\(folder)/index.csv", Array(index.utf8))
  }

  private mutating func renderNarrowband(_ sound: Sound, _ name: String) throws {
    let reference = try keep(sound, "\(name)_8k")
    let packets = G711.muLaw.packets(of: sound)
    for (network, repair) in Self.narrowband {
      for seed in 0..<3 as Range<UInt64> where network.percent > 0 || seed == 0 {
        let losses = LostFrames(network.chain, count: packets.count, seed: seed)
        let heard = try G711.muLaw.sound(of: losses.applied(to: packets), repair: repair)
        let codec = repair == .silence ? CodecImpairment.g711 : .g711Concealed
        let file = try keep(heard, "\(name)_mulaw_\(repair)_\(network.name)_\(seed)")
        note(file, reference, "mu-law", repair, network, losses, losses.rating(codec))
      }
    }
  }

  private mutating func renderWideband(_ sound: Sound, _ name: String) throws {
    let reference = try keep(sound, "\(name)_16k")
    let settings = OpusSettings(correctsForward: true, expectedLossPercent: 10)
    let packets = try OpusEncoder.packets(of: sound, settings)
    for (network, repair) in Self.wideband {
      for seed in 0..<3 as Range<UInt64> {
        let losses = LostFrames(network.chain, count: packets.count, seed: seed)
        let heard = try OpusDecoder.sound(of: losses.applied(to: packets), repair: repair)
        let file = try keep(heard, "\(name)_opus_\(repair)_\(network.name)_\(seed)")
        // Nobody knows how the E-model rates Opus.
        note(file, reference, "opus", repair, network, losses, nil)
      }
    }
  }

  private func keep(_ sound: Sound, _ name: String) throws -> String {
    try Files.write("\(folder)/\(name).wav", WaveFile(sound: sound).bytes)
    return "\(name).wav"
  }

  private mutating func note(
    _ file: String,
    _ reference: String,
    _ codec: String,
    _ repair: FrameRepair,
    _ network: Network,
    _ losses: LostFrames,
    _ rating: Double?
  ) {
    let fields = [
      file, reference, codec, "\(repair)", network.name,
      FixedDecimal.text(losses.ratio, decimals: 5),
      FixedDecimal.text(losses.burstRatio, decimals: 3),
      rating.map { FixedDecimal.text($0, decimals: 3) } ?? "",
    ]
    rows.append(fields.joined(separator: ","))
  }
}

/// The frames of a sound that the packet tier loses.
private struct LostFrames {
  private let trace: SpurtTrace
  private let counts: PlayoutCounts

  init(_ chain: LossChain, count: Int, seed: UInt64) {
    let path = PacketPath(loss: chain)
    let pass = SpurtPass(path: path, codec: .g711)
    var leg = PacketLeg(DrawKey(seed: seed), path: path, policy: PlayoutPolicy())
    trace = pass.traced(&leg, Spurt(slot: 0, frames: count))
    counts = leg.buffer.counts
  }

  var ratio: Double { counts.concealedRatio }

  var burstRatio: Double {
    RatingTable.burstRatio(
      concealed: counts.concealed,
      bursts: counts.bursts,
      frames: counts.frames
    )
  }

  /// At a delay of 100 ms: judges of sound do not hear it.
  func rating(_ codec: CodecImpairment) -> Double {
    RatingTable(codec: codec).rating(
      delay: 100_000,
      concealed: counts.concealed,
      bursts: counts.bursts,
      frames: counts.frames
    )
  }

  /// Nil in place of packets that are lost.
  func applied(to packets: [[UInt8]]) -> [[UInt8]?] {
    var heard: [[UInt8]?] = packets
    for block in trace.blocks {
      for bit in 0..<block.count where block.concealed >> UInt64(bit) & 1 == 1 {
        heard[block.first + bit] = nil
      }
    }
    return heard
  }
}
