package import VoicePipeline

/// The way of sound over a line: its codec, the frames that do not arrive, and what is heard in
/// their place.
package struct LinePassage: Sendable {
  private let codec: LineCodec

  /// The cheapest complexity: 5 costs three times as much, and no recognizer hears a difference.
  static let settings = OpusSettings(complexity: 0)

  package init(codec: LineCodec) { self.codec = codec }

  /// A sound of 16 kHz as it comes out at the other end, at 16 kHz again.
  ///
  /// Frames of 20 ms behind the list arrive.
  package func passed(_ sound: Sound, concealed: [Bool]) throws(AudioError) -> Sound {
    switch codec {
    case .g729:
      throw .noG729
    case .opus:
      let packets = try OpusEncoder.packets(of: sound, Self.settings)
      return try OpusDecoder.sound(of: Self.arrived(packets, concealed), repair: .concealment)
    case .muLaw:
      var narrow = try sound.resampled(to: .narrowband)
      var band = TelephoneBand(rate: .narrowband)
      narrow.samples = band.filter(narrow.samples)
      let packets = G711.muLaw.packets(of: narrow)
      let heard = try G711.muLaw.sound(of: Self.arrived(packets, concealed), repair: .concealment)
      return try heard.resampled(to: .wideband)
    }
  }

  private static func arrived(_ packets: [[UInt8]], _ concealed: [Bool]) -> [[UInt8]?] {
    packets.enumerated().map { index, packet in
      index < concealed.count && concealed[index] ? nil : packet
    }
  }
}
