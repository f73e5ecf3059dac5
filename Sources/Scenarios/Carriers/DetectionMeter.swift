package import SimCore
package import VoicePipeline

/// Counts what telling people from machines comes to: who was there, only a simulation knows.
package actor DetectionMeter: CellActor {
  package nonisolated let cell: Cell
  private let window: MeasuredWindow
  private let policy: AnsweringPolicy
  /// Of one answer that is listened to.
  private let price: Nanodollars
  package private(set) var counts = DetectionCounts()

  package init(
    cell: Cell,
    window: MeasuredWindow,
    policy: AnsweringPolicy,
    price: Nanodollars
  ) {
    self.cell = cell
    self.window = window
    self.policy = policy
    self.price = price
  }

  /// Somebody, or something, has answered; nil when the answer does not count.
  func answered(isMachine: Bool) -> DetectedAnswer? {
    guard window.contains(cell.now) else { return nil }
    if isMachine { counts.machines.answers += 1 } else { counts.humans.answers += 1 }
    if policy.mode != .off { counts.cost += price }
    return DetectedAnswer(meter: self, isMachine: isMachine, answered: cell.now)
  }

  fileprivate func found(_ verdict: DetectionVerdict, of answer: DetectedAnswer) {
    counts.verdictTime.record(answer.answered.duration(to: cell.now))
    if answer.isMachine {
      counts.machines.add(verdict)
    } else {
      counts.humans.add(verdict)
      if policy.isMachine(verdict) { counts.humansHungUp += 1 }
    }
  }

  fileprivate func greeted(_ delay: Duration?) { counts.greeted(delay) }

  fileprivate func machineHeard() { counts.machinesTalkedTo += 1 }
}

/// One answer that counts.
struct DetectedAnswer: Sendable {
  fileprivate let meter: DetectionMeter
  fileprivate let isMachine: Bool
  fileprivate let answered: SimInstant

  /// The detector's verdict has come.
  func found(_ verdict: DetectionVerdict) {
    meter.onCell(with: (verdict, self)) { $0.found($1.0, of: $1.1) }
  }

  /// A person has said the greeting, and then heard the first word so much later; or none.
  func greeted(_ delay: Duration?) { meter.onCell(with: delay) { $0.greeted($1) } }

  /// An agent talks to a machine.
  func machineHeard() { meter.onCell { $0.machineHeard() } }
}
