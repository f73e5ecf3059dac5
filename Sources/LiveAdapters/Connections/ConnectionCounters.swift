/// What went over connections, for reports; counts of several add up.
package struct ConnectionCounters: Sendable, Hashable {
  /// Bytes as the stream carried them, heads and masks included.
  package var bytesIn = 0
  package var bytesOut = 0
  /// Requests or messages that came in whole, and responses or messages that were sent.
  package var messagesIn = 0
  package var messagesOut = 0
  /// Pings that this side sent because nothing was heard.
  package var pingsOut = 0
  /// Connections that the peer broke the rules of.
  package var protocolErrors = 0
  /// Connections given up because more waited than a stream holds.
  package var overflows = 0
  /// Connections given up because the peer read too slowly for too long.
  package var stalls = 0
  /// Connections given up because something else was not done in its time.
  package var timeouts = 0
  /// Exchanges that the client left before their answer was whole.
  package var cancellations = 0

  package init() {}

  package static func += (total: inout ConnectionCounters, other: ConnectionCounters) {
    total.bytesIn += other.bytesIn
    total.bytesOut += other.bytesOut
    total.messagesIn += other.messagesIn
    total.messagesOut += other.messagesOut
    total.pingsOut += other.pingsOut
    total.protocolErrors += other.protocolErrors
    total.overflows += other.overflows
    total.stalls += other.stalls
    total.timeouts += other.timeouts
    total.cancellations += other.cancellations
  }

  /// Counts bytes that a stream took, or a stream that is full.
  mutating func sent(_ byteCount: Int, _ outcome: SendOutcome) {
    switch outcome {
    case .accepted, .backlogged: bytesOut &+= byteCount
    case .overflowed: overflows += 1
    case .closed: break
    }
  }
}
