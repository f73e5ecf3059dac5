internal import SimCore
package import VoicePipeline

/// One pass over the frames of a talk spurt: network, jitter buffer and quality.
///
/// A pure function of (leg, path, spurt): no packet is an event. Frames go by in blocks of 64, all
/// arithmetic on them is in integers, and whatever is rare (a turn of the loss chain, a spike)
/// costs only when it happens. A frame's fate never depends on the length of the spurt.
package struct SpurtPass: Sendable {
  package private(set) var path: PacketPath
  package let ratings: RatingTable
  /// Between mouth and ear beside network and buffer, in µs: framing, codec, sound devices.
  package let fixedDelay: Int
  private let spikeMiss: Double
  private let duplicateMiss: Double

  package init(path: PacketPath, codec: CodecImpairment, fixedDelay: Int = 20_000) {
    self.path = path
    self.fixedDelay = fixedDelay
    ratings = RatingTable(codec: codec)
    spikeMiss = path.spikes.inverseLogMiss
    duplicateMiss =
      path.duplicateShare > 0 ? 1 / Elementary.log(1 - path.duplicateShare) : -.infinity
  }

  /// The same over a way that takes so much longer, in µs.
  func longer(by micros: Int) -> SpurtPass {
    guard micros != 0 else { return self }
    var pass = self
    pass.path.base += micros
    return pass
  }

  /// Sends a spurt, which begins behind all that the leg has carried.
  package func run(_ leg: inout PacketLeg, _ spurt: Spurt) {
    var nothing: SpurtTrace?
    run(&leg, spurt, &nothing)
  }

  /// The same, with what became of every frame.
  package func traced(
    _ leg: inout PacketLeg,
    _ spurt: Spurt,
    keepsDelays: Bool = false
  ) -> SpurtTrace {
    var trace: SpurtTrace? = SpurtTrace(keepsDelays: keepsDelays)
    run(&leg, spurt, &trace)
    return trace ?? SpurtTrace()
  }

  private func run(_ leg: inout PacketLeg, _ spurt: Spurt, _ trace: inout SpurtTrace?) {
    var sending = begin(&leg, spurt)
    trace?.startDelay = leg.buffer.playoutDelay
    var block = FrameBlock()
    while sending.at < spurt.frames {
      let slot = spurt.slot &+ sending.at
      block.count = min(
        FrameBlock.capacity,
        spurt.frames &- sending.at,
        min(leg.windows.room, path.slotsToChange(from: slot))
      )
      send(&leg, &sending, &block, base: path.base(at: slot))
      let reception = leg.buffer.receive(block)
      let window = rate(&leg, block, reception)
      // Before the first frame of a call the buffer knows no delay.
      if trace?.startDelay == 0 { trace?.startDelay = leg.buffer.playoutDelay }
      trace?.append(block, reception, at: sending.at, leg.buffer.playoutDelay)
      sending.at &+= block.count
      if let window { trace?.close(window, after: sending.at, leg.buffer.playoutDelay) }
    }
    if path.duplicateShare > 0 {
      let doubled = duplicates(spurt, sending)
      leg.network.duplicates &+= doubled.count
      if trace?.keepsDelays == true { trace?.duplicates = doubled }
    }
    leg.chain = sending.walker.state
    leg.jitter = sending.jitter
    leg.advance(to: spurt.slot &+ spurt.frames)
  }

  @inline(__always)
  private func rate(
    _ leg: inout PacketLeg,
    _ block: borrowing FrameBlock,
    _ reception: BlockReception
  ) -> RatedWindow? {
    let gone = block.lost | reception.late | reception.discarded
    return leg.windows.add(
      frames: block.count,
      concealed: gone & ~reception.recovered,
      afterConcealed: reception.followsConcealed,
      delay: leg.buffer.playoutDelay &+ fixedDelay,
      by: ratings
    )
  }

  /// Lets network and buffer live through the silence before the spurt.
  private func begin(_ leg: inout PacketLeg, _ spurt: Spurt) -> Sending {
    let gap = spurt.slot &- leg.slot
    precondition(gap >= 0, "spurts of one direction follow each other")
    let keys = SpurtKeys(leg: leg.key, slot: spurt.slot)
    var walker = LossWalker(path.loss, key: keys.gap, state: leg.chain)
    walker.skip(gap)
    leg.lastDelay &-= gap &* FrameBlock.frameMicros
    if gap > 0 { leg.buffer.beginSpurt(after: gap &* FrameBlock.frameMicros) }
    return Sending(
      keys: keys,
      walker: LossWalker(path.loss, key: keys.loss, state: walker.state),
      jitter: jitter(leg.jitter, after: gap, keys.gap),
      nextSpike: Geometric.sample(Mix.draw(keys.spike, 0), spikeMiss) &- 1
    )
  }

  /// After 16 frames 0.3 % is left of a deviation: a fresh value stands for the decayed one.
  private func jitter(_ before: Int?, after gap: Int, _ key: UInt64) -> Int {
    guard var value = before, gap < 16 else {
      let first = -Elementary.log(Mix.openUniform(Mix.draw(key, .max)))
      let second = -Elementary.log(Mix.openUniform(Mix.draw(key, .max - 1)))
      return Int((first + second) * Double(path.jitterScale))
    }
    for slot in 0..<gap {
      let luck = Mix.draw(key, UInt64.max - 2 - UInt64(slot)) &>> 32
      value = decayed(value) &+ scaled(path.innovations.value(luck))
    }
    return value
  }

  /// The frames that the network delivers twice.
  private func duplicates(_ spurt: Spurt, _ sending: Sending) -> [Int] {
    var index: UInt64 = 0
    var frames: [Int] = []
    var at = -1
    while true {
      at &+= Geometric.sample(Mix.draw(sending.keys.duplicate, index), duplicateMiss)
      guard at < spurt.frames else { return frames }
      index &+= 1
      frames.append(at)
    }
  }
}

