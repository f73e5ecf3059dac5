internal import SimCore

/// What the minutes of a call cost at a carrier.
package struct LineTariff: Sendable, Hashable {
  /// In US dollars.
  package var perMinute: Double
  /// A call is billed in whole steps of so long; zero bills every nanosecond.
  package var step: Duration

  package init(perMinute: Double, step: Duration = .zero) {
    precondition(step >= .zero, "a call is not billed backwards")
    self.perMinute = perMinute
    self.step = step
  }

  /// What of an answered call is billed: its steps, the last one begun counting whole.
  package func billed(_ held: Duration) -> Duration {
    guard step > .zero, held > .zero else { return held }
    let steps = (held.nanoseconds + step.nanoseconds - 1) / step.nanoseconds
    return step * Int(steps)
  }

  package func cost(of held: Duration) -> Nanodollars {
    let minutes = Double(billed(held).nanoseconds) / 60e9
    return Nanodollars(Int64((minutes * perMinute * 1e9).rounded()))
  }
}
