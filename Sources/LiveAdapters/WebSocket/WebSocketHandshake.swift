package import SimCore

/// Why an opening handshake failed (RFC 6455, section 4).
package enum WebSocketHandshakeError: Error, Sendable, Hashable {
  /// Not a GET.
  case wrongMethod
  /// `Upgrade: websocket` or `Connection: Upgrade` is missing.
  case noUpgrade
  /// No version, or two.
  case malformedVersion
  /// A version other than 13.
  case unsupportedVersion
  /// Not one key of 16 bytes in base64.
  case malformedKey
  /// The server answered with another status than 101.
  case refused(status: Int)
  /// The server's answer does not show that it read the key.
  case wrongAccept
  /// The server chose a subprotocol that was not offered.
  case unknownSubprotocol
  /// The server chose an extension; none was offered.
  case unknownExtension
}

/// The key of a handshake and its answer (RFC 6455, section 1.3).
enum OpeningKey {
  private static let identifier = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

  /// `Sec-WebSocket-Accept` for a `Sec-WebSocket-Key`.
  static func accept(_ key: String) -> String {
    Base64.text(SHA1.digest(Array((key + identifier).utf8)))
  }

  /// Whether a key is 16 bytes in base64.
  static func isValid(_ key: String) -> Bool { Base64.bytes(key.utf8.span)?.count == 16 }
}

/// The server's half of the opening handshake.
package struct WebSocketUpgrade: Sendable, Hashable {
  /// What goes back to the client: 101, or why not.
  package let response: HTTPResponseHead
  /// The subprotocol agreed upon, if any.
  package let subprotocol: String?
  /// Nil when the connection is open.
  package let failure: WebSocketHandshakeError?

  /// Answers a request; of the subprotocols that the client offers, in its order, the first that is
  /// supported is taken.
  package init(answering request: HTTPRequestHead, supporting subprotocols: [String] = []) {
    do throws(WebSocketHandshakeError) {
      let key = try Self.key(of: request)
      let offered = request.headers.list("Sec-WebSocket-Protocol").map(String.init)
      let chosen = offered.first { subprotocols.contains($0) }
      var headers: HTTPHeaders = [
        "Upgrade": "websocket", "Connection": "Upgrade",
        "Sec-WebSocket-Accept": OpeningKey.accept(key),
      ]
      if let chosen { headers.add("Sec-WebSocket-Protocol", chosen) }
      (response, subprotocol, failure) = (HTTPResponseHead(101, headers: headers), chosen, nil)
    } catch {
      (response, subprotocol, failure) = (Self.refusal(error), nil, error)
    }
  }

  private static func key(
    of request: HTTPRequestHead
  ) throws(WebSocketHandshakeError) -> String {
    guard request.method == "GET" else { throw .wrongMethod }
    guard request.minorVersion == 1, request.asksUpgrade(to: "websocket") else {
      throw .noUpgrade
    }
    let versions = request.headers.all("Sec-WebSocket-Version")
    guard versions.count == 1 else { throw .malformedVersion }
    guard versions[0] == "13" else { throw .unsupportedVersion }
    let keys = request.headers.all("Sec-WebSocket-Key")
    guard keys.count == 1, OpeningKey.isValid(keys[0]) else { throw .malformedKey }
    return keys[0]
  }

  private static func refusal(_ error: WebSocketHandshakeError) -> HTTPResponseHead {
    var headers: HTTPHeaders = ["Connection": "close", "Content-Length": "0"]
    switch error {
    case .wrongMethod:
      headers.add("Allow", "GET")
      return HTTPResponseHead(405, headers: headers)
    case .noUpgrade:
      headers["Connection"] = "Upgrade, close"
      headers.add("Upgrade", "websocket")
      return HTTPResponseHead(426, headers: headers)
    case .unsupportedVersion:
      headers["Connection"] = "Upgrade, close"
      headers.add("Upgrade", "websocket")
      headers.add("Sec-WebSocket-Version", "13")
      return HTTPResponseHead(426, headers: headers)
    default: return HTTPResponseHead(400, headers: headers)
    }
  }
}

extension Purpose {
  fileprivate static let openingKey = Purpose("websocket.opening_key")
}

/// The client's half of the opening handshake.
package struct WebSocketOpening: Sendable, Hashable {
  /// What goes to the server.
  package let request: HTTPRequestHead
  private let accept: String
  private let subprotocols: [String]

  /// Asks for a connection; `key` draws the 16 bytes of the handshake's key.
  package init(
    host: String,
    target: String,
    subprotocols: [String] = [],
    headers: HTTPHeaders = [:],
    key: DrawKey
  ) {
    let bytes = (0..<16).map { index in
      UInt8(truncatingIfNeeded: key.bits(.openingKey, UInt64(index)))
    }
    self.init(
      host: host,
      target: target,
      subprotocols: subprotocols,
      headers: headers,
      openingKey: Base64.text(bytes)
    )
  }

  private init(
    host: String,
    target: String,
    subprotocols: [String],
    headers extra: HTTPHeaders,
    openingKey: String
  ) {
    var headers: HTTPHeaders = [
      "Host": host, "Upgrade": "websocket", "Connection": "Upgrade",
      "Sec-WebSocket-Key": openingKey, "Sec-WebSocket-Version": "13",
    ]
    if !subprotocols.isEmpty {
      headers.add("Sec-WebSocket-Protocol", subprotocols.joined(separator: ", "))
    }
    for field in extra.fields { headers.add(field.name, field.value) }
    request = HTTPRequestHead("GET", target, headers: headers)
    accept = OpeningKey.accept(openingKey)
    self.subprotocols = subprotocols
  }

  /// Checks the server's answer (section 4.1); the subprotocol that it chose, if any.
  package func accepts(
    _ response: HTTPResponseHead
  ) throws(WebSocketHandshakeError) -> String? {
    guard response.status == 101 else { throw .refused(status: response.status) }
    let headers = response.headers
    guard headers.lists("websocket", in: "Upgrade"), headers.lists("upgrade", in: "Connection")
    else { throw .noUpgrade }
    guard headers.all("Sec-WebSocket-Accept") == [accept] else { throw .wrongAccept }
    guard headers.all("Sec-WebSocket-Extensions").isEmpty else { throw .unknownExtension }
    let chosen = headers.all("Sec-WebSocket-Protocol")
    guard let first = chosen.first else { return nil }
    guard chosen.count == 1, subprotocols.contains(first) else { throw .unknownSubprotocol }
    return first
  }
}
