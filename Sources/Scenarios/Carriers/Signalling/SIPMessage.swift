/// The methods of RFC 3261 that a call needs.
package enum SIPMethod: UInt8, Sendable, Hashable, CaseIterable {
  case invite
  case ack
  case cancel
  case bye
}

/// Who sends a message.
package enum SIPSide: UInt8, Sendable, Hashable, CaseIterable {
  /// The dialer's user agent.
  case dialer
  /// The carrier's.
  case carrier

  package var other: SIPSide { self == .dialer ? .carrier : .dialer }
}

/// A message of one call: as much of it as decides what becomes of it.
package struct SIPMessage: Sendable, Hashable {
  package var from: SIPSide
  /// Of a response, that of its request (the CSeq header).
  package var method: SIPMethod
  /// Nil for a request.
  package var status: Int?
  /// The transaction: the branch of the topmost Via (RFC 3261 section 17.1.3).
  package var branch: UInt16
  /// The CSeq number: an ACK has that of its INVITE.
  package var sequence: UInt8

  package init(
    from: SIPSide,
    _ method: SIPMethod,
    status: Int? = nil,
    branch: UInt16,
    sequence: UInt8
  ) {
    self.from = from
    self.method = method
    self.status = status
    self.branch = branch
    self.sequence = sequence
  }

  package func response(_ status: Int) -> SIPMessage {
    SIPMessage(from: from.other, method, status: status, branch: branch, sequence: sequence)
  }
}

extension SIPMessage {
  /// All of it in a timer's argument.
  var packed: UInt64 {
    UInt64(branch) | UInt64(status ?? 0) << 16 | UInt64(sequence) << 32
      | UInt64(method.rawValue) << 40 | UInt64(from.rawValue) << 48
  }

  init(packed: UInt64) {
    guard let method = SIPMethod(rawValue: UInt8(truncatingIfNeeded: packed >> 40)),
      let from = SIPSide(rawValue: UInt8(truncatingIfNeeded: packed >> 48))
    else { preconditionFailure("\(packed) is no packed message") }
    let status = Int(UInt16(truncatingIfNeeded: packed >> 16))
    self.init(
      from: from,
      method,
      status: status == 0 ? nil : status,
      branch: UInt16(truncatingIfNeeded: packed),
      sequence: UInt8(truncatingIfNeeded: packed >> 32)
    )
  }
}