// A block on its way through the network.
extension SpurtPass {
  @inline(__always)
  private func send(
    _ leg: inout PacketLeg,
    _ sending: inout Sending,
    _ block: inout FrameBlock,
    base: Int
  ) {
    block.lost = sending.walker.mask(block.count)
    delay(&sending, &block, base: base)
    while sending.nextSpike < sending.at &+ block.count { spike(&sending, &block) }
    if block.lost != 0 { repair(&leg, sending, &block) }
    if path.keepsOrder || path.transport == .stream {
      keepOrder(&leg, &block)
    } else {
      reorder(&leg, &block)
    }
  }

  /// The constant part and the jitter; one draw of 64 bits serves two frames.
  @inline(__always)
  private func delay(_ sending: inout Sending, _ block: inout FrameBlock, base: Int) {
    let count = block.count
    var delays = block.delays.mutableSpan
    guard path.jitterScale > 0 else {
      for frame in 0..<count { delays[frame & 63] = Int32(truncatingIfNeeded: base) }
      return
    }
    let key = sending.keys.jitter
    let tables = path.innovations
    let bulk = tables.bulk.span
    let tail = tables.tail.span
    var value = sending.jitter
    var frame = 0
    if sending.at & 1 == 1 {
      // A window may begin on an odd frame: the second half of the pair's draw.
      let luck = Mix.draw(key, UInt64(truncatingIfNeeded: sending.at &>> 1)) &>> 32
      value = decayed(value) &+ innovation(luck, bulk, tail)
      delays[0] = Int32(truncatingIfNeeded: base &+ value)
      frame = 1
    }
    while frame &+ 1 < count {
      let pair = UInt64(truncatingIfNeeded: (sending.at &+ frame) &>> 1)
      let luck = Mix.draw(key, pair)
      value = decayed(value) &+ innovation(luck & 0xFFFF_FFFF, bulk, tail)
      delays[frame & 63] = Int32(truncatingIfNeeded: base &+ value)
      value = decayed(value) &+ innovation(luck &>> 32, bulk, tail)
      delays[(frame &+ 1) & 63] = Int32(truncatingIfNeeded: base &+ value)
      frame &+= 2
    }
    if frame < count {
      let pair = UInt64(truncatingIfNeeded: (sending.at &+ frame) &>> 1)
      value = decayed(value) &+ innovation(Mix.draw(key, pair) & 0xFFFF_FFFF, bulk, tail)
      delays[frame & 63] = Int32(truncatingIfNeeded: base &+ value)
    }
    sending.jitter = value
  }

