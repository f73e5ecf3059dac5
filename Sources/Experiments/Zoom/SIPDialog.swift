internal import SimCore
internal import VoicePipeline

/// The signalling of one call as messages of SIP (RFC 3261).
///
/// Names stand for numbers: no telephone number is ever written.
struct SIPDialog {
  /// A party of the dialog.
  struct Party {
    var end: CaptureEnd
    var name: String
    /// Of its own, within the dialog (clause 19.3).
    var tag: String
    /// Where it receives audio.
    var audioPort: UInt16

    var address: String { "sip:\(name)@\(end.text)" }
    var contact: String { "<sip:\(name)@\(end.text):\(SIPDialog.port)>" }
  }

  static let port: UInt16 = 5_060

  /// Who sends the INVITE, and who answers it.
  let client: Party
  let server: Party
  /// From the call's key: equal calls have equal identities.
  private let key: UInt64
  private let codec: RTPCodec

  init(client: Party, server: Party, key: UInt64, codec: RTPCodec) {
    self.client = client
    self.server = server
    self.key = key
    self.codec = codec
  }

  /// The call is offered; G.711 beside the codec of the line, as every telephone knows it, and keys
  /// on the clock of each.
  var invite: String {
    let others = [RTPCodec.pcmu, .pcma].filter { $0 != codec }
    let codecs = [codec] + others
    let keys = [codec.clockRate, RTPCodec.pcmu.clockRate]
    let events = (keys[0] == keys[1] ? [keys[0]] : keys).map {
      RTPCodec.telephoneEvents(clockRate: $0)
    }
    return request(
      "INVITE",
      from: client,
      to: server,
      sequence: 1,
      toTag: false,
      body: description(client, codecs + events)
    )
  }

  var trying: String { response("100 Trying", to: "1 INVITE", tagged: false) }

  var ringing: String { response("180 Ringing", to: "1 INVITE", contact: true) }

  var answer: String {
    let events = RTPCodec.telephoneEvents(clockRate: codec.clockRate)
    return response(
      "200 OK",
      to: "1 INVITE",
      contact: true,
      body: description(server, [codec, events])
    )
  }

  var acknowledgement: String {
    request("ACK", from: client, to: server, sequence: 1, toTag: true)
  }

  /// Either side may end the call; its requests are numbered by themselves (clause 12.2.1.1).
  func bye(fromClient: Bool) -> String {
    fromClient
      ? request("BYE", from: client, to: server, sequence: 2, toTag: true)
      : request("BYE", from: server, to: client, sequence: 1, toTag: true)
  }

  func byeAnswer(fromClient: Bool) -> String {
    fromClient
      ? response("200 OK", to: "2 BYE")
      : response("200 OK", to: "1 BYE", from: server, of: client)
  }

  private func description(_ party: Party, _ codecs: [RTPCodec]) -> String {
    SessionDescription(
      session: key >> 1,
      address: party.end.text,
      port: party.audioPort,
      codecs: codecs
    ).text
  }

  private var identity: String { "\(Self.hex(key))@\(client.end.text)" }

  /// A branch for each transaction (clause 8.1.1.7); an ACK of success is one of its own.
  private func via(_ party: Party, _ method: String, _ sequence: String) -> String {
    let word = "\(party.name) \(method) \(sequence)".utf8.reduce(key) { Mix.draw($0, UInt64($1)) }
    return "Via: SIP/2.0/UDP \(party.end.text):\(Self.port);branch=z9hG4bK\(Self.hex(word))"
  }

  private func request(
    _ method: String,
    from: Party,
    to: Party,
    sequence: Int,
    toTag: Bool,
    body: String = ""
  ) -> String {
    // Before the answer nobody knows where the callee is but by name.
    let target = toTag ? "\(to.address):\(Self.port)" : to.address
    return message(
      [
        "\(method) \(target) SIP/2.0", via(from, method, "\(sequence)"), "Max-Forwards: 70",
        "From: <\(from.address)>;tag=\(from.tag)",
        "To: <\(to.address)>" + (toTag ? ";tag=\(to.tag)" : ""),
        "Call-ID: \(identity)", "CSeq: \(sequence) \(method)", "Contact: \(from.contact)",
        "User-Agent: simrun",
      ],
      body
    )
  }

  private func response(
    _ status: String,
    to request: String,
    from: Party? = nil,
    of other: Party? = nil,
    tagged: Bool = true,
    contact: Bool = false,
    body: String = ""
  ) -> String {
    let (asker, answerer) = (from ?? client, other ?? server)
    let words = request.split(separator: " ").map(String.init)
    var lines = [
      "SIP/2.0 \(status)", via(asker, words[1], words[0]),
      "From: <\(asker.address)>;tag=\(asker.tag)",
      "To: <\(answerer.address)>" + (tagged ? ";tag=\(answerer.tag)" : ""),
      "Call-ID: \(identity)", "CSeq: \(request)",
    ]
    if contact { lines.append("Contact: \(answerer.contact)") }
    return message(lines, body)
  }

  private func message(_ lines: [String], _ body: String) -> String {
    var lines = lines
    if !body.isEmpty { lines.append("Content-Type: \(SessionDescription.mediaType)") }
    lines.append("Content-Length: \(body.utf8.count)")
    return lines.map { $0 + "\r\n" }.joined() + "\r\n" + body
  }

  static func hex(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
