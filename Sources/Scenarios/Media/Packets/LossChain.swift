internal import SimCore

/// A Markov chain of at most four states, each losing packets with a probability of its own.
///
/// Gilbert (1960) and Elliott (1963) have two states; four are those of ITU-T G.1050 and RFC 3611:
/// gap and burst, each with packets received and lost.
package struct LossChain: Sendable, Hashable {
  private let transition: [[Double]]

  struct State: Sendable, Hashable {
    /// 1 / ln P(stay); nil when the state is always left after one packet.
    let inverseLogStay: Double?
    let loss: Double
    /// 1 / ln P(a packet is kept); 0 where it does not count.
    let inverseLogKeep: Double
    /// Cumulative 32-bit thresholds of the next state, given that the state is left.
    let next: [UInt32]
  }

  let states: [State]
  /// The chance of each state in the long run.
  let stationary: [Double]

  /// Transition probabilities by row, and the loss probability of each state.
  package init(transition: [[Double]], loss: [Double]) {
    precondition((1...4).contains(loss.count) && transition.count == loss.count, "1 to 4 states")
    self.transition = transition
    states = transition.indices.map { state in
      let stay = transition[state][state]
      var sum = 0.0
      let thresholds = transition[state].indices.map { next -> UInt32 in
        if next != state { sum += transition[state][next] }
        let share = stay < 1 ? sum / (1 - stay) : 0
        return UInt32(min(4_294_967_295, share * 4_294_967_296))
      }
      return State(
        inverseLogStay: stay >= 1 ? -.infinity : stay > 0 ? 1 / Elementary.log(stay) : nil,
        loss: loss[state],
        inverseLogKeep: loss[state] > 0 && loss[state] < 1
          ? 1 / Elementary.log(1 - loss[state]) : 0,
        next: thresholds
      )
    }
    stationary = Self.stationary(transition)
  }

  /// Nothing is ever lost.
  package static let lossless = LossChain(transition: [[1]], loss: [0])

  /// Two states: the chances to turn bad and good again with each packet, and of loss in either.
  package static func gilbertElliott(
    goodToBad p: Double,
    badToGood r: Double,
    lossInGood: Double = 0,
    lossInBad: Double = 1
  ) -> LossChain {
    LossChain(transition: [[1 - p, p], [r, 1 - r]], loss: [lossInGood, lossInBad])
  }

  /// Bursts of a mean length, so far apart that a share of all packets is lost (Gilbert 1960).
  package static func bursts(ratio: Double, length: Double) -> LossChain {
    guard ratio > 0 else { return .lossless }
    let recovery = 1 / length
    return gilbertElliott(goodToBad: min(1, ratio * recovery / (1 - ratio)), badToGood: recovery)
  }

  /// Four states: received in a gap (1), received in a burst (2), lost in a burst (3), and lost
  /// alone in a gap (4).
  package static func fourState(
    gapToBurst p13: Double,
    burstToGap p31: Double,
    lossToReceipt p32: Double,
    receiptToLoss p23: Double,
    gapToSingle p14: Double
  ) -> LossChain {
    LossChain(
      transition: [
        [1 - p13 - p14, 0, p13, p14],
        [0, 1 - p23, p23, 0],
        [p31, p32, 1 - p31 - p32, 0],
        [1, 0, 0, 0],
      ],
      loss: [0, 0, 1, 1]
    )
  }

  /// Packets have to get through this one and then the other; each has at most two states.
  package func inSeries(with other: LossChain) -> LossChain {
    if other.lossRatio == 0 { return self }
    if lossRatio == 0 { return other }
    precondition(states.count <= 2 && other.states.count <= 2, "two states each at most")
    let pairs = states.indices.flatMap { one in other.states.indices.map { (one, $0) } }
    return LossChain(
      transition: pairs.map { from in
        pairs.map { to in transition[from.0][to.0] * other.transition[from.1][to.1] }
      },
      loss: pairs.map { 1 - (1 - states[$0.0].loss) * (1 - other.states[$0.1].loss) }
    )
  }

  /// Lost packets of all packets, in the long run.
  package var lossRatio: Double {
    zip(stationary, states).reduce(0) { $0 + $1.0 * $1.1.loss }
  }

  /// By squaring the transition matrix until its rows agree.
  private static func stationary(_ transition: [[Double]]) -> [Double] {
    let indices = transition.indices
    // Halfway to staying put: a chain that alternates converges too, to the same shares.
    var power = indices.map { row in
      indices.map { 0.5 * transition[row][$0] + (row == $0 ? 0.5 : 0) }
    }
    for _ in 0..<40 {
      power = indices.map { row in
        let next = indices.map { column in
          indices.reduce(0) { $0 + power[row][$1] * power[$1][column] }
        }
        // Rounding would grow with each squaring.
        let sum = next.reduce(0, +)
        return next.map { $0 / sum }
      }
    }
    return power[0]
  }
}
