/// A codec as RTP names it: payload type, clock and name (RFC 3551; RFC 7587 for Opus).
package struct RTPCodec: Sendable, Hashable {
  package var payloadType: UInt8
  /// As it stands in `a=rtpmap`.
  package var name: String
  /// Of the time stamps, in Hz: that of Opus is 48,000 whatever is sampled.
  package var clockRate: Int
  /// Nil where there is one and the attribute does not name it.
  package var channels: Int?
  /// The value of its `a=fmtp` (RFC 8866 clause 6.15), if it has one.
  package var parameters: String?

  package init(
    payloadType: UInt8,
    name: String,
    clockRate: Int,
    channels: Int? = nil,
    parameters: String? = nil
  ) {
    precondition(payloadType < 128, "a payload type has seven bits")
    self.payloadType = payloadType
    self.name = name
    self.clockRate = clockRate
    self.channels = channels
    self.parameters = parameters
  }

  /// Mu-law (RFC 3551 clause 4.5.14).
  package static let pcmu = RTPCodec(payloadType: 0, name: "PCMU", clockRate: 8_000)
  /// A-law.
  package static let pcma = RTPCodec(payloadType: 8, name: "PCMA", clockRate: 8_000)
  /// Frames of 10 bytes, two to a packet of 20 ms (RFC 3551 clause 4.5.6).
  package static let g729 = RTPCodec(payloadType: 18, name: "G729", clockRate: 8_000)
  /// A dynamic payload type, which the SDP names.
  package static let opus = RTPCodec(
    payloadType: 111,
    name: "opus",
    clockRate: 48_000,
    channels: 2
  )

  /// Keys that are pressed, on the clock of the audio that they stand among (RFC 4733 clause 2.1):
  /// the sixteen of a telephone.
  package static func telephoneEvents(clockRate: Int) -> RTPCodec {
    RTPCodec(
      payloadType: clockRate == pcmu.clockRate ? 101 : 102,
      name: "telephone-event",
      clockRate: clockRate,
      parameters: "0-15"
    )
  }

  /// What a line is coded with.
  package init(_ codec: LineCodec) {
    switch codec {
    case .muLaw: self = .pcmu
    case .opus: self = .opus
    case .g729: self = .g729
    }
  }

  /// Ticks of the clock in a frame of 20 ms.
  package var ticksPerFrame: UInt32 { UInt32(clockRate / 50) }

  /// The value of its `a=rtpmap` (RFC 8866 clause 6.6).
  package var map: String {
    "\(payloadType) \(name)/\(clockRate)" + (channels.map { "/\($0)" } ?? "")
  }
}
