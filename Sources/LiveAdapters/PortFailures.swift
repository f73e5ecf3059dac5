package import VoicePipeline

/// What the protocols' failures are to the agent: the same values that the simulated world gives.
///
/// An answer that cannot be read has no code of its own; it counts as 502, which is what a gateway
/// makes of one (RFC 9110, section 15.6.3).
extension PortFailure {
  fileprivate static let unreadable = PortFailure.refused(code: 502)

  /// A refusal of a chat endpoint.
  ///
  /// A date to be asked again at is no delay, and is left out.
  package init(_ failure: ChatFailure) {
    if case .delay(let delay) = failure.retryAfter {
      self = .refused(code: failure.status, retryAfter: delay)
    } else {
      self = .refused(code: failure.status)
    }
  }

  /// A stream that was cut off, or that cannot be read.
  package init(_ error: ChatStreamError) {
    switch error {
    case .truncated, .http(.truncated): self = .brokenOff(code: nil)
    default: self = .unreadable
    }
  }

  /// A connection that the peer closed, or that broke.
  package init(_ status: CloseStatus) { self = .brokenOff(code: Int(status.code.value)) }

  /// A peer that broke the rules: the code with which we closed.
  package init(_ error: WebSocketError) { self = .brokenOff(code: Int(error.closeCode.value)) }

  /// A WebSocket that was not opened.
  package init(_ error: WebSocketHandshakeError) {
    if case .refused(let status) = error {
      self = .refused(code: status)
    } else {
      self = .unreadable
    }
  }
}

extension PortFailure {
  /// A connection that could not be made, or that broke.
  package init(_ error: SocketError) {
    switch error {
    case .timedOut: self = .timedOut
    case .system(.read, _), .system(.write, _): self = .brokenOff(code: nil)
    default: self = .unreachable
    }
  }

  /// A request that has no whole response.
  package init(_ error: HTTPClientError) {
    switch error {
    case .notConnected(let error): self.init(error)
    case .noResponse, .truncated, .shutDown: self = .brokenOff(code: nil)
    case .headTimedOut, .bodyTimedOut: self = .timedOut
    case .overflowed, .queueFull: self = .overflowed
    case .malformed, .switchedProtocols: self = .unreadable
    }
  }
}
