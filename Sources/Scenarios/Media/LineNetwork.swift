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
  /// The share of the calls that are rendered as sound, and how their callers speak.
  private let audio: Double
  private let accent: String
  private let alarm: QualityAlarmRule?

  init(
    over network: CallNetwork,
    fidelity: Fidelity,
    accent: String,
    alarm: QualityAlarmRule? = nil
  ) {
    self.alarm = alarm
    self.network = network
    tier = LineTier(fidelity.tier, over: network)
    audio = fidelity.audio
    self.accent = accent
  }

  package func line(
    of call: CallID,
    on cell: Cell,
    timing: LineTiming,
    onHangUp: @escaping @Sendable () -> Void
  ) -> any TelephoneLine {
    let draws = call.draws(from: cell.key)
    let distance = timing.uplink - network.oneWay
    if audio > 0, draws.chance(audio, .audioSample) {
      let media = PacketMedia(
        network,
        draws: draws,
        answered: cell.now,
        distance: distance,
        speaker: AudibleSpeaker(accent: accent, key: draws.entity("sound", 0))
      )
      return FlowMediaPath(
        cell: cell,
        timing: timing,
        media: media,
        alarm: alarm,
        onHangUp: onHangUp
      )
    }
    let media: (any LineMedia)? =
      switch tier {
      case .constant: nil
      case .sampled(let samples): SampledMedia(network, samples, draws: draws, distance: distance)
      case .packets: PacketMedia(network, draws: draws, answered: cell.now, distance: distance)
      }
    return FlowMediaPath(
      cell: cell,
      timing: timing,
      media: media,
      alarm: alarm,
      onHangUp: onHangUp
    )
  }
}

extension Purpose {
  fileprivate static let audioSample = Purpose("media.audio_sample")
}
