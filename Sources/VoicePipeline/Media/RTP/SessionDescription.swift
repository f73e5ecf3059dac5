/// The description of an audio session (RFC 8866), as offered or answered (RFC 3264).
package struct SessionDescription: Sendable, Hashable {
  package var session: UInt64
  /// An IPv4 address.
  package var address: String
  /// Of RTP; that of RTCP is the next one (RFC 3605).
  package var port: UInt16
  /// In the order of preference.
  package var codecs: [RTPCodec]

  package init(session: UInt64, address: String, port: UInt16, codecs: [RTPCodec]) {
    precondition(!codecs.isEmpty, "a session has a codec")
    self.session = session
    self.address = address
    self.port = port
    self.codecs = codecs
  }

  package static let mediaType = "application/sdp"

  package var text: String {
    let types = codecs.map { String($0.payloadType) }.joined(separator: " ")
    var lines = [
      "v=0", "o=simrun \(session) 1 IN IP4 \(address)", "s=-", "c=IN IP4 \(address)", "t=0 0",
      "m=audio \(port) RTP/AVP \(types)", "a=rtcp:\(port + 1)",
    ]
    for codec in codecs {
      lines.append("a=rtpmap:\(codec.map)")
      if let parameters = codec.parameters {
        lines.append("a=fmtp:\(codec.payloadType) \(parameters)")
      }
    }
    lines += ["a=ptime:20", "a=sendrecv"]
    return lines.map { $0 + "\r\n" }.joined()
  }
}