  @inline(__always)
  private func decayed(_ jitter: Int) -> Int {
    (jitter &* path.innovations.correlation &+ 0x8000) &>> 16
  }

  @inline(__always)
  private func innovation(_ luck: UInt64, _ bulk: Span<UInt32>, _ tail: Span<UInt32>) -> Int {
    scaled(JitterInnovations.value(luck, bulk, tail))
  }

  @inline(__always)
  private func scaled(_ innovation: Int) -> Int { (innovation &* path.jitterScale) &>> 16 }

  @inline(never)
  private func spike(_ sending: inout Sending, _ block: inout FrameBlock) {
    let index = sending.spikes &* 2
    let extra = path.spikes.sample(Mix.draw(sending.keys.spike, index &+ 1))
    block.delays[(sending.nextSpike &- sending.at) & 63] &+= Int32(truncatingIfNeeded: extra)
    sending.spikes &+= 1
    sending.nextSpike &+= Geometric.sample(Mix.draw(sending.keys.spike, index &+ 2), spikeMiss)
  }

  @inline(__always)
  private func keepOrder(_ leg: inout PacketLeg, _ block: inout FrameBlock) {
    if overtakesNothing(block, leg.lastDelay) {
      let sent = block.delays.span
      leg.lastDelay = Int(sent[(block.count &- 1) & 63])
      return
    }
    var last = leg.lastDelay
    let count = block.count
    var delays = block.delays.mutableSpan
    for frame in 0..<count {
      last = max(Int(delays[frame & 63]), last &- FrameBlock.frameMicros)
      delays[frame & 63] = Int32(truncatingIfNeeded: last)
    }
    leg.lastDelay = last
  }

  /// Whether no packet would arrive before an earlier one; false may be wrong.
  ///
  /// A look at all of them at once, without a chain from one to the next: spikes are rare. What an
  /// earlier block has left behind the last packet is looked at, too.
  @inline(__always)
  private func overtakesNothing(_ block: borrowing FrameBlock, _ before: Int) -> Bool {
    let sent = block.delays.span
    var drop: Int32 = 0
    for frame in 1..<64 { drop = max(drop, sent[frame &- 1] &- sent[frame]) }
    return drop <= 20_000 && Int(sent[0]) >= before &- FrameBlock.frameMicros
  }

  /// The order of arrival; packets do not overtake those of another block, an approximation.
  @inline(never)
  private func reorder(_ leg: inout PacketLeg, _ block: inout FrameBlock) {
    var times = InlineArray<64, Int>(repeating: 0)
    var arrivals = times.mutableSpan
    let lost = block.lost
    let frames = block.count
    let delays = block.delays
    let sent = delays.span
    var order = block.order.mutableSpan
    var count = 0
    for frame in 0..<frames where lost &>> UInt64(frame) & 1 == 0 {
      let arrival = frame &* FrameBlock.frameMicros &+ Int(sent[frame & 63])
      var place = count
      while place > 0 && arrivals[(place &- 1) & 63] > arrival {
        arrivals[place & 63] = arrivals[(place &- 1) & 63]
        order[place & 63] = order[(place &- 1) & 63]
        place &-= 1
      }
      if place < count { leg.network.reordered &+= 1 }
      arrivals[place & 63] = arrival
      order[place & 63] = UInt8(truncatingIfNeeded: frame)
      count &+= 1
    }
    block.arrivals = count
    block.isReordered = true
  }
}

// What a transport does about lost packets.
extension SpurtPass {
  @inline(never)
  private func repair(_ leg: inout PacketLeg, _ sending: Sending, _ block: inout FrameBlock) {
    switch path.transport {
    case .datagrams(retransmits: false): return
    case .datagrams(retransmits: true): askAgain(&leg, sending, &block)
    case .stream: resend(sending, &block)
    }
  }

