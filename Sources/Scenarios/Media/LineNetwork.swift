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
  /// The share of these calls that are rendered as sound, and how their callers speak.
  private let audio: Double
  private let accent: String
  private let alarm: QualityAlarmRule?
  private let recorder: LineRecorder?

  init(
    over network: CallNetwork,
    fidelity: FidelityTier,
    audio: Double,
    accent: String,
    alarm: QualityAlarmRule? = nil,
    recorder: LineRecorder? = nil
  ) {
    self.network = network
    tier = LineTier(fidelity, over: network)
    self.audio = audio
    self.accent = accent
    self.alarm = alarm
    self.recorder = recorder
  }

  package func line(
    of call: CallID,
    on cell: Cell,
    timing: LineTiming,
    onHangUp: @escaping @Sendable () -> Void
  ) -> any TelephoneLine {
    let draws = call.draws(from: cell.key)
    let distance = timing.uplink - network.oneWay
    return FlowMediaPath(
      cell: cell,
      timing: timing,
      media: media(of: call, draws: draws, answered: cell.now, distance: distance),
      alarm: alarm,
      tap: recorder?.tap(call, network, draws: draws, distance: distance, accent: accent),
      onHangUp: onHangUp
    )
  }

  /// Nil for a line on which nothing is ever lost or late.
  private func media(
    of call: CallID,
    draws: DrawKey,
    answered: SimInstant,
    distance: Duration
  ) -> sending (any LineMedia)? {
    let isAudible =
      audio > 0 && draws.chance(audio, .audioSample) || recorder?.rendersSound(call) ?? false
    let speaker = isAudible ? AudibleSpeaker(accent: accent, draws: draws, over: network) : nil
    let isRaised = isAudible || recorder?.raises(call) ?? false
    switch isRaised ? .packets : tier {
    case .constant: return nil
    case .sampled(let samples):
      return SampledMedia(network, samples, draws: draws, distance: distance)
    case .packets:
      return PacketMedia(
        network,
        draws: draws,
        answered: answered,
        distance: distance,
        speaker: speaker
      )
    }
  }
}

extension Purpose {
  fileprivate static let audioSample = Purpose("media.audio_sample")
}
