internal import SimCore
internal import VoicePipeline

/// The way of the packets between callers of one kind and the agent over one carrier, and how they
/// are received at either end: thousands of calls share it.
package struct CallNetwork: Sendable {
  let uplink: SpurtPass
  let downlink: SpurtPass
  /// The agent's buffer: a detector of speech needs no even playing, so it starts shallow and may
  /// come down to what the delays vary by.
  let agentPolicy: PlayoutPolicy
  /// The caller's, never shallower than the scenario's playout buffer.
  let callerPolicy: PlayoutPolicy
  let codec: LineCodec
  /// One way between agent and callee, beside what their networks take.
  let oneWay: Duration
  /// From the answer until media can flow.
  let setUp: Duration
  /// Of a word of the callers, at their usual pace.
  let wordFrames: Int
  /// How long the callers speak at a time.
  let callerSpurts: SpurtLengths
  /// Whether every packet arrives, each as fast as the other.
  let isIdeal: Bool

  init(
    caller: CallerSpec,
    carrier: NetworkSpec,
    oneWay: Duration,
    playoutBuffer: Duration
  ) {
    let network = caller.network
    let webRTC = network.transport == .webRTC
    let path = PacketPath(
      caller: network,
      carrier: carrier,
      loss: LineLoss(ratio: caller.lossRatio, burstFrames: caller.lossBurstFrames),
      oneWay: oneWay
    )
    var back = path
    back.driftPartsPerMillion = -path.driftPartsPerMillion
    codec = caller.codec
    uplink = SpurtPass(path: path, codec: codec.impairment)
    downlink = SpurtPass(path: back, codec: codec.impairment)
    agentPolicy = PlayoutPolicy(
      depthStart: 20_000,
      depthMin: 4_096,
      usesRedundancy: webRTC
    )
    let depth = max(playoutBuffer.wholeMicros, 4_096)
    callerPolicy = PlayoutPolicy(
      depthStart: depth,
      depthMin: depth,
      depthMax: max(200_000, depth),
      usesRedundancy: webRTC
    )
    self.oneWay = oneWay
    setUp = network.setUp + carrier.setUp
    wordFrames = max(1, Int((3_000 / caller.wordsPerMinute.median).rounded()))
    callerSpurts = SpurtLengths(caller, wordFrames: wordFrames)
    isIdeal = network.isIdeal && carrier.isIdeal && caller.lossRatio == 0
  }

  func uplinkLeg(_ draws: DrawKey) -> PacketLeg {
    PacketLeg(draws.entity("uplink", 0), path: uplink.path, policy: agentPolicy)
  }

  func downlinkLeg(_ draws: DrawKey) -> PacketLeg {
    PacketLeg(draws.entity("downlink", 0), path: downlink.path, policy: callerPolicy)
  }
}

extension PacketPath {
  /// Both stretches in a row; the slower transport's rules hold for all of it.
  fileprivate init(
    caller: NetworkSpec,
    carrier: NetworkSpec,
    loss: LineLoss,
    oneWay: Duration
  ) {
    let delay = oneWay + caller.delay + carrier.delay
    // Spikes of two networks are drawn at the rate of both, with the tail of the worse.
    let worse = carrier.spikeShare > caller.spikeShare ? carrier : caller
    let share = caller.spikeShare + carrier.spikeShare
    self.init(
      loss: caller.chain(or: loss).inSeries(with: carrier.chain(or: .none)),
      base: delay.wholeMicros,
      jitterScale: (caller.jitter + carrier.jitter).wholeMicros / 2,
      spikes: share > 0
        ? DelaySpikes(
          share: min(share, 0.9),
          scale: worse.spikeScale.wholeMicros,
          alpha: worse.spikeAlpha
        ) : .none,
      duplicateShare: min(caller.duplicateShare + carrier.duplicateShare, 0.9),
      keepsOrder: !(caller.reorders || carrier.reorders),
      transport: caller.transport.packets,
      driftPartsPerMillion: caller.clockDriftPpm + carrier.clockDriftPpm,
      routeChanges: (caller.routeChanges + carrier.routeChanges).map(RouteChange.init)
        .sorted { $0.slot < $1.slot }
    )
  }
}

extension NetworkSpec {
  /// Its own losses, or those that the caller's line has in their place.
  fileprivate func chain(or loss: LineLoss) -> LossChain {
    guard let goodToBad else {
      return .bursts(ratio: loss.ratio, length: loss.burstFrames)
    }
    return .gilbertElliott(
      goodToBad: goodToBad,
      badToGood: badToGood,
      lossInGood: lossInGood,
      lossInBad: lossInBad
    )
  }
}

extension MediaTransport {
  fileprivate var packets: PacketTransport {
    switch self {
    case .rtp: .datagrams(retransmits: false)
    case .webSocket: .stream
    case .webRTC: .datagrams(retransmits: true)
    }
  }
}

extension RouteChange {
  fileprivate init(_ spec: RouteChangeSpec) {
    let added = spec.added.wholeMicros
    self.init(
      slot: spec.after.wholeMicros / FrameBlock.frameMicros,
      added: spec.shortens ? -added : added
    )
  }
}

extension LineCodec {
  /// For the E-model: all with concealment.
  fileprivate var impairment: CodecImpairment {
    switch self {
    case .muLaw: .g711Concealed
    case .opus: .opusUncalibrated
    case .g729: .g729A
    }
  }
}

extension Duration {
  /// Truncated.
  var wholeMicros: Int { Int(nanoseconds / 1_000) }

  init(wholeMicros: Int) { self = .microseconds(wholeMicros) }
}
