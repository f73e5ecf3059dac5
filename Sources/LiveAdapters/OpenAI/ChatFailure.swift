package import SimCore

/// When a provider asks to be tried again.
package enum RetryAfter: Sendable, Hashable {
  case delay(Duration)
  /// Seconds since 1970.
  case at(unixSeconds: Int64)

  /// What the headers of a response ask for, in any of the forms in use: `retry-after-ms`,
  /// `Retry-After` in seconds, with a fraction too, and `Retry-After` as a date.
  package init?(_ headers: HTTPHeaders) {
    if let text = headers["retry-after-ms"], let delay = Self.delay(text, unit: 1_000_000) {
      self = .delay(delay)
    } else if let text = headers["Retry-After"] {
      if let delay = Self.delay(text, unit: 1_000_000_000) {
        self = .delay(delay)
      } else if let seconds = HTTPDate.unixSeconds(text) {
        self = .at(unixSeconds: seconds)
      } else {
        return nil
      }
    } else {
      return nil
    }
  }

  /// A decimal number of units of so many nanoseconds, exact; nil beyond a year.
  private static func delay(_ text: String, unit: Int64) -> Duration? {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = Decimal.value(Array(parts[0])),
      whole <= 31_622_400_000
    else { return nil }
    var nanoseconds = Duration.nanoseconds(unit) * whole
    if parts.count == 2 {
      var digits = Array(parts[1].prefix(9))
      guard parts[1].count <= 18, Decimal.value(Array(parts[1])) != nil else { return nil }
      digits += [UInt8](repeating: 0x30, count: 9 - digits.count)
      nanoseconds += .nanoseconds(unit) * (Decimal.value(digits) ?? 0) / 1_000_000_000
    }
    return nanoseconds <= .seconds(31_622_400) ? nanoseconds : nil
  }
}

/// An answer of a chat endpoint that is no completion: its status and the body's `error`.
package struct ChatFailure: Error, Sendable, Hashable {
  /// What a client does about it.
  package enum Kind: Sendable, Hashable {
    /// 429: too many requests; seconds help.
    case requestLimit
    /// 429: too many tokens; up to a minute helps.
    case tokenLimit
    /// 429: no credit left; waiting does not help.
    case quotaExhausted
    /// 503 or 529: the provider has too much to do.
    case overloaded
    /// 500, 502, 504 and other 5xx.
    case serverFailure
    /// 401 or 403.
    case unauthorized
    /// 404, such as an unknown model.
    case notFound
    /// Every other 4xx: the request is wrong and stays so.
    case invalidRequest
  }

  package var status: Int
  package var message: String
  package var type: String?
  package var code: String?
  /// The parameter of the request that is wrong.
  package var parameter: String?
  package var retryAfter: RetryAfter?

  package init(
    status: Int,
    message: String,
    type: String? = nil,
    code: String? = nil,
    parameter: String? = nil,
    retryAfter: RetryAfter? = nil
  ) {
    self.status = status
    self.message = message
    self.type = type
    self.code = code
    self.parameter = parameter
    self.retryAfter = retryAfter
  }

  package var kind: Kind {
    switch status {
    case 429:
      if code == "insufficient_quota" || type == "insufficient_quota" { return .quotaExhausted }
      return type == "tokens" ? .tokenLimit : .requestLimit
    case 503, 529: return .overloaded
    case 500...599: return .serverFailure
    case 401, 403: return .unauthorized
    case 404: return .notFound
    default: return .invalidRequest
    }
  }

  /// Whether the same request may succeed later (408, 409, limits and the server's own failures).
  package var isRetryable: Bool {
    switch kind {
    case .requestLimit, .tokenLimit, .overloaded, .serverFailure: true
    case .invalidRequest: status == 408 || status == 409
    default: false
    }
  }

  /// What a server of the kind answers by default; `delay` goes into `Retry-After`.
  package init(_ kind: Kind, message: String, retryAfter delay: Duration? = nil) {
    let (status, type, code): (Int, String, String?) =
      switch kind {
      case .requestLimit: (429, "requests", "rate_limit_exceeded")
      case .tokenLimit: (429, "tokens", "rate_limit_exceeded")
      case .quotaExhausted: (429, "insufficient_quota", "insufficient_quota")
      case .overloaded: (503, "server_error", "overloaded")
      case .serverFailure: (500, "server_error", nil)
      case .unauthorized: (401, "invalid_request_error", "invalid_api_key")
      case .notFound: (404, "invalid_request_error", "model_not_found")
      case .invalidRequest: (400, "invalid_request_error", nil)
      }
    self.init(
      status: status,
      message: message,
      type: type,
      code: code,
      retryAfter: delay.map(RetryAfter.delay)
    )
  }
}

extension ChatFailure {
  /// Reads an answer whose status is no success; a body that is not the usual JSON is the message.
  package init(_ head: HTTPResponseHead, body: [UInt8]) {
    self.init(status: head.status, message: "")
    retryAfter = RetryAfter(head.headers)
    if let value = try? JSONReader.value(of: body), let error = value["error"] {
      read(error)
    } else {
      message = String(decoding: body, as: UTF8.self)
    }
  }

  /// Reads the `error` of a stream that had begun with success.
  init(inStream error: JSONValue) {
    self.init(status: 500, message: "")
    read(error)
    if code == "rate_limit_exceeded" || code == "insufficient_quota" { status = 429 }
    if let number = error["code"]?.integer, (400...599).contains(number) { status = number }
  }

  private mutating func read(_ error: JSONValue) {
    message = error["message"]?.text ?? error.text ?? ""
    type = error["type"]?.text
    code = error["code"]?.text ?? error["code"]?.integer.map { "\($0)" }
    parameter = error["param"]?.text
  }

  /// The body: `{"error":{...}}`.
  package var json: JSONValue {
    func text(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }
    return .object([
      .init(
        "error",
        .object([
          .init("message", .string(message)), .init("type", text(type)),
          .init("param", text(parameter)), .init("code", text(code)),
        ])
      )
    ])
  }

  /// Appends the whole answer of a server, whole seconds of delay rounded up as RFC 9110 has them
  /// and the exact ones beside them.
  package func write(to output: inout [UInt8]) throws(HTTPError) {
    let body = JSONWriter.line(json)
    var headers = headers
    headers.add("Content-Length", "\(body.count)")
    try HTTPResponseHead(status, headers: headers).write(to: &output)
    Bytes.append(body.span, to: &output)
  }

  /// The headers of the answer, but for the length of its body.
  package var headers: HTTPHeaders {
    var headers: HTTPHeaders = ["Content-Type": "application/json"]
    if case .delay(let delay) = retryAfter {
      let milliseconds = max(0, (delay.nanoseconds + 999_999) / 1_000_000)
      headers.add("Retry-After", "\((milliseconds + 999) / 1_000)")
      headers.add("retry-after-ms", "\(milliseconds)")
    }
    return headers
  }
}
