internal import SimCore
internal import VoicePipeline

/// The packet tier: each stretch of sound is run frame by frame through network and jitter buffer.
///
/// A stretch is run whole when it begins, and again, shorter, when it is cut: only what has been
/// sent by then counts.
final class PacketMedia: LineMedia {
  private let up: SpurtPass
  private let down: SpurtPass
  let setUp: Duration
  private let speaker: AudibleSpeaker?
  private let answered: SimInstant
  private var uplink: PacketDirection
  private var downlink: PacketDirection

  var isAudible: Bool { speaker != nil }

  /// `distance` is what the way of this call takes longer than others over the network.
  ///
  /// With `keepsFrames` it remembers every frame.
  init(
    _ network: CallNetwork,
    draws: DrawKey,
    answered: SimInstant,
    distance: Duration,
    speaker: AudibleSpeaker? = nil,
    keepsFrames: Bool = false
  ) {
    self.speaker = speaker
    up = network.uplink.longer(by: distance.wholeMicros)
    down = network.downlink.longer(by: distance.wholeMicros)
    setUp = network.setUp
    self.answered = answered
    uplink = PacketDirection(network.uplinkLeg(draws), keepsFrames: keepsFrames)
    downlink = PacketDirection(network.downlinkLeg(draws), keepsFrames: keepsFrames)
  }

  func callerBegins(_ utterance: Utterance, at now: SimInstant) -> SpurtArrival {
    // Earlier stretches are over: they cannot be cut any more.
    uplink.settle()
    var arrival = uplink.send(up, from: answered.duration(to: now), for: utterance.duration)
    arrival.speaker = speaker
    return arrival
  }

  func callerStops(at now: SimInstant) -> Duration {
    uplink.cut(up, at: answered.duration(to: now))
    return uplink.playoutDelay
  }

  func agentPlays(from start: SimInstant, for length: Duration) -> SpurtArrival {
    downlink.send(down, from: answered.duration(to: start), for: length)
  }

  func agentStops(at now: SimInstant) {
    downlink.cut(down, at: answered.duration(to: now))
  }

  var closedWindows: Int { uplink.closedWindows }

  func account() -> CallMedia? {
    CallMedia(
      uplink: uplink.account(up),
      downlink: downlink.account(down)
    )
  }
}

extension ArrivingWindow {
  /// Frames are counted from the slot that the stretch begins in, which is no later than the
  /// stretch: nobody knows the rating before its last frame has been played.
  fileprivate init(_ closed: SpurtTrace.ClosedWindow) {
    self.init(
      window: closed.window,
      after: Duration(wholeMicros: closed.end * FrameBlock.frameMicros + closed.playoutDelay)
    )
  }
}

extension PacketMedia {
  /// All that was sent, if it keeps frames, with how it arrived.
  var frames: CallFrames {
    CallFrames(
      uplink: LegFrames(
        frames: uplink.frames,
        spurts: uplink.stretches,
        media: uplink.account(up),
        delayMin: up.path.base
      ),
      downlink: LegFrames(
        frames: downlink.frames,
        spurts: downlink.stretches,
        media: downlink.account(down),
        delayMin: down.path.base
      )
    )
  }
}

/// One direction, with what it takes to cut short what has been sent ahead of time.
private struct PacketDirection {
  private var leg: PacketLeg
  /// Stretches that may still be cut, in order, each with the leg as it was before.
  private var open: [OpenSpurt] = []
  /// Of all stretches, in µs.
  private var delaySum = 0
  private var spurts = 0
  private let keepsFrames: Bool
  /// What was sent, if it is to be kept; those in `open` are its end.
  private var kept: [KeptSpurt] = []
  /// Stretches that it was told to send, cut or not.
  private var told = 0

  init(_ leg: PacketLeg, keepsFrames: Bool) {
    self.leg = leg
    self.keepsFrames = keepsFrames
  }

  var frames: [SentFrame] { kept.flatMap(\.frames) }

  var stretches: [SentSpurt] {
    kept.map { SentSpurt(number: $0.number, slot: $0.spurt.slot, frames: $0.spurt.frames) }
  }

