internal import SimCore

/// How SIP messages travel (RFC 3261 section 18).
package enum SIPTransport: String, Sendable, Hashable, Decodable, CaseIterable {
  case udp
  case tcp

  /// Whether it sends again by itself what is lost.
  package var isReliable: Bool { self == .tcp }
}

/// The timers of RFC 3261, table 4, and those of a 200 that nobody acknowledges.
package enum SIPTimer: UInt8, Sendable, Hashable, CaseIterable {
  /// An INVITE is sent again.
  case a
  /// An INVITE is given up.
  case b
  /// A refused INVITE is forgotten by who sent it.
  case d
  /// Another request is sent again.
  case e
  /// Another request is given up.
  case f
  /// The refusal of an INVITE is sent again.
  case g
  /// An ACK is given up.
  case h
  /// An acknowledged refusal is forgotten by who sent it.
  case i
  /// A response to another request is forgotten by who sent it.
  case j
  /// Such a response is forgotten by who has got it.
  case k
  /// A 200 to an INVITE is sent again (section 13.3.1.4).
  case answer
  /// Its ACK is given up.
  case answerEnd
}

/// How long each timer runs.
package struct SIPTimers: Sendable, Hashable {
  package var transport: SIPTransport
  /// The estimate of a round trip.
  package var t1 = Duration.milliseconds(500)
  /// The longest time from one retransmission to the next, but of an INVITE.
  package var t2 = Duration.seconds(4)
  /// The longest that a message stays in the network.
  package var t4 = Duration.seconds(5)
  /// Timer B: 64 T1, unless whoever calls gives up sooner.
  package var b: Duration

  package init(_ transport: SIPTransport = .udp, b: Duration? = nil) {
    self.transport = transport
    self.b = b ?? .milliseconds(500) * 64
  }

  /// 64 T1: timers F and H, and J where messages may be lost.
  package var transactionMax: Duration { t1 * 64 }
  package var d: Duration { transport.isReliable ? .zero : .seconds(32) }
  package var j: Duration { transport.isReliable ? .zero : transactionMax }
  /// Timers I and K.
  package var settling: Duration { transport.isReliable ? .zero : t4 }
}
