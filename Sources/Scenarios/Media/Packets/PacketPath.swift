internal import SimCore
internal import VoicePipeline

/// One direction of the way of a call's packets; times in µs.
///
/// A delay is a constant, plus jitter that is correlated from packet to packet (AR(1) with Gamma(2)
/// values), plus now and then a spike (Pareto): the tails that Rizo-Dominguez (2010) measured are
/// heavier than those of any normal or Laplace distribution.
package struct PacketPath: Sendable {
  package var loss: LossChain
  /// What every packet takes.
  package var base: Int
  /// Scale of the jitter: in the mean it is twice this.
  package var jitterScale: Int
  let innovations: JitterInnovations
  package var spikes: DelaySpikes
  /// Packets that arrive twice.
  package var duplicateShare: Double
  package var keepsOrder: Bool
  package var transport: PacketTransport
  /// How much faster the sender's clock runs, in millionths: frames arrive ever earlier, or later.
  package var driftPartsPerMillion: Int
  /// In the order of their slots.
  package var routeChanges: [RouteChange]

  package init(
    loss: LossChain = .lossless,
    base: Int = 40_000,
    jitterScale: Int = 0,
    spikes: DelaySpikes = .none,
    duplicateShare: Double = 0,
    keepsOrder: Bool = true,
    transport: PacketTransport = .datagrams(retransmits: false),
    driftPartsPerMillion: Int = 0,
    routeChanges: [RouteChange] = []
  ) {
    self.loss = loss
    self.base = base
    self.jitterScale = jitterScale
    innovations = .usual
    self.spikes = spikes
    self.duplicateShare = duplicateShare
    self.keepsOrder = keepsOrder
    self.transport = transport
    self.driftPartsPerMillion = driftPartsPerMillion
    self.routeChanges = routeChanges
  }

  /// The constant part of the delay of a frame, by its slot of 20 ms since the call began.
  func base(at slot: Int) -> Int {
    // The sender's clock gains this on the receiver's with every frame.
    let drift = slot &* FrameBlock.frameMicros &* driftPartsPerMillion / 1_000_000
    var sum = base &- drift
    for change in routeChanges where change.slot <= slot { sum &+= change.added }
    return sum
  }

  /// Slots from one to the next change of the route.
  func slotsToChange(from slot: Int) -> Int {
    routeChanges.first { $0.slot > slot }.map { $0.slot &- slot } ?? .max
  }
}

/// Rare packets that take far longer; times in µs.
package struct DelaySpikes: Sendable, Hashable {
  /// Of all packets.
  package var share: Double
  /// A spike of tail exponent alpha exceeds x with the chance (1 + x / scale)^-alpha.
  package var scale: Int
  package var alpha: Double

  package init(share: Double, scale: Int, alpha: Double) {
    precondition((0..<1).contains(share) && scale >= 0 && alpha > 0, "no spikes of that kind")
    self.share = share
    self.scale = scale
    self.alpha = alpha
  }

  package static let none = DelaySpikes(share: 0, scale: 0, alpha: 1)

  /// At most 2 s: what comes later has long been given up.
  @inline(__always)
  func sample(_ bits: UInt64) -> Int {
    let ratio = Elementary.exp(Elementary.log(Mix.openUniform(bits)) * (-1 / alpha))
    return Int(min(2e6, (ratio - 1) * Double(scale)))
  }

  /// 1 / ln P(no spike).
  var inverseLogMiss: Double { share > 0 ? 1 / Elementary.log(1 - share) : -.infinity }
}

/// The route of a call changes: from then on packets take longer, or less long.
package struct RouteChange: Sendable, Hashable {
  /// In frames of 20 ms since the call began.
  package var slot: Int
  /// In µs; negative for a shorter route.
  package var added: Int

  package init(slot: Int, added: Int) {
    self.slot = slot
    self.added = added
  }
}

/// What carries the packets.
package enum PacketTransport: Sendable, Hashable {
  /// RTP over UDP; a receiver may ask for lost packets again (RFC 4585 generic NACK, RFC 4588).
  case datagrams(retransmits: Bool)
  /// A TCP connection: nothing is lost, but whatever is behind a lost segment waits for it.
  case stream
}
