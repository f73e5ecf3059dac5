internal import VoicePipeline

/// The sending end of one direction of a line: it goes on from stretch to stretch.
struct LineCoder {
  /// Nil for mu-law, which remembers nothing.
  private let opus: OpusEncoder?

  /// With `corrects`, packets carry the frame before them once more, where the codec can.
  init(_ codec: LineCodec, corrects: Bool) throws(AudioError) {
    switch codec {
    case .muLaw: opus = nil
    case .opus:
      opus = try OpusEncoder(LinePassage.settings(correctsForward: corrects))
    case .g729: throw .noG729
    }
  }

  /// Of what is sent and heard.
  var rate: SampleRate { opus == nil ? .narrowband : .wideband }

  /// Samples by which a decoder's sound is later than what was encoded.
  var lookahead: Int { opus?.lookahead ?? 0 }

  /// A sound of 16 kHz, as far as the line carries it.
  func limited(_ sound: Sound) throws(AudioError) -> Sound {
    if opus != nil { return sound }
    var narrow = try sound.resampled(to: .narrowband)
    var band = TelephoneBand(rate: .narrowband)
    narrow.samples = band.filter(narrow.samples)
    return narrow
  }

  /// The packets of a stretch of whole frames at 16 kHz, and the sound that is in them.
  func coded(_ sound: Sound) throws(AudioError) -> (sent: Sound, packets: [[UInt8]]) {
    let sound = try limited(sound)
    guard let opus else { return (sound, G711.muLaw.packets(of: sound)) }
    var packets: [[UInt8]] = []
    for start in stride(from: 0, to: sound.samples.count, by: opus.frameSamples) {
      packets.append(try opus.encode(sound.frame(at: start, opus.frameSamples).span))
    }
    return (sound, packets)
  }
}

/// The receiving end of one direction of a line.
struct LineDecoder {
  private enum Codec {
    case opus(OpusDecoder)
    case muLaw(G711Concealment)
  }

  private var codec: Codec

  init(_ codec: LineCodec) throws(AudioError) {
    switch codec {
    case .muLaw: self.codec = .muLaw(try G711Concealment())
    case .opus: self.codec = .opus(try OpusDecoder())
    case .g729: throw .noG729
    }
  }

  /// A pause: what is made up behind it does not go on with what was said before it.
  mutating func pause() throws(AudioError) {
    if case .muLaw = codec { codec = .muLaw(try G711Concealment()) }
  }

  func hear(_ packet: [UInt8]) throws(AudioError) -> [Int16] {
    switch codec {
    case .opus(let decoder): try decoder.decode(packet)
    case .muLaw(let concealment): concealment.hear(packet.map(G711.muLaw.decode))
    }
  }

  /// A frame that is gone, from the redundancy behind it.
  func recover(_ packet: [UInt8], next: [UInt8]?) throws(AudioError) -> [Int16] {
    // Redundancy beside G.711 is the packet itself (RFC 2198).
    guard case .opus(let decoder) = codec else { return try hear(packet) }
    guard let next else { return try decoder.conceal() }
    return try decoder.recover(from: next)
  }

  /// Sound in the place of a frame.
  func conceal() throws(AudioError) -> [Int16] {
    switch codec {
    case .opus(let decoder): try decoder.conceal()
    case .muLaw(let concealment): concealment.conceal()
    }
  }
}

extension AudioError {
  static let noG729 = AudioError.refused(
    library: "simrun",
    operation: "code G.729",
    reason: "there is no free codec"
  )
}
