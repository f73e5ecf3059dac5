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
