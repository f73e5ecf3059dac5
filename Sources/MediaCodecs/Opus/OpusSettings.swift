package import VoicePipeline

/// How Opus is to be encoded (RFC 6716; the SDP parameters of RFC 7587, section 6.1).
package struct OpusSettings: Sendable, Hashable {
  /// 8, 12, 16, 24 or 48 kHz.
  package var rate: SampleRate
  /// Bits a second, on the average of speech.
  package var bitrate: Int
  /// From 0, the cheapest, to 10.
  package var complexity: Int
  /// Whether a packet may carry the frame before it once more, coarsely (in-band FEC).
  package var correctsForward: Bool
  /// The loss that the encoder is told to expect: without any, it spends nothing on correction.
  package var expectedLossPercent: Int
  /// Whether silence is left out (DTX): see `OpusPacket.isPause`.
  package var pausesInSilence: Bool

  /// The defaults are 24 kbit/s, in the range that RFC 6716, section 2.1.1 names for wideband
  /// speech, and complexity 5, which costs half of 10.
  package init(
    rate: SampleRate = .wideband,
    bitrate: Int = 24_000,
    complexity: Int = 5,
    correctsForward: Bool = false,
    expectedLossPercent: Int = 0,
    pausesInSilence: Bool = false
  ) {
    precondition((0...10).contains(complexity), "a complexity is 0 to 10")
    precondition((0...100).contains(expectedLossPercent), "a loss is 0 to 100 percent")
    precondition((6_000...510_000).contains(bitrate), "Opus has 6 to 510 kbit/s")
    self.rate = rate
    self.bitrate = bitrate
    self.complexity = complexity
    self.correctsForward = correctsForward
    self.expectedLossPercent = expectedLossPercent
    self.pausesInSilence = pausesInSilence
  }
}

/// What can be told of an Opus packet without decoding it.
package enum OpusPacket {
  /// Whether the packet only says that silence goes on, and need not be sent (RFC 7587, section
  /// 3.1.3): it has no more than its head.
  package static func isPause(_ packet: [UInt8]) -> Bool { packet.count <= 2 }
}
