import SimCore

/// Why a connection could not be made or has broken; each is the end of the connection.
package enum SocketError: Error, Sendable, Hashable {
  /// The host may not be reached: it is not on the allow-list.
  case notAllowed(host: String)
  /// The name has no address; the system's reason.
  case unresolved(host: String, reason: String)
  /// The system refused an operation; `errno` as it gave it.
  case system(operation: Operation, errno: Int32)
  /// The encryption failed; the library's reason, such as a certificate that is not trusted.
  case encryption(reason: String)
  /// Not done within its time.
  case timedOut(Operation)
  /// Given up by whoever asked for it.
  case cancelled

  /// What was tried.
  package enum Operation: String, Sendable, Hashable {
    case open = "open a socket"
    case listen = "listen"
    case accept = "accept a connection"
    case resolve = "resolve a name"
    case connect = "connect"
    case handshake = "agree on encryption"
    case read = "read"
    case write = "write"
  }
}

extension SocketError: CustomStringConvertible {
  /// Such as `cannot connect: Connection refused`.
  package var description: String {
    switch self {
    case .notAllowed(let host): "\(host) is not on the allow-list"
    case .unresolved(let host, let reason): "cannot resolve \(host): \(reason)"
    case .system(let operation, let errno):
      "cannot \(operation.rawValue): \(SystemReason.text(errno))"
    case .encryption(let reason): "cannot encrypt: \(reason)"
    case .timedOut(let operation): "cannot \(operation.rawValue): the time for it is over"
    case .cancelled: "cancelled"
    }
  }

  init(_ operation: Operation, _ failure: SystemFailure) {
    self = .system(operation: operation, errno: failure.errno)
  }

  init(_ operation: Operation, _ error: LoopError) {
    self = .system(operation: operation, errno: error.errno)
  }
}
