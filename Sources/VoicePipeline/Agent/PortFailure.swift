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
  /// The pod that led the conversation has died.
  case podLost
  /// A circuit breaker has kept the request from an endpoint that fails.
  case keptBack

  /// A refusal without a wish to be asked again at some time.
  package static func refused(code: Int) -> PortFailure { .refused(code: code, retryAfter: nil) }
}

extension PortFailure {
  /// A word for tables, with the protocol's code where there is one: `refused:429`.
  package var text: String {
    switch self {
    case .refused(let code, _): "refused:\(code)"
    case .brokenOff(let code): code.map { "broken_off:\($0)" } ?? "broken_off"
    case .unreachable: "unreachable"
    case .timedOut: "timed_out"
    case .overflowed: "overflowed"
    case .podLost: "pod_lost"
    case .keptBack: "kept_back"
    }
  }

  /// Reads what `text` gives, without the delay of a refusal; nil for anything else.
  package init?(text: String) {
    let parts = text.split(separator: ":", maxSplits: 1)
    let code = parts.count == 2 ? Int(parts[1]) : nil
    switch (parts.first, code) {
    case ("refused", let code?): self = .refused(code: code)
    case ("broken_off", let code): self = .brokenOff(code: code)
    case ("unreachable", nil): self = .unreachable
    case ("timed_out", nil): self = .timedOut
    case ("overflowed", nil): self = .overflowed
    case ("pod_lost", nil): self = .podLost
    case ("kept_back", nil): self = .keptBack
    default: return nil
    }
  }
}
