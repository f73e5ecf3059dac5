/// An adaptive jitter buffer: when each frame is played, and which come too late for that.
///
/// It knows delays from sending to arrival up to a constant that nobody knows, as a live receiver
/// does. Between talk spurts it sets the playout delay to what 99 of 100 frames have kept; within
/// one it moves it only when it would conceal on and on. A value: a spurt that turns out shorter is
/// received again from a copy. The same buffer serves simulated packets, real audio and live calls.
package struct JitterBuffer: Sendable {
  /// Delays by 4.096 ms.
  static let bins = 128
  static let binBits = 12

  package let policy: PlayoutPolicy
  /// From a frame's sending to its playing, in µs.
  package private(set) var playoutDelay = 0
  /// RFC 3550 interarrival jitter times 16, in µs (clause 6.4.1 and appendix A.8).
  private var jitter16 = 0
  /// Delay of the frame that arrived last; nil before the first.
  private var lastDelay = -1
  private var histogram = InlineArray<128, UInt16>(repeating: 0)
  private var histogramTotal = 0
  /// The least delay seen lately, in µs; negative before the first frame.
  private var floor = -1
  /// Whether the last three frames of this spurt were concealed, the newest in bit 2.
  private var recent: UInt64 = 0
  package private(set) var counts = PlayoutCounts()

  package init(policy: PlayoutPolicy = PlayoutPolicy()) { self.policy = policy }

  /// The interarrival jitter (RFC 3550 clause 6.4.1), in µs.
  package var interarrivalJitter: Int { jitter16 &>> 4 }

  /// A talk spurt begins: the silence before it, in µs, lets the playout delay move unheard.
  ///
  /// It shrinks by that silence at most: no frame is played before the one ahead of it is over.
  package mutating func beginSpurt(after silence: Int) {
    recent = 0
    age()
    let before = playoutDelay
    retarget()
    playoutDelay = max(playoutDelay, before &- silence)
  }

  /// Receives the frames of a block; says which were late, discarded or recovered.
  package mutating func receive(_ block: borrowing FrameBlock) -> BlockReception {
    if floor < 0 { start(block) }
    var reception = BlockReception()
    reception.followsConcealed = recent & 4 != 0
    let early: Int
    if block.isReordered {
      (reception.late, early) = receiveReordered(block)
    } else if block.lost == 0 && lastDelay >= 0 {
      (reception.late, early) = receiveWhole(block)
    } else {
      (reception.late, early) = receiveGapped(block)
    }
    if early < playoutDelay &- policy.depthMax &- policy.roomForEarly {
      reception.discarded = discard(block)
    }
    if policy.usesRedundancy {
      reception.recovered = recover(block, block.lost | reception.late | reception.discarded)
    }
    account(block, &reception)
    return reception
  }

  /// The first frame that arrives sets the clock.
  private mutating func start(_ block: borrowing FrameBlock) {
    let first = (~block.lost & FrameBlock.mask(block.count)).trailingZeroBitCount
    guard first < block.count else { return }
    let delays = block.delays.span
    floor = Int(delays[first & 63])
    playoutDelay = floor &+ policy.depthStart
  }
}

// Frame by frame: lateness, jitter and the histogram of delays.
extension JitterBuffer {
  /// All frames arrive, and in order: no branch hangs on a frame.
  @inline(__always)
  private mutating func receiveWhole(_ block: borrowing FrameBlock) -> (UInt64, Int) {
    var last = lastDelay
    var jitter = jitter16
    var late: UInt64 = 0
    var early = Int.max
    let target = playoutDelay
    // Spans: reading an element of an inline array would copy all of it.
    let delays = block.delays.span
    var seen = histogram.mutableSpan
    for frame in 0..<block.count {
      let delay = Int(delays[frame & 63])
      jitter = jitter &+ Self.magnitude(delay &- last) &- ((jitter &+ 8) &>> 4)
      last = delay
      late |= UInt64(truncatingIfNeeded: (target &- delay) &>> 63 & 1) &<< UInt64(frame)
      early = min(early, delay)
      seen[min(delay &>> Self.binBits, 127) & 127] &+= 1
    }
    lastDelay = last
    jitter16 = jitter
    return (late, early)
  }

  @inline(__always)
  private mutating func receiveGapped(_ block: borrowing FrameBlock) -> (UInt64, Int) {
    var late: UInt64 = 0
    var early = Int.max
    var present = ~block.lost & FrameBlock.mask(block.count)
    let delays = block.delays.span
    while present != 0 {
      let frame = present.trailingZeroBitCount
      present &= present &- 1
      let delay = Int(delays[frame & 63])
      arrive(delay)
      late |= UInt64(truncatingIfNeeded: (playoutDelay &- delay) &>> 63 & 1) &<< UInt64(frame)
      early = min(early, delay)
    }
    return (late, early)
  }

  private mutating func receiveReordered(_ block: borrowing FrameBlock) -> (UInt64, Int) {
    var late: UInt64 = 0
    var early = Int.max
    let delays = block.delays.span
    let order = block.order.span
    for place in 0..<block.arrivals {
      let frame = Int(order[place & 63])
      let delay = Int(delays[frame & 63])
      arrive(delay)
      late |= UInt64(truncatingIfNeeded: (playoutDelay &- delay) &>> 63 & 1) &<< UInt64(frame)
      early = min(early, delay)
    }
    return (late, early)
  }

