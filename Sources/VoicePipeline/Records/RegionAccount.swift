package import SimCore

/// What has been held in one region of a platform.
package struct RegionAccount: Sendable {
  package let name: String
  /// Conversations that began there, those that came from a pod that died included.
  package var conversations = 0
  /// Those for which another region would have been nearer.
  package var fromElsewhere = 0
  /// Those of people whose calls have to stay within other regions.
  package var violations = 0
  /// From where media came in, one way.
  package var distance = LatencyHistogram()
  /// What callers waited for an answer.
  package var response = LatencyHistogram()
  /// Pods that took calls, and those that the autoscaler asked for.
  package var ready = ConcurrencyCurve()
  package var desired = ConcurrencyCurve()
  package var podsLost = 0
  package var callsLost = 0

  package init(name: String) { self.name = name }
}
