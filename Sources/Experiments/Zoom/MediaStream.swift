internal import SimCore
internal import VoicePipeline

/// One direction of a call as a stream of RTP packets.
struct MediaStream {
  /// A packet on its way.
  struct Sent {
    var packet: RTPPacket
    var at: SimInstant
  }

  /// A packet as its receiver sees it.
  struct Arrived {
    var packet: RTPPacket
    var at: SimInstant
  }

  /// A second copy comes right behind the first.
  private static let copyDelay = Duration.microseconds(100)

  let codec: RTPCodec
  let source: UInt32
  let firstTimestamp: UInt32
  let origin: SimInstant
  /// What every packet takes at least.
  let delayMin: Duration
  /// In the order of sending.
  let sent: [Sent]
  /// In the order of arrival.
  let arrived: [Arrived]

  init(
    _ leg: LegFrames,
    of story: LineStory,
    from end: LineStory.LineEnd,
    codec: RTPCodec,
    payload: any FramePayload
  ) {
    self.codec = codec
    origin = story.answered
    let key = Mix.draw(story.call.key, end == .agent ? 2 : 3)
    source = UInt32(truncatingIfNeeded: Mix.draw(key, 0))
    firstTimestamp = UInt32(truncatingIfNeeded: Mix.draw(key, 1))
    // In the lower half: the number does not begin just before it wraps.
    let first = UInt16(truncatingIfNeeded: Mix.draw(key, 2)) & 0x7FFF
    delayMin = .microseconds(leg.delayMin)
    var sent: [Sent] = []
    var arrived: [Arrived] = []
    var before = Int.min / 2
    for (place, frame) in leg.frames.enumerated() {
      let packet = RTPPacket(
        payloadType: codec.payloadType,
        marker: frame.slot != before + 1,
        sequence: first &+ UInt16(truncatingIfNeeded: place),
        timestamp: firstTimestamp &+ UInt32(truncatingIfNeeded: frame.slot) &* codec.ticksPerFrame,
        source: source,
        payload: payload.bytes(of: frame.slot, from: end, as: codec)
      )
      before = frame.slot
      let leaves = story.answered.advanced(by: .milliseconds(20) * frame.slot)
      sent.append(Sent(packet: packet, at: leaves))
      guard !frame.isLost else { continue }
      let arrival = leaves.advanced(by: .microseconds(frame.delay))
      arrived.append(Arrived(packet: packet, at: arrival))
      guard frame.isDuplicated else { continue }
      arrived.append(Arrived(packet: packet, at: arrival.advanced(by: Self.copyDelay)))
    }
    self.sent = sent
    self.arrived = arrived.enumerated()
      .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
      .map(\.element)
  }

  /// Its clock at an instant.
  func timestamp(at instant: SimInstant) -> UInt32 {
    let elapsed = origin.duration(to: instant).nanoseconds
    let ticks = elapsed / 1_000 * Int64(codec.clockRate) / 1_000_000
    return firstTimestamp &+ UInt32(truncatingIfNeeded: ticks)
  }
}
