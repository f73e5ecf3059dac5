package import VoicePipeline

/// The two laws of ITU-T G.711, one byte for each sample at 8 kHz.
package enum G711: Sendable, Hashable, CaseIterable {
  /// RTP payload type 0 (RFC 3551, table 4).
  case muLaw
  /// RTP payload type 8.
  case aLaw

  package func encode(_ sample: Int16) -> UInt8 {
    switch self {
    case .muLaw: MuLaw.encode(sample)
    case .aLaw: ALaw.encode(sample)
    }
  }

  package func decode(_ code: UInt8) -> Int16 {
    switch self {
    case .muLaw: MuLaw.decode(code)
    case .aLaw: ALaw.decode(code)
    }
  }

  /// The packets of a sound at 8 kHz, 20 ms each; the last is filled with silence.
  package func packets(of sound: Sound) -> [[UInt8]] {
    precondition(sound.rate == .narrowband, "G.711 has 8,000 samples a second")
    let frame = TelephoneAudio.frameSamples
    return stride(from: 0, to: sound.samples.count, by: frame).map { start in
      sound.frame(at: start, frame).map(encode)
    }
  }

  /// The sound of a stream in which nil stands for a packet that is lost.
  ///
  /// G.711 has no forward correction: `correction` conceals.
  package func sound(
    of packets: [[UInt8]?],
    repair: FrameRepair
  ) throws(AudioError) -> Sound {
    let concealment = repair == .silence ? nil : try G711Concealment()
    var sound = Sound(rate: .narrowband, samples: [])
    for packet in packets {
      if let frame = packet?.map(decode) {
        sound.samples += concealment?.hear(frame) ?? frame
      } else {
        let silence = [Int16](repeating: 0, count: TelephoneAudio.frameSamples)
        sound.samples += concealment?.conceal() ?? silence
      }
    }
    return sound
  }
}
