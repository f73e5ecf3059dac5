/// What a transaction wants done.
package enum TransactionStep: Sendable, Hashable {
  /// Sends the request, for the first time or again.
  case request
  /// Acknowledges a refusal within the transaction (RFC 3261 section 17.1.1.3).
  case acknowledge
  case respond(Int)
  case start(SIPTimer, Duration)
  case stop(SIPTimer)
  /// Tells the user agent.
  case tell(TransactionNews)
}

/// What a transaction tells its user agent.
package enum TransactionNews: Sendable, Hashable {
  case response(Int)
  /// Of a client no final response has come, of a server no ACK.
  case timedOut
  case acknowledged
}
