package import SimCore
package import VoicePipeline

/// What one region of a platform has done, in all and over time.
package struct RegionFacts: Sendable {
  package var account: RegionAccount
  /// Pods that take calls, and those that are wanted: means of the buckets of `ScalingFacts`.
  package var ready: [Double]
  package var desired: [Double]

  package init(account: RegionAccount, ready: [Double], desired: [Double]) {
    self.account = account
    self.ready = ready
    self.desired = desired
  }
}

/// What pods that come and go have done, over time and in all.
package struct ScalingFacts: Sendable {
  package var account: PlatformAccount
  /// As in `LoadFacts`: the series below are means of such buckets.
  package var bucket: Duration
  package var ready: [Double]
  package var desired: [Double]
  /// Pods that the offered calls would have needed at the pods' target.
  package var needed: [Double]
  package var podsMax: Int
  package var target: Int
  /// Calls that a pod holds.
  package var cap: Int
  /// The planned end of the run.
  package var end: SimInstant
  /// The release of Kubernetes whose arithmetic the autoscaler follows; nil without one.
  package var kubernetes: String?
  /// What it goes by, as a scenario names it.
  package var triggers: [String]
  /// What has come of conversations whose pod died.
  package var podLosses = PodLossCounts()
  /// From the death until they went on.
  package var gaps = LatencyHistogram()
  /// In the order of the scenario; none where all pods are in one place.
  package var regions: [RegionFacts] = []

  package init(
    account: PlatformAccount,
    bucket: Duration,
    ready: [Double],
    desired: [Double],
    needed: [Double],
    podsMax: Int,
    target: Int,
    cap: Int,
    end: SimInstant,
    kubernetes: String?,
    triggers: [String]
  ) {
    self.account = account
    self.bucket = bucket
    self.ready = ready
    self.desired = desired
    self.needed = needed
    self.podsMax = podsMax
    self.target = target
    self.cap = cap
    self.end = end
    self.kubernetes = kubernetes
    self.triggers = triggers
  }
}
