/// The head of a request.
package struct HTTPRequestHead: Sendable, Hashable {
  package var method: String
  /// As on the wire: mostly a path with its query.
  package var target: String
  /// 1 for HTTP/1.1, 0 for HTTP/1.0.
  package var minorVersion: Int
  package var headers: HTTPHeaders

  package init(
    _ method: String,
    _ target: String,
    headers: HTTPHeaders = [:],
    minorVersion: Int = 1
  ) {
    self.method = method
    self.target = target
    self.minorVersion = minorVersion
    self.headers = headers
  }

  /// Whether the connection may carry another request (RFC 9112, section 9.3).
  package var keepsAlive: Bool { Connection.keepsAlive(headers, minorVersion) }

  /// Whether the client waits for `100 Continue` before it sends the body.
  package var expectsContinue: Bool {
    minorVersion == 1 && Bytes.areSame(headers["Expect"] ?? "", "100-continue")
  }

  /// Whether the client asks to speak another protocol from here on, such as `websocket`.
  package func asksUpgrade(to name: String) -> Bool {
    headers.lists("upgrade", in: "Connection") && headers.lists(name, in: "Upgrade")
  }

  /// The target up to the query.
  package var path: Substring { target.prefix { $0 != "?" } }

  /// Appends the head as it goes over the wire.
  package func write(to output: inout [UInt8]) throws(HTTPError) {
    let isTarget = !target.isEmpty && target.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    guard Bytes.isToken(method), isTarget else { throw .malformedRequestLine }
    Bytes.append("\(method) \(target) HTTP/1.\(minorVersion)\r\n", to: &output)
    try headers.write(to: &output)
  }

  /// Reads a request line (section 3), without its line break.
  init(line: [UInt8], headers: HTTPHeaders = [:]) throws(HTTPError) {
    let parts = line.split(separator: Bytes.space, omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[0].isEmpty, parts[0].allSatisfy(Bytes.isToken),
      !parts[1].isEmpty, parts[1].allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { throw .malformedRequestLine }
    minorVersion = try Connection.minorVersion(Array(parts[2]), or: .malformedRequestLine)
    method = String(decoding: parts[0], as: UTF8.self)
    target = String(decoding: parts[1], as: UTF8.self)
    self.headers = headers
  }
}

/// The head of a response.
package struct HTTPResponseHead: Sendable, Hashable {
  package var status: Int
  package var reason: String
  /// 1 for HTTP/1.1, 0 for HTTP/1.0.
  package var minorVersion: Int
  package var headers: HTTPHeaders

  package init(
    _ status: Int,
    reason: String? = nil,
    headers: HTTPHeaders = [:],
    minorVersion: Int = 1
  ) {
    self.status = status
    self.reason = reason ?? Self.reason(of: status)
    self.minorVersion = minorVersion
    self.headers = headers
  }

  /// The answer to a request that could not be read.
  package init(refusing error: HTTPError) {
    self.init(error.status, headers: ["Connection": "close", "Content-Length": "0"])
  }

  /// Whether the connection may carry another request, unless a body without a length ends it.
  package var keepsAlive: Bool { Connection.keepsAlive(headers, minorVersion) }

  /// Appends the head as it goes over the wire.
  package func write(to output: inout [UInt8]) throws(HTTPError) {
    guard (100...999).contains(status), reason.utf8.allSatisfy(Bytes.isFieldContent) else {
      throw .malformedStatusLine
    }
    Bytes.append("HTTP/1.\(minorVersion) \(status) \(reason)\r\n", to: &output)
    try headers.write(to: &output)
  }

  /// Reads a status line (section 4), without its line break; some servers leave out the space
  /// before an empty reason.
  init(line: [UInt8]) throws(HTTPError) {
    let parts = line.split(separator: Bytes.space, maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count >= 2, parts[1].count == 3, let status = Decimal.value(Array(parts[1])),
      status >= 100
    else { throw .malformedStatusLine }
    minorVersion = try Connection.minorVersion(Array(parts[0]), or: .malformedStatusLine)
    let reason = parts.count == 3 ? Array(parts[2]) : []
    guard reason.allSatisfy(Bytes.isFieldContent) else { throw .malformedStatusLine }
    self.status = status
    self.reason = String(decoding: reason, as: UTF8.self)
    headers = [:]
  }

  private static func reason(of status: Int) -> String {
    switch status {
    case 100: "Continue"
    case 101: "Switching Protocols"
    case 200: "OK"
    case 201: "Created"
    case 204: "No Content"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 408: "Request Timeout"
    case 413: "Content Too Large"
    case 414: "URI Too Long"
    case 417: "Expectation Failed"
    case 426: "Upgrade Required"
    case 429: "Too Many Requests"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 501: "Not Implemented"
    case 502: "Bad Gateway"
    case 503: "Service Unavailable"
    case 504: "Gateway Timeout"
    case 505: "HTTP Version Not Supported"
    case 529: "Overloaded"
    default: "Status \(status)"
    }
  }
}

/// What the two heads have in common.
private enum Connection {
  static func keepsAlive(_ headers: HTTPHeaders, _ minorVersion: Int) -> Bool {
    if headers.lists("close", in: "Connection") { return false }
    return minorVersion >= 1 || headers.lists("keep-alive", in: "Connection")
  }

  static func minorVersion(_ text: [UInt8], or error: HTTPError) throws(HTTPError) -> Int {
    let name = Array("HTTP/".utf8)
    guard text.count == 8, text.starts(with: name), let major = Decimal.value([text[5]]),
      text[6] == UInt8(ascii: "."), let minor = Decimal.value([text[7]])
    else { throw error }
    guard major == 1, minor <= 1 else { throw .unsupportedVersion }
    return minor
  }
}

/// Whole numbers of digits alone.
enum Decimal {
  /// The number; nil for anything but 1 to 18 digits.
  static func value(_ text: [UInt8]) -> Int? {
    guard (1...18).contains(text.count), text.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
    return text.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}
