package import VoicePipeline

/// What the protocols' failures are to the agent: the same values that the simulated world gives.
///
/// An answer that cannot be read has no code of its own; it counts as 502, which is what a gateway
/// makes of one (RFC 9110, section 15.6.3).
extension PortFailure {
  private static let unreadable = PortFailure.endpoint(code: 502)

  /// A refusal of a chat endpoint.
  package init(_ failure: ChatFailure) { self = .endpoint(code: failure.status) }

  /// A stream that cannot be read, or that was cut off.
  package init(_ error: ChatStreamError) { self = .unreadable }

  /// A connection that the peer closed, or that broke.
  package init(_ status: CloseStatus) { self = .endpoint(code: Int(status.code.value)) }

  /// A peer that broke the rules: the code with which we closed.
  package init(_ error: WebSocketError) { self = .endpoint(code: Int(error.closeCode.value)) }

  /// A WebSocket that was not opened.
  package init(_ error: WebSocketHandshakeError) {
    if case .refused(let status) = error {
      self = .endpoint(code: status)
    } else {
      self = .unreadable
    }
  }
}
