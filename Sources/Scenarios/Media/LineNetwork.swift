package import SimCore
package import VoicePipeline

/// What the media of each call is made of, by the fidelity of its scenario.
enum LineTier: Sendable {
  /// Constant delays: the network does nothing to packets but carry them.
  case constant
  /// One draw for a call stands for its packets.
  case sampled(CallSamples)
  case packets

  init(_ fidelity: FidelityTier, over network: CallNetwork) {
    switch fidelity {
    case .flow: self = network.isIdeal ? .constant : .sampled(CallSamples(network))
    case .packet: self = .packets
    }
  }
}

/// The lines between callers of one kind and the agent over one carrier.
package struct NetworkLines: LineProvider {
  private let network: CallNetwork
  private let tier: LineTier
  private let recorder: LineRecorder?

  init(over network: CallNetwork, fidelity: FidelityTier, recorder: LineRecorder? = nil) {
    self.network = network
    self.recorder = recorder
    tier = LineTier(fidelity, over: network)
  }

  package func line(
    of call: CallID,
    on cell: Cell,
    timing: LineTiming,
    onHangUp: @escaping @Sendable () -> Void
  ) -> any TelephoneLine {
    let draws = call.draws(from: cell.key)
    let distance = timing.uplink - network.oneWay
    let isRaised = recorder?.raises(call) ?? false
    let media: (any LineMedia)? =
      switch isRaised ? .packets : tier {
      case .constant: nil
      case .sampled(let samples): SampledMedia(network, samples, draws: draws, distance: distance)
      case .packets: PacketMedia(network, draws: draws, answered: cell.now, distance: distance)
      }
    return FlowMediaPath(
      cell: cell,
      timing: timing,
      media: media,
      tap: recorder?.tap(call, network, draws: draws, distance: distance),
      onHangUp: onHangUp
    )
  }
}
