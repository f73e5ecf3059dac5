package import SimCore

/// What became of the events of a run on their way to the dashboards.
///
/// Each that was `offered` is shown, lost, or on its way.
package struct EventAccount: Sendable, Equatable {
  package var offered = 0
  package var shown = 0
  package var batches = 0
  /// With the pod that held it.
  package var lostWithPods = 0
  /// For want of room in the pod's buffer.
  package var lostForRoom = 0
  /// From what happened to its being shown.
  package var age = LatencyHistogram()
  /// Events that the bus has taken and no consumer has.
  package var backlog = ConcurrencyCurve()

  package init() {}

  package var lost: Int { lostWithPods + lostForRoom }
  package var pending: Int { offered - shown - lost }

  /// Puts to it the events of another zone, which has a bus of its own.
  package mutating func merge(_ other: EventAccount) {
    offered += other.offered
    shown += other.shown
    batches += other.batches
    lostWithPods += other.lostWithPods
    lostForRoom += other.lostForRoom
    age.merge(other.age)
    backlog.merge(other.backlog)
  }
}
