/// How a request to a port came to its end without success.
///
/// The simulated world and the live adapters give the same values, so that whatever is decided on
/// them is decided alike.
package enum PortFailure: Error, Sendable, Hashable, Codable {
  /// The endpoint refused; `code` is the protocol's own (an HTTP status), `retryAfter` the delay
  /// that it asked for.
  case refused(code: Int, retryAfter: Duration?)
  /// The endpoint had begun to answer and broke off; `code` is a WebSocket close code, nil where
  /// the protocol has none.
  case brokenOff(code: Int?)
  /// No connection came about.
  case unreachable
  /// Nothing came within the time that the agent gives a request.
  case timedOut
  /// More had to wait than a bounded stream holds.
  case overflowed

  /// A refusal without a wish to be asked again at some time.
  package static func refused(code: Int) -> PortFailure { .refused(code: code, retryAfter: nil) }
}
