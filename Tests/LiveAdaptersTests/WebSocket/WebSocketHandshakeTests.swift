import LiveAdapters
import SimCore
import Testing

@Suite("WebSocket handshake")
struct WebSocketHandshakeTests {
  private static let good: HTTPHeaders = [
    "Host": "example.com", "Upgrade": "websocket", "Connection": "keep-alive, Upgrade",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version": "13",
  ]

  private static func changed(_ name: String, _ value: String?) -> HTTPHeaders {
    var headers = good
    headers[name] = value
    return headers
  }

  @Test func `client and server agree over the wire`() throws {
    for seed in 0..<50 {
      let opening = WebSocketOpening(
        host: "example.com",
        target: "/media?x=1",
        subprotocols: ["v2", "v1"],
        headers: ["Authorization": "Bearer secret"],
        key: DrawKey(seed: UInt64(seed))
      )
      var wire: [UInt8] = []
      try opening.request.write(to: &wire)
      var requests = HTTPRequestReader()
      var offset = 0
      guard case .head(let head) = try requests.next(wire.span, at: &offset) else {
        Issue.record("no head")
        return
      }
      #expect(head == opening.request)
      let upgrade = WebSocketUpgrade(answering: head, supporting: ["v1", "v2"])
      #expect(upgrade.failure == nil && upgrade.subprotocol == "v2")
      wire = []
      try upgrade.response.write(to: &wire)
      var responses = HTTPResponseReader()
      responses.expect("GET")
      offset = 0
      guard case .switching(let answer) = try responses.next((wire + [0x81]).span, at: &offset)
      else {
        Issue.record("no answer")
        return
      }
      #expect(offset == wire.count)
      #expect(try opening.accepts(answer) == "v2")
    }
  }

  @Test func `each fault of a request has its answer`() {
    let cases: [(HTTPRequestHead, WebSocketHandshakeError, Int)] = [
      (HTTPRequestHead("POST", "/", headers: Self.good), .wrongMethod, 405),
      (HTTPRequestHead("GET", "/", headers: Self.good, minorVersion: 0), .noUpgrade, 426),
      (HTTPRequestHead("GET", "/", headers: Self.changed("Upgrade", nil)), .noUpgrade, 426),
      (HTTPRequestHead("GET", "/", headers: Self.changed("Connection", "close")), .noUpgrade, 426),
      (
        HTTPRequestHead("GET", "/", headers: Self.changed("Sec-WebSocket-Version", nil)),
        .malformedVersion, 400
      ),
      (
        HTTPRequestHead("GET", "/", headers: Self.changed("Sec-WebSocket-Version", "8")),
        .unsupportedVersion, 426
      ),
      (
        HTTPRequestHead("GET", "/", headers: Self.changed("Sec-WebSocket-Version", "13, 8")),
        .unsupportedVersion, 426
      ),
      (
        HTTPRequestHead("GET", "/", headers: Self.changed("Sec-WebSocket-Key", nil)), .malformedKey,
        400
      ),
      (
        HTTPRequestHead("GET", "/", headers: Self.changed("Sec-WebSocket-Key", "c2hvcnQ=")),
        .malformedKey, 400
      ),
      (
        HTTPRequestHead(
          "GET",
          "/",
          headers: Self.changed("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ")
        ), .malformedKey, 400
      ),
    ]
    for (request, error, status) in cases {
      let upgrade = WebSocketUpgrade(answering: request)
      #expect(upgrade.failure == error)
      #expect(upgrade.response.status == status, "\(error)")
      #expect(!upgrade.response.keepsAlive)
    }
    let old = WebSocketUpgrade(
      answering: HTTPRequestHead("GET", "/", headers: Self.changed("Sec-WebSocket-Version", "8"))
    )
    #expect(old.response.headers["Sec-WebSocket-Version"] == "13")
  }

  @Test func `no subprotocol is chosen that one side does not know`() {
    let request = HTTPRequestHead(
      "GET",
      "/",
      headers: Self.changed("Sec-WebSocket-Protocol", "a, b")
    )
    #expect(WebSocketUpgrade(answering: request).subprotocol == nil)
    #expect(WebSocketUpgrade(answering: request, supporting: ["c"]).subprotocol == nil)
    #expect(WebSocketUpgrade(answering: request, supporting: ["b", "a"]).subprotocol == "a")
    let none = HTTPRequestHead("GET", "/", headers: Self.good)
    #expect(WebSocketUpgrade(answering: none, supporting: ["a"]).subprotocol == nil)
  }

  @Test func `a client refuses an answer that proves nothing`() throws {
    let opening = WebSocketOpening(
      host: "a",
      target: "/",
      subprotocols: ["v1"],
      key: DrawKey(seed: 3)
    )
    let right = WebSocketUpgrade(answering: opening.request, supporting: ["v1"]).response
    #expect(try opening.accepts(right) == "v1")
    func altered(_ name: String, _ value: String?) -> HTTPResponseHead {
      var copy = right
      copy.headers[name] = value
      return copy
    }
    let cases: [(HTTPResponseHead, WebSocketHandshakeError)] = [
      (HTTPResponseHead(429), .refused(status: 429)),
      (HTTPResponseHead(200), .refused(status: 200)),
      (altered("Upgrade", nil), .noUpgrade), (altered("Connection", "close"), .noUpgrade),
      (altered("Sec-WebSocket-Accept", nil), .wrongAccept),
      (altered("Sec-WebSocket-Accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), .wrongAccept),
      (altered("Sec-WebSocket-Extensions", "permessage-deflate"), .unknownExtension),
      (altered("Sec-WebSocket-Protocol", "v3"), .unknownSubprotocol),
    ]
    for (response, error) in cases {
      #expect(throws: error) { try opening.accepts(response) }
    }
    #expect(try opening.accepts(altered("Sec-WebSocket-Protocol", nil)) == nil)
  }
}
