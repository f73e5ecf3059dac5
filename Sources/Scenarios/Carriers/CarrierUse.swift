package import SimCore

/// What a simulated carrier counted on its own side, over the whole run.
package struct CarrierUse: Sendable {
  package var name: String
  /// Of dials that it queued over its limit.
  package var queueTime = LatencyHistogram()
  /// At once; of several zones that of each, added up.
  package private(set) var channelsPeak = 0
  /// Answer to end of every answered call, as it is billed.
  package private(set) var billed = Duration.zero
  package private(set) var answers = 0
  /// Calls that were answered after the dialer had given them up.
  package var answersTooLate = 0
  /// Calls that the carrier said were answered where nobody had.
  package var answersFalse = 0
  private var channels = 0

  init(name: String) { self.name = name }

  /// Puts to it what the same carrier counted for another zone, which has channels of its own.
  mutating func merge(_ other: CarrierUse) {
    queueTime.merge(other.queueTime)
    channelsPeak += other.channelsPeak
    billed += other.billed
    answers += other.answers
    answersTooLate += other.answersTooLate
    answersFalse += other.answersFalse
  }

  mutating func began() {
    channels += 1
    channelsPeak = max(channelsPeak, channels)
  }

  /// A call that had begun is over, after having been answered for so long.
  mutating func ended(after answered: Duration?) {
    channels -= 1
    guard let answered else { return }
    answers += 1
    billed += answered
  }
}
