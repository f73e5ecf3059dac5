package import VoicePipeline

/// The way of sound over a line: its codec, the frames that do not arrive, and what is heard in
/// their place.
package struct LinePassage: Sendable {
  /// What becomes of frames of 20 ms; those behind the lists arrive.
  package struct Frames: Sendable, Hashable {
    /// What is heard is made up.
    package var concealed: [Bool] = []
    /// Gone, but played from the redundancy of the frame behind.
    package var recovered: [Bool] = []

    package init(concealed: [Bool] = [], recovered: [Bool] = []) {
      self.concealed = concealed
      self.recovered = recovered
    }

    /// Puts the frames of a stretch behind, from a frame on; those between arrive.
    mutating func append(_ frames: Frames, from first: Int) {
      Self.append(frames.concealed, to: &concealed, from: first)
      Self.append(frames.recovered, to: &recovered, from: first)
    }

    private static func append(_ flags: [Bool], to all: inout [Bool], from first: Int) {
      all += Array(repeating: false, count: max(0, first - all.count))
      all += flags
    }

    fileprivate func isConcealed(_ frame: Int) -> Bool {
      frame < concealed.count && concealed[frame]
    }

    fileprivate func isRecovered(_ frame: Int) -> Bool {
      frame < recovered.count && recovered[frame]
    }
  }

  private let codec: LineCodec
  private let settings: OpusSettings

  /// A line with a codec, and with in-band redundancy or without.
  package init(codec: LineCodec, correctsForward: Bool = false) {
    self.codec = codec
    settings = Self.settings(correctsForward: correctsForward)
  }

  /// The encoder has the cheapest complexity.
  ///
  /// 5 costs three times as much, and no recognizer hears a difference. Under 2, though, it takes
  /// 24 kbit/s for too few to spend any on redundancy.
  static func settings(correctsForward: Bool) -> OpusSettings {
    OpusSettings(
      complexity: correctsForward ? 2 : 0,
      correctsForward: correctsForward,
      expectedLossPercent: correctsForward ? expectedLossPercent : 0
    )
  }

  /// What senders tell an encoder that is to correct: below that Opus spends nothing on it.
  private static let expectedLossPercent = 10

  /// A sound of 16 kHz as it comes out at the other end, at 16 kHz again.
  package func passed(_ sound: Sound, _ frames: Frames) throws(AudioError) -> Sound {
    switch codec {
    case .g729:
      throw .noG729
    case .opus: return try decoded(OpusEncoder.packets(of: sound, settings), frames)
    case .muLaw:
      var narrow = try sound.resampled(to: .narrowband)
      var band = TelephoneBand(rate: .narrowband)
      narrow.samples = band.filter(narrow.samples)
      // Redundancy of G.711 is the frame itself once more (RFC 2198): what it brings has arrived.
      let packets = G711.muLaw.packets(of: narrow).enumerated().map { index, packet in
        frames.isConcealed(index) ? nil : packet
      }
      return try G711.muLaw.sound(of: packets, repair: .concealment).resampled(to: .wideband)
    }
  }

  private func decoded(_ packets: [[UInt8]], _ frames: Frames) throws(AudioError) -> Sound {
    let decoder = try OpusDecoder()
    var sound = Sound(rate: decoder.rate, samples: [])
    sound.samples.reserveCapacity(packets.count * decoder.frameSamples)
    for (index, packet) in packets.enumerated() {
      if frames.isRecovered(index), index + 1 < packets.count {
        sound.samples += try decoder.recover(from: packets[index + 1])
      } else if frames.isConcealed(index) || frames.isRecovered(index) {
        sound.samples += try decoder.conceal()
      } else {
        sound.samples += try decoder.decode(packet)
      }
    }
    return sound
  }
}
