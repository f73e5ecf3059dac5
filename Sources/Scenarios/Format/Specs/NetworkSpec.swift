/// A stretch of the way of a call's packets: a caller's access, or a carrier's own network.
package struct NetworkSpec: Sendable, Hashable, Decodable {
  package var preset: String
  /// One way, beside what agent and carrier have.
  package var delay: Duration
  /// In the mean.
  package var jitter: Duration
  /// Packets that take far longer than the others, and by how much (Pareto).
  package var spikeShare: Double
  package var spikeScale: Duration
  package var spikeAlpha: Double
  /// Gilbert-Elliott; nil for a stretch that loses nothing of its own.
  package var goodToBad: Double?
  package var badToGood: Double
  package var lossInGood: Double
  package var lossInBad: Double
  package var duplicateShare: Double
  package var reorders: Bool
  package var transport: MediaTransport
  /// From the answer until media can flow.
  package var setUp: Duration
  package var clockDriftPpm: Int
  package var routeChanges: [RouteChangeSpec]

  /// Whether it does nothing to packets but to carry them.
  package var isIdeal: Bool {
    jitter == .zero && spikeShare == 0 && goodToBad == nil && duplicateShare == 0 && !reorders
      && clockDriftPpm == 0 && routeChanges.isEmpty
  }
}

/// A change of the route in the midst of a call.
package struct RouteChangeSpec: Sendable, Hashable, Decodable {
  /// After the answer.
  package var after: Duration
  /// What packets take longer from then on, one way.
  package var added: Duration
  /// Whether it takes this off instead.
  package var shortens: Bool
}

/// What carries the audio of a call, and what that does about lost packets.
package enum MediaTransport: String, Sendable, Hashable, Decodable, CaseIterable {
  /// RTP over UDP, as on SIP trunks: what is lost stays lost.
  case rtp
  /// A WebSocket, as for media streams: TCP sends again, and all behind waits.
  case webSocket = "websocket"
  /// WebRTC: lost packets are asked for again, and each carries the one before at a lower rate.
  case webRTC = "webrtc"
}
