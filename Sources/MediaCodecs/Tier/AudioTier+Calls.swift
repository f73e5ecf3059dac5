private import SimCore
package import VoicePipeline

extension AudioTier: CallRenderer {
  /// The agent's voice: one that no accent of a caller stands for.
  private static let agentVoice = Voice.awb

  package func render(_ call: SpokenCall) throws(AudioFailure) -> CallSound {
    do {
      let voice = AccentVoices.voice(of: call.accent, key: call.key)
      let rendering = LegRendering(codec: call.codec, slots: call.slots)
      return CallSound(
        uplink: try rendering.rendered(call.uplink, from: mouth(voice, call, call.uplink)),
        downlink: try rendering.rendered(
          call.downlink,
          from: mouth(Self.agentVoice, call, call.downlink)
        )
      )
    } catch {
      throw AudioFailure("\(error)")
    }
  }

  private func mouth(
    _ voice: Voice,
    _ call: SpokenCall,
    _ leg: SpokenLeg
  ) throws(SpeechError) -> CallMouth {
    try CallMouth(bank: bank, talkers: talkers, voice: voice, of: call, leg.spurts)
  }

  package func words(heard sound: Sound) throws(AudioFailure) -> [String] {
    do {
      let wide = try sound.resampled(to: .wideband)
      let heard = suppressesNoise ? try suppressed(wide) : wide
      return try recognizers.words(in: heard, .wholeSound)
    } catch {
      throw AudioFailure("\(error)")
    }
  }

  package func file(of channels: [Sound]) -> [UInt8] { WaveFile.bytes(of: channels) }
}
