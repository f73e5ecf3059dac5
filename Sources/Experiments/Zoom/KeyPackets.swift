internal import SimCore
internal import VoicePipeline

/// The packets of a key that a caller presses, among those of its speech (RFC 4733).
///
/// The model tells an agent of every key: none of these packets is lost, and each takes the least
/// time. How long a key is held is assumed.
enum KeyPackets {
  /// A packet before it has a number.
  struct Sent {
    var at: SimInstant
    var key: TelephoneEvent
    /// Since the line was laid, in ticks: when the key was pressed.
    var pressed: UInt32
    var isFirst: Bool
  }

  /// Twice the least that a receiver has to recognize (ITU-T Q.24).
  private static let held = 5
  private static let interval = Duration.milliseconds(20)
  /// The last one is sent three times (RFC 4733 clause 2.5.1.4).
  private static let ends = 3

  /// What stands for a key that may not be shown.
  private static let hidden: Character = "0"

  static func sent(_ story: LineStory, _ codec: RTPCodec, hidesKeys: Bool) -> [Sent] {
    story.entries.flatMap { entry -> [Sent] in
      guard case .pressed(let key) = entry.event else { return [] }
      let character = hidesKeys ? hidden : key
      let elapsed = story.answered.duration(to: entry.at)
      let pressed = UInt32(
        truncatingIfNeeded: elapsed.nanoseconds / 1_000 * Int64(codec.clockRate) / 1_000_000
      )
      return (1..<held + ends).compactMap { place in
        let length = min(place, held)
        let duration = UInt16(truncatingIfNeeded: length) &* UInt16(codec.ticksPerFrame)
        return TelephoneEvent(character, isEnd: place >= held, duration: duration).map {
          Sent(
            at: entry.at.advanced(by: interval * place),
            key: $0,
            pressed: pressed,
            isFirst: place == 1
          )
        }
      }
    }
  }
}
