internal import SimCore
internal import VoicePipeline

/// Walks a loss chain by sojourns: it costs by the transition and not by the packet.
package struct LossWalker {
  private let chain: LossChain
  private let key: UInt64
  private var index: UInt64 = 0
  private(set) var state: Int
  /// Packets left in this sojourn.
  private var left = 0
  /// Packets until the next loss within the sojourn.
  private var untilLoss = 0

  /// Restarting a sojourn is exact: it has no memory.
  package init(_ chain: LossChain, key: UInt64, state: Int) {
    self.chain = chain
    self.key = key
    self.state = state
    enter()
  }

  /// Loss bits of the next packets, at most 64.
  package mutating func mask(_ count: Int) -> UInt64 {
    var bits: UInt64 = 0
    var at = 0
    while true {
      let run = min(left, count &- at)
      let loss = chain.states[state].loss
      if loss >= 1 {
        bits |= FrameBlock.mask(run) &<< UInt64(at)
      } else if untilLoss < run {
        var packet = untilLoss
        while packet < run {
          bits |= 1 &<< UInt64(at &+ packet)
          packet &+= 1 &+ nextLoss()
        }
        untilLoss = packet &- run
      } else {
        untilLoss &-= run
      }
      at &+= run
      left &-= run
      if left == 0 { leave() }
      if at == count { return bits }
    }
  }

  /// Passes packets that nobody sends: time goes on all the same.
  mutating func skip(_ count: Int) {
    var rest = count
    while rest >= left {
      rest &-= left
      leave()
    }
    left &-= rest
  }

  @inline(__always)
  private mutating func draw() -> UInt64 {
    index &+= 1
    return Mix.draw(key, index)
  }

  private mutating func enter() {
    left = chain.states[state].inverseLogStay.map { Geometric.sample(draw(), $0) } ?? 1
    untilLoss = nextLoss()
  }

  @inline(__always)
  private mutating func nextLoss() -> Int {
    let state = chain.states[state]
    if state.loss <= 0 { return Geometric.max }
    if state.loss >= 1 { return 0 }
    return Geometric.sample(draw(), state.inverseLogKeep) &- 1
  }

  private mutating func leave() {
    let thresholds = chain.states[state].next
    let luck = UInt32(truncatingIfNeeded: draw() &>> 32)
    var next = 0
    while next &+ 1 < thresholds.count && luck >= thresholds[next] { next &+= 1 }
    state = next
    enter()
  }
}

/// Trials to the first success, by inversion.
enum Geometric {
  /// Stands for never: far beyond any call, and sums of a few still fit.
  static let max = Int.max / 4

  /// At least 1; the second argument is 1 / ln P(failure), minus infinity where nothing succeeds.
  @inline(__always)
  static func sample(_ bits: UInt64, _ inverseLogMiss: Double) -> Int {
    let trials = Elementary.log(Mix.openUniform(bits)) * inverseLogMiss
    return trials < 0x1p60 ? 1 &+ Int(trials) : max
  }
}
