internal import SimCore
internal import VoicePipeline

/// One direction of a call, from what is said to what is heard: coded, lost and played as the
/// packets of the call were.
struct LegRendering {
  let codec: LineCodec
  /// How long the call is.
  let slots: Int

  func rendered(_ leg: SpokenLeg, from mouth: CallMouth) throws -> LegSound {
    let coder = try LineCoder(codec, corrects: leg.frames.contains(where: \.isRecovered))
    let size = coder.rate.samples(in: .milliseconds(20))
    var sent = Sound(silence: slots * size, rate: coder.rate)
    var payloads: [[UInt8]] = []
    payloads.reserveCapacity(leg.frames.count)
    for spurt in leg.spurts {
      let coded = try coder.coded(try mouth.sound(of: spurt))
      precondition(coded.packets.count == spurt.frames, "a stretch is sent in its frames")
      sent.write(coded.sent.samples, at: spurt.slot * size)
      payloads += coded.packets
    }
    precondition(payloads.count == leg.frames.count, "every frame belongs to a stretch")
    var playout = LegPlayout(
      decoder: try LineDecoder(codec),
      heard: try coder.limited(mouth.background(slots: slots)),
      lookahead: coder.lookahead
    )
    for (place, frame) in leg.frames.enumerated() {
      let before = place > 0 ? leg.frames[place - 1].slot : nil
      let next = place + 1 < payloads.count ? payloads[place + 1] : nil
      try playout.play(frame, payloads[place], next: next, follows: frame.slot - 1 == before)
    }
    return LegSound(payloads: payloads, sent: sent, heard: playout.heard)
  }
}

/// The ear of one direction: each frame at the instant that the jitter buffer played it.
private struct LegPlayout {
  private var decoder: LineDecoder
  private(set) var heard: Sound
  private let lookahead: Int
  /// Behind the latest sample that was played.
  private var end = 0

  init(decoder: LineDecoder, heard: Sound, lookahead: Int) {
    self.decoder = decoder
    self.heard = heard
    self.lookahead = lookahead
  }

  /// `follows` says that the frame before it was sent a slot ago.
  mutating func play(
    _ frame: SentFrame,
    _ packet: [UInt8],
    next: [UInt8]?,
    follows: Bool
  ) throws {
    let micros = frame.slot * FrameBlock.frameMicros + frame.playoutDelay
    // A codec's sound comes later than it should by what the encoder looks ahead.
    let due = micros * heard.rate.hertz / 1_000_000 - lookahead
    if follows {
      // The buffer has moved its playout point: what is heard meanwhile is made up.
      while end < due {
        let made = try decoder.conceal().prefix(due - end)
        heard.write(made, at: end)
        end += made.count
      }
    } else {
      try decoder.pause()
    }
    let samples = try sound(frame, packet, next: next)
    let start = max(due, end)
    heard.write(samples, at: start)
    end = start + samples.count
  }

  private func sound(
    _ frame: SentFrame,
    _ packet: [UInt8],
    next: [UInt8]?
  ) throws(AudioError) -> [Int16] {
    if frame.isConcealed { return try decoder.conceal() }
    return frame.isRecovered
      ? try decoder.recover(packet, next: next) : try decoder.hear(packet)
  }
}

extension SentFrame {
  /// Gone, and played from the redundancy behind it.
  fileprivate var isRecovered: Bool { (isLost || isLate) && !isConcealed }
}

extension Sound {
  /// Writes samples over those at a place, as far as the sound goes.
  fileprivate mutating func write(_ new: some Sequence<Int16>, at start: Int) {
    for (offset, sample) in new.enumerated() {
      let place = start + offset
      if place >= samples.count { return }
      if place >= 0 { samples[place] = sample }
    }
  }
}
