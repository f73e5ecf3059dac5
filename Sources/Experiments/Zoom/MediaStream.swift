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
    payload: any FramePayload,
    hidesKeys: Bool
  ) {
    self.codec = codec
    origin = story.answered
    let key = Mix.draw(story.call.key, end == .agent ? 2 : 3)
    source = UInt32(truncatingIfNeeded: Mix.draw(key, 0))
    firstTimestamp = UInt32(truncatingIfNeeded: Mix.draw(key, 1))
    delayMin = .microseconds(leg.delayMin)
    var writer = StreamWriter(
      codec: codec,
      source: source,
      firstTimestamp: firstTimestamp,
      // In the lower half: the number does not begin just before it wraps.
      firstSequence: UInt16(truncatingIfNeeded: Mix.draw(key, 2)) & 0x7FFF,
      delayMin: delayMin,
      latest: story.answered
    )
    var keys = (end == .caller ? KeyPackets.sent(story, codec, hidesKeys: hidesKeys) : [])[...]
    for frame in leg.frames {
      let leaves = story.answered.advanced(by: .milliseconds(20) * frame.slot)
      while let key = keys.first, key.at < leaves { writer.press(keys.removeFirst()) }
      writer.send(frame, payload.bytes(of: frame.slot, from: end, as: codec), at: leaves)
    }
    let close = story.closing?.at ?? .distantFuture
    for key in keys where key.at < close { writer.press(key) }
    sent = writer.sent
    arrived = writer.arrived.enumerated()
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

/// Numbers the packets of a stream, in the order in which they are sent.
private struct StreamWriter {
  let codec: RTPCodec
  let source: UInt32
  let firstTimestamp: UInt32
  let firstSequence: UInt16
  let delayMin: Duration
  /// The latest arrival so far.
  var latest: SimInstant
  private(set) var sent: [MediaStream.Sent] = []
  private(set) var arrived: [MediaStream.Arrived] = []
  private var slotBefore: Int?

  /// A second copy comes right behind the first.
  private static let copyDelay = Duration.microseconds(100)

  init(
    codec: RTPCodec,
    source: UInt32,
    firstTimestamp: UInt32,
    firstSequence: UInt16,
    delayMin: Duration,
    latest: SimInstant
  ) {
    self.codec = codec
    self.source = source
    self.firstTimestamp = firstTimestamp
    self.firstSequence = firstSequence
    self.delayMin = delayMin
    self.latest = latest
  }

  mutating func send(_ frame: SentFrame, _ payload: [UInt8], at now: SimInstant) {
    let packet = RTPPacket(
      payloadType: codec.payloadType,
      marker: slotBefore.map { frame.slot != $0 + 1 } ?? true,
      sequence: sequence,
      timestamp: firstTimestamp &+ UInt32(truncatingIfNeeded: frame.slot) &* codec.ticksPerFrame,
      source: source,
      payload: payload
    )
    slotBefore = frame.slot
    sent.append(MediaStream.Sent(packet: packet, at: now))
    guard !frame.isLost else { return }
    let arrival = now.advanced(by: .microseconds(frame.delay))
    latest = max(latest, arrival)
    arrived.append(MediaStream.Arrived(packet: packet, at: arrival))
    guard frame.isDuplicated else { return }
    arrived.append(MediaStream.Arrived(packet: packet, at: arrival.advanced(by: Self.copyDelay)))
  }

  /// A packet of a key: it is never lost, and overtakes nothing.
  mutating func press(_ key: KeyPackets.Sent) {
    let packet = RTPPacket(
      payloadType: RTPCodec.telephoneEvents(clockRate: codec.clockRate).payloadType,
      marker: key.isFirst,
      sequence: sequence,
      timestamp: firstTimestamp &+ key.pressed,
      source: source,
      payload: key.key.bytes
    )
    sent.append(MediaStream.Sent(packet: packet, at: key.at))
    latest = max(latest, key.at.advanced(by: delayMin))
    arrived.append(MediaStream.Arrived(packet: packet, at: latest))
  }

  private var sequence: UInt16 { firstSequence &+ UInt16(truncatingIfNeeded: sent.count) }
}