  /// The receiver sees the gap when the next packet arrives, and asks; the packet comes a round
  /// trip later, unless it is lost again.
  private func askAgain(_ leg: inout PacketLeg, _ sending: Sending, _ block: inout FrameBlock) {
    let lostAtFirst = block.lost
    var rest = lostAtFirst
    while rest != 0 {
      let frame = rest.trailingZeroBitCount
      rest &= rest &- 1
      let behind = (~lostAtFirst & FrameBlock.mask(block.count)) &>> UInt64(frame)
      // A gap that reaches the end of the block is noticed too late to mend it.
      guard behind != 0 else { return }
      let next = frame &+ behind.trailingZeroBitCount
      let luck = Mix.draw(sending.keys.repair, UInt64(truncatingIfNeeded: sending.at &+ frame))
      guard Mix.openUniform(luck) >= path.loss.lossRatio else { continue }
      let noticed = (next &- frame) &* FrameBlock.frameMicros &+ Int(block.delays[next & 63])
      block.delays[frame & 63] = Int32(truncatingIfNeeded: noticed &+ 2 &* path.base)
      block.lost &= ~(1 &<< UInt64(frame))
      leg.network.retransmitted &+= 1
    }
  }

  /// TCP sends again after three packets more (RFC 5681 clause 3.2), and after 200 ms when that is
  /// lost as well (the least time-out of common systems; RFC 6298 asks for 1 s).
  private func resend(_ sending: Sending, _ block: inout FrameBlock) {
    while block.lost != 0 {
      let frame = block.lost.trailingZeroBitCount
      block.lost &= block.lost &- 1
      var added = 3 &* FrameBlock.frameMicros &+ 2 &* path.base
      let luck = Mix.draw(sending.keys.repair, UInt64(truncatingIfNeeded: sending.at &+ frame))
      if Mix.openUniform(luck) < path.loss.lossRatio { added &+= 200_000 &+ 2 &* path.base }
      block.delays[frame & 63] &+= Int32(truncatingIfNeeded: added)
    }
  }
}

/// A spurt on its way.
private struct Sending {
  let keys: SpurtKeys
  var walker: LossWalker
  /// Of the last frame, in µs.
  var jitter: Int
  /// The frame that the next spike hits.
  var nextSpike: Int
  var spikes: UInt64 = 0
  /// The next frame.
  var at = 0
}

/// The draws of one spurt: purposes never share any, and no spurt moves those of another.
struct SpurtKeys {
  let loss: UInt64
  let jitter: UInt64
  let spike: UInt64
  let duplicate: UInt64
  let gap: UInt64
  let repair: UInt64

  init(leg: UInt64, slot: Int) {
    let base = UInt64(slot) &* 8
    loss = Mix.draw(leg, base)
    jitter = Mix.draw(leg, base &+ 1)
    spike = Mix.draw(leg, base &+ 2)
    duplicate = Mix.draw(leg, base &+ 3)
    gap = Mix.draw(leg, base &+ 4)
    repair = Mix.draw(leg, base &+ 5)
  }
}

extension SpurtTrace {
  fileprivate mutating func close(_ window: RatedWindow, after end: Int, _ playoutDelay: Int) {
    windows.append(ClosedWindow(window: window, end: end, playoutDelay: playoutDelay))
  }

  fileprivate mutating func append(
    _ block: borrowing FrameBlock,
    _ reception: BlockReception,
    at first: Int,
    _ playoutDelay: Int
  ) {
    let gone = block.lost | reception.late | reception.discarded
    blocks.append(
      Block(
        first: first,
        count: block.count,
        lost: block.lost,
        late: reception.late | reception.discarded,
        concealed: gone & ~reception.recovered,
        playoutDelay: playoutDelay
      )
    )
    guard keepsDelays else { return }
    for frame in 0..<block.count { delays.append(block.delays[frame]) }
  }
}