  private struct OpenSpurt {
    let spurt: Spurt
    let before: PacketLeg
    let delay: Int
  }

  var closedWindows: Int { leg.windows.closed }

  var playoutDelay: Duration { Duration(wholeMicros: leg.buffer.playoutDelay) }

  mutating func settle() { open.removeAll(keepingCapacity: true) }

  mutating func send(_ pass: SpurtPass, from start: Duration, for length: Duration) -> SpurtArrival
  {
    let first = max(start.wholeMicros / FrameBlock.frameMicros, leg.slot)
    // Behind a pause it is sent when it is said; without one those before it may wait as well.
    if first > leg.slot { settle() }
    let frames = (length.wholeMicros + FrameBlock.frameMicros - 1) / FrameBlock.frameMicros
    let spurt = Spurt(slot: first, frames: frames)
    let before = leg
    let trace = pass.traced(&leg, spurt, keepsDelays: keepsFrames)
    if keepsFrames { kept.append(KeptSpurt(number: told, spurt: spurt, trace: trace)) }
    told += 1
    let delay = trace.startDelay
    open.append(OpenSpurt(spurt: spurt, before: before, delay: delay))
    delaySum += delay
    spurts += 1
    return SpurtArrival(
      delay: Duration(wholeMicros: delay + trace.leadingConcealed * FrameBlock.frameMicros),
      lastDelay: Duration(wholeMicros: leg.buffer.playoutDelay),
      windows: trace.windows.map(ArrivingWindow.init),
      trace: trace
    )
  }

  mutating func cut(_ pass: SpurtPass, at end: Duration) {
    let slot = (end.wholeMicros + FrameBlock.frameMicros - 1) / FrameBlock.frameMicros
    guard let at = open.firstIndex(where: { $0.spurt.slot + $0.spurt.frames > slot }) else {
      return settle()
    }
    let cut = open[at]
    for dropped in open[(at + 1)...] {
      delaySum -= dropped.delay
      spurts -= 1
    }
    leg = cut.before
    let number = told - (open.count - at)
    if keepsFrames { kept.removeLast(open.count - at) }
    let frames = slot - cut.spurt.slot
    if frames > 0 {
      run(pass, Spurt(slot: cut.spurt.slot, frames: frames), number: number)
    } else {
      delaySum -= cut.delay
      spurts -= 1
    }
    settle()
  }

  private mutating func run(_ pass: SpurtPass, _ spurt: Spurt, number: Int) {
    guard keepsFrames else { return pass.run(&leg, spurt) }
    let trace = pass.traced(&leg, spurt, keepsDelays: true)
    kept.append(KeptSpurt(number: number, spurt: spurt, trace: trace))
  }

  func account(_ pass: SpurtPass) -> LegMedia {
    let counts = leg.buffer.counts
    return LegMedia(
      counts: counts,
      jitter: Duration(wholeMicros: leg.buffer.interarrivalJitter),
      playoutDelay: Duration(wholeMicros: spurts > 0 ? delaySum / spurts : 0),
      rating: leg.windows.overall(counts, by: pass.ratings),
      worstRating: leg.windows.closed > 0 ? leg.windows.ratingMin : nil,
      duplicates: leg.network.duplicates,
      reordered: leg.network.reordered,
      retransmitted: leg.network.retransmitted
    )
  }
}

/// A spurt as it stands when it is over.
private struct KeptSpurt {
  let number: Int
  let spurt: Spurt
  let trace: SpurtTrace

  var frames: [SentFrame] {
    trace.blocks.flatMap { block in
      (0..<block.count).map { bit in
        let isSet = { (mask: UInt64) in (mask &>> UInt64(bit)) & 1 == 1 }
        let frame = block.first + bit
        return SentFrame(
          slot: spurt.slot + frame,
          delay: Int(trace.delays[frame]),
          isLost: isSet(block.lost),
          isLate: isSet(block.late),
          isConcealed: isSet(block.concealed),
          isDuplicated: trace.duplicates.contains(frame),
          playoutDelay: block.playoutDelay
        )
      }
    }
  }
}
