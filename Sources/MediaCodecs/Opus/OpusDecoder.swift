private import SimCore
package import VoicePipeline

/// One direction of an Opus call at its receiving end; frames are 20 ms of mono sound.
package final class OpusDecoder {
  package let rate: SampleRate
  /// Samples of a frame.
  package let frameSamples: Int
  private let state: OpusDecoderState

  /// - Throws: `AudioError` for a rate that Opus does not have, or without the library.
  package init(rate: SampleRate = .wideband) throws(AudioError) {
    self.rate = rate
    frameSamples = rate.samples(in: .milliseconds(20))
    state = try OpusDecoderState(rate: rate)
  }

  /// The sound of a packet that has come; a packet that is none fails.
  package func decode(_ packet: [UInt8]) throws(AudioError) -> [Int16] {
    // An empty packet means a lost one to the library, and is none to us.
    guard !packet.isEmpty else {
      throw .refused(library: "libopus", operation: "decode a packet", reason: "it is empty")
    }
    return try state.decode(packet, samples: frameSamples, correcting: false)
  }

  /// Sound in the place of a frame that has not come (PLC).
  package func conceal() throws(AudioError) -> [Int16] {
    try state.decode(nil, samples: frameSamples, correcting: false)
  }

  /// The frame before a packet, from the copy within it; concealed when it has none (FEC).
  ///
  /// The packet itself is decoded next.
  package func recover(from next: [UInt8]) throws(AudioError) -> [Int16] {
    guard !next.isEmpty else { return try conceal() }
    return try state.decode(next, samples: frameSamples, correcting: true)
  }

  /// The sound of a stream in which nil stands for a packet that is lost.
  package static func sound(
    of packets: [[UInt8]?],
    rate: SampleRate = .wideband,
    repair: FrameRepair
  ) throws(AudioError) -> Sound {
    let decoder = try OpusDecoder(rate: rate)
    var sound = Sound(rate: rate, samples: [])
    sound.samples.reserveCapacity(packets.count * decoder.frameSamples)
    for (index, packet) in packets.enumerated() {
      let next = index + 1 < packets.count ? packets[index + 1] : nil
      sound.samples += try decoder.frame(packet, next: next, repair)
    }
    return sound
  }

  private func frame(
    _ packet: [UInt8]?,
    next: [UInt8]?,
    _ repair: FrameRepair
  ) throws(AudioError) -> [Int16] {
    if let packet { return try decode(packet) }
    switch repair {
    case .silence:
      _ = try conceal()
      return [Int16](repeating: 0, count: frameSamples)
    case .concealment: return try conceal()
    case .correction:
      if let next { return try recover(from: next) }
      return try conceal()
    }
  }
}
