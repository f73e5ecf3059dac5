/// A breach of RFC 6455 by the peer; each ends the connection.
package enum WebSocketError: Error, Sendable, Hashable {
  /// A reserved bit, and no extension was agreed upon (section 5.2).
  case reservedBits
  /// An opcode without a meaning (section 5.2).
  case reservedOpcode(UInt8)
  /// A client that does not mask (section 5.1).
  case unmaskedFrame
  /// A server that masks (section 5.1).
  case maskedFrame
  /// A length that fewer bytes could say, or above 2^63 (section 5.2).
  case malformedLength
  /// A control frame of more than 125 bytes (section 5.5).
  case controlFrameTooLong
  /// A control frame in pieces (section 5.5).
  case fragmentedControlFrame
  /// A continuation of no message (section 5.4).
  case unexpectedContinuation
  /// A new message before the last one ended (section 5.4).
  case unfinishedMessage
  /// A text message, or the reason of a close, that is not UTF-8 (sections 5.6 and 8.1).
  case invalidText
  /// A close frame of one byte (section 5.5.1).
  case malformedClose
  /// A close code that may not be sent (section 7.4).
  case invalidCloseCode(UInt16)
  case frameTooLong(limit: Int)
  case messageTooLong(limit: Int)

  /// What the close frame says that answers the breach.
  package var closeCode: CloseCode {
    switch self {
    case .invalidText: .invalidPayload
    case .frameTooLong, .messageTooLong: .messageTooBig
    default: .protocolError
    }
  }
}

/// Why a connection was closed (RFC 6455, section 7.4, and IANA's registry).
package struct CloseCode: Sendable, Hashable, Codable {
  package let value: UInt16

  package init(_ value: UInt16) { self.value = value }

  package static let normal = CloseCode(1000)
  package static let goingAway = CloseCode(1001)
  package static let protocolError = CloseCode(1002)
  package static let unsupportedData = CloseCode(1003)
  /// No code was sent; itself never sent.
  package static let noStatus = CloseCode(1005)
  /// The connection broke without a close frame; itself never sent.
  package static let abnormal = CloseCode(1006)
  package static let invalidPayload = CloseCode(1007)
  package static let policyViolation = CloseCode(1008)
  package static let messageTooBig = CloseCode(1009)
  package static let mandatoryExtension = CloseCode(1010)
  package static let internalError = CloseCode(1011)
  package static let serviceRestart = CloseCode(1012)
  package static let tryAgainLater = CloseCode(1013)
  package static let badGateway = CloseCode(1014)

  /// Whether the code may stand in a close frame.
  package var isSendable: Bool {
    switch value {
    case 1000...1003, 1007...1014, 3000...4999: true
    default: false
    }
  }
}

/// How a connection ended.
package struct CloseStatus: Sendable, Hashable {
  package var code: CloseCode
  package var reason: String

  package init(_ code: CloseCode, reason: String = "") {
    self.code = code
    self.reason = reason
  }
}
