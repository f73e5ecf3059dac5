package import SimCore
package import VoicePipeline

/// A layer of the agent: part of the platform's pods, or a service on pods of its own.
package struct ServiceSpec: Sendable, Hashable, Decodable {
  package var layer: ServiceLayer
  /// Requests at a time that one pod takes.
  package var slots: Int
  /// Nil where it is part of the platform's pods.
  package var pods: ServicePodsSpec?
  /// Nil where its pods stand.
  package var autoscaler: AutoscalerSpec?
}

/// How many pods a service has.
package struct ServicePodsSpec: Sendable, Hashable, Decodable {
  package var min: Int
  package var max: Int
  /// Requests a pod that an autoscaler aims at.
  package var target: Int
  package var start: DurationDistribution
  /// In dollars.
  package var pricePerHour: Double
}

extension ServiceLayer: Decodable {}
