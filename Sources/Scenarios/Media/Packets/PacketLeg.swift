package import SimCore
package import VoicePipeline

/// One direction of a call's media: where its network stands, and what its receiver has made of it.
///
/// A value that goes on from spurt to spurt: a spurt that turns out shorter, because somebody was
/// interrupted, is run again from a copy.
package struct PacketLeg: Sendable {
  let key: UInt64
  /// The slot of 20 ms behind the last frame that was sent.
  package fileprivate(set) var slot = 0
  /// State of the loss chain.
  var chain: Int
  /// Jitter of the last frame, in µs; nil before the first.
  var jitter: Int?
  /// Delay of the last frame, for networks that keep the order.
  var lastDelay = Int.min / 2
  package var buffer: JitterBuffer
  package var windows = QualityWindows()
  package var network = NetworkCounts()

  package init(_ key: DrawKey, path: PacketPath, policy: PlayoutPolicy) {
    self.key = key.bits(.leg)
    buffer = JitterBuffer(policy: policy)
    // The network has been there before the call: the chain starts where it would be found.
    let luck = key.uniform(.leg, 1)
    var sum = 0.0
    chain = 0
    for (state, share) in path.loss.stationary.enumerated() {
      sum += share
      chain = state
      if luck < sum { break }
    }
  }

  mutating func advance(to slot: Int) { self.slot = slot }
}

/// What a network did to packets, beyond delaying and losing them.
package struct NetworkCounts: Sendable, Hashable {
  package var duplicates = 0
  /// Arrived before a packet that was sent earlier.
  package var reordered = 0
  /// Asked for again by the receiver, and arrived the second time.
  package var retransmitted = 0

  package init() {}
}

/// Frames of speech in a row.
package struct Spurt: Sendable, Hashable {
  /// Of its first frame, in slots of 20 ms since the call began.
  package var slot: Int
  package var frames: Int

  package init(slot: Int, frames: Int) {
    precondition(slot >= 0 && frames >= 0, "a spurt lies within the call")
    self.slot = slot
    self.frames = frames
  }
}

/// What became of each frame of a spurt, for who listens to its words, its sound or its packets.
package struct SpurtTrace: Sendable, Hashable {
  /// Up to 64 frames in a row.
  package struct Block: Sendable, Hashable {
    /// Of its first frame within the spurt.
    package var first: Int
    package var count: Int
    package var lost: UInt64
    package var late: UInt64
    /// What the ear hears made up.
    package var concealed: UInt64
    /// From sending to playing at the end of the block, in µs.
    package var playoutDelay: Int

    /// Played from the redundancy of the frame behind.
    var recovered: UInt64 { (lost | late) & ~concealed }

    package init(
      first: Int,
      count: Int,
      lost: UInt64,
      late: UInt64,
      concealed: UInt64,
      playoutDelay: Int
    ) {
      self.first = first
      self.count = count
      self.lost = lost
      self.late = late
      self.concealed = concealed
      self.playoutDelay = playoutDelay
    }
  }

  /// A window whose last frame belongs to the spurt.
  package struct ClosedWindow: Sendable, Hashable {
    package var window: RatedWindow
    /// Frames of the spurt up to its end.
    package var end: Int
    /// From sending to playing of its last frame, in µs.
    package var playoutDelay: Int
  }

  package var blocks: [Block] = []
  /// Windows of 8 s that have closed within the spurt.
  package var windows: [ClosedWindow] = []
  /// From sending to playing at the head of the spurt, in µs.
  package var startDelay = 0
  /// Delays of all frames, in µs; empty unless they are asked for.
  package var delays: [Int32] = []
  /// Frames that arrive twice, in order; empty unless delays are asked for.
  package var duplicates: [Int] = []
  package var keepsDelays: Bool

  package init(keepsDelays: Bool = false) { self.keepsDelays = keepsDelays }

  /// The longest run of concealed frames that touches frames in a range, as far as it is known
  /// before a frame arrives.
  package func longestConcealedRun(
    touching range: Range<Int>,
    before limit: Int = .max
  ) -> Int {
    var longest = 0
    var run = 0
    var touches = false
    for block in blocks {
      for bit in 0..<block.count {
        let frame = block.first + bit
        if frame >= limit { return touches ? max(longest, run) : longest }
        if frame >= range.upperBound && !touches { return longest }
        if block.concealed &>> UInt64(bit) & 1 == 0 {
          if touches { longest = max(longest, run) }
          run = 0
          touches = false
          continue
        }
        run += 1
        touches = touches || range.contains(frame)
      }
    }
    return touches ? max(longest, run) : longest
  }

  /// Whether each of the first frames was made up.
  package func concealedFrames(_ count: Int) -> [Bool] { frames(count, \.concealed) }

  /// Whether each of the first frames was gone, and played from the redundancy behind it.
  package func recoveredFrames(_ count: Int) -> [Bool] { frames(count, \.recovered) }

  private func frames(_ count: Int, _ mask: (Block) -> UInt64) -> [Bool] {
    var frames: [Bool] = []
    frames.reserveCapacity(count)
    for block in blocks {
      let mask = mask(block)
      for bit in 0..<block.count where frames.count < count {
        frames.append(mask &>> UInt64(bit) & 1 == 1)
      }
    }
    return frames
  }

  /// Frames at the head of the spurt that nothing is heard of.
  package var leadingConcealed: Int {
    var count = 0
    for block in blocks {
      let run = min((~block.concealed).trailingZeroBitCount, block.count)
      count += run
      if run < block.count { break }
    }
    return count
  }
}

extension Purpose {
  fileprivate static let leg = Purpose("media.leg")
}