  @inline(__always)
  private mutating func arrive(_ delay: Int) {
    if lastDelay >= 0 {
      jitter16 = jitter16 &+ Self.magnitude(delay &- lastDelay) &- ((jitter16 &+ 8) &>> 4)
    }
    lastDelay = delay
    var seen = histogram.mutableSpan
    seen[min(delay &>> Self.binBits, 127) & 127] &+= 1
  }

  /// The absolute value without a branch: the sign of a jitter difference is a coin toss.
  @inline(__always)
  private static func magnitude(_ x: Int) -> Int {
    let sign = x &>> 63
    return (x ^ sign) &- sign
  }

  private func discard(_ block: borrowing FrameBlock) -> UInt64 {
    let earliest = playoutDelay &- policy.depthMax &- policy.roomForEarly
    var discarded: UInt64 = 0
    let delays = block.delays.span
    for frame in 0..<block.count where Int(delays[frame & 63]) < earliest {
      discarded |= 1 &<< UInt64(frame)
    }
    return discarded & ~block.lost
  }

  /// A gone frame is played if the one behind it has arrived by its turn.
  ///
  /// The last of a block counts as not recovered: it would take the next block to know.
  private func recover(_ block: borrowing FrameBlock, _ gone: UInt64) -> UInt64 {
    guard gone != 0 else { return 0 }
    var recovered: UInt64 = 0
    let delays = block.delays.span
    var candidates = gone & ~((gone &>> 1) | 1 &<< UInt64(block.count &- 1))
    while candidates != 0 {
      let frame = candidates.trailingZeroBitCount
      candidates &= candidates &- 1
      let behind = Int(delays[(frame &+ 1) & 63]) &+ FrameBlock.frameMicros
      if behind <= playoutDelay { recovered |= 1 &<< UInt64(frame) }
    }
    return recovered
  }
}

// Counting by bit masks, and moving the playout point.
extension JitterBuffer {
  private mutating func account(
    _ block: borrowing FrameBlock,
    _ reception: inout BlockReception
  ) {
    var gone = concealed(block, reception)
    let before = recent
    let run =
      gone & (gone &<< 1 | before &>> 2) & (gone &<< 2 | before &>> 1)
      & (gone &<< 3 | before)
    if run & reception.late != 0 {
      moveWithinSpurt(block, &reception)
      gone = concealed(block, reception)
    }
    let last = before &>> 2
    counts.frames &+= block.count
    counts.lost &+= block.lost.nonzeroBitCount
    counts.late &+= reception.late.nonzeroBitCount
    counts.discarded &+= reception.discarded.nonzeroBitCount
    counts.recovered &+= reception.recovered.nonzeroBitCount
    counts.concealed &+= gone.nonzeroBitCount
    counts.bursts &+= (gone & ~((gone &<< 1) | last)).nonzeroBitCount
    histogramTotal &+= block.count &- block.lost.nonzeroBitCount
    let shift = UInt64(truncatingIfNeeded: block.count)
    recent =
      block.count >= 3 ? (gone &>> (shift &- 3)) & 7 : ((gone &<< 3 | before) &>> shift) & 7
  }

  private func concealed(_ block: borrowing FrameBlock, _ reception: BlockReception) -> UInt64 {
    (block.lost | reception.late | reception.discarded) & ~reception.recovered
  }

  /// The rare path: four concealed frames in a row, the last one late, move the playout point
  /// behind that frame and a frame more, as far as the buffer's depth goes.
  @inline(never)
  private mutating func moveWithinSpurt(
    _ block: borrowing FrameBlock,
    _ reception: inout BlockReception
  ) {
    var late: UInt64 = 0
    var run = recent
    let delays = block.delays.span
    for frame in 0..<block.count {
      let bit: UInt64 = 1 &<< UInt64(frame)
      let delay = Int(delays[frame & 63])
      let isLate = block.lost & bit == 0 && reception.discarded & bit == 0 && delay > playoutDelay
      if isLate { late |= bit }
      if isLate && run == 7 { stretch(to: delay &+ FrameBlock.frameMicros) }
      let isGone = (block.lost | reception.discarded) & bit != 0 || isLate
      run = (run &>> 1) | (isGone && reception.recovered & bit == 0 ? 4 : 0)
    }
    reception.late = late
    reception.recovered &= late | block.lost | reception.discarded
  }

  private mutating func stretch(to delay: Int) {
    let bounded = min(delay, floor &+ policy.depthMax)
    guard bounded > playoutDelay else { return }
    counts.stretches &+= 1
    counts.stretchedMicros &+= bounded &- playoutDelay
    playoutDelay = bounded
  }

  /// Halves the histogram once it holds about 40 s of frames, so that old delays are forgotten.
  private mutating func age() {
    guard histogramTotal >= 2_048 else { return }
    var total = 0
    var seen = histogram.mutableSpan
    for bin in 0..<Self.bins {
      seen[bin] &>>= 1
      total &+= Int(seen[bin])
    }
    histogramTotal = total
  }

  /// Sets the playout delay to the percentile that may be late.
  private mutating func retarget() {
    guard histogramTotal >= 16 else { return }
    let allowed = max(1, (histogramTotal &* policy.lateShare) &>> 10)
    let seen = histogram.span
    var bin = Self.bins - 1
    var above = 0
    while bin > 0 {
      above &+= Int(seen[bin])
      if above > allowed { break }
      bin &-= 1
    }
    var lowest = 0
    while lowest < bin && seen[lowest] == 0 { lowest &+= 1 }
    floor = lowest &<< Self.binBits
    let depth = (bin &+ 1 &- lowest) &<< Self.binBits
    playoutDelay = floor &+ min(max(depth, policy.depthMin), policy.depthMax)
  }
}
