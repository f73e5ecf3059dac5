import Synchronization
import VoicePipeline

/// Renders nothing: what it is asked can be looked at, and every stretch is misheard alike.
final class FakeRenderer: CallRenderer {
  private let asked = Mutex<[SpokenCall]>([])
  private let answer: [String]

  init(hears answer: [String] = []) { self.answer = answer }

  var calls: [SpokenCall] { asked.withLock { $0 } }
  var failure: AudioFailure? { nil }

  func words(in speech: LineSpeech) throws(AudioFailure) -> [String] { answer }
  func words(heard sound: Sound) throws(AudioFailure) -> [String] { answer }

  func render(_ call: SpokenCall) throws(AudioFailure) -> CallSound {
    asked.withLock { $0.append(call) }
    return CallSound(
      uplink: Self.leg(call.uplink, call.slots, first: 1),
      downlink: Self.leg(call.downlink, call.slots, first: 2)
    )
  }

  /// Each frame says whose it is, and in which slot it was sent.
  private static func leg(_ leg: SpokenLeg, _ slots: Int, first: UInt8) -> LegSound {
    let sound = Sound(silence: slots * 160, rate: .narrowband)
    return LegSound(
      payloads: leg.frames.map { [first, UInt8($0.slot & 255), UInt8($0.slot >> 8)] },
      sent: sound,
      heard: sound
    )
  }

  func file(of channels: [Sound]) -> [UInt8] {
    [UInt8(channels.count)] + channels.map { UInt8($0.samples.count / 160 & 255) }
  }
}
