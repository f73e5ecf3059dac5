internal import SimCore

/// The regions that a platform has pods in, and who is served where.
package struct SitesSpec: Sendable, Hashable, Decodable {
  package var sites: [SiteSpec]
  /// Whether another region takes calls for which the nearest has no slot.
  package var overflow: Bool
  /// From the loss of a region to everybody knowing of it.
  package var detection: Duration
  /// How long a region that does not answer is waited for.
  package var connectTimeout: Duration
  package var stages: StagePlacesSpec
  package var residency: [ResidencySpec]?
  /// Whether people are turned away rather than served where they may not be.
  package var keepsResidency: Bool
}

/// Pods in one region.
package struct SiteSpec: Sendable, Hashable, Decodable {
  /// By its name among `routing.regions`.
  package var region: String
  /// Nil for what `platform.pods` says.
  package var min: Int?
  package var max: Int?
  package var initial: Int?
  /// In place of the autoscaler's.
  package var schedule: [ScheduleSpec]?
}

/// Where the layers of an agent are: beside its pod, or in one region for all.
package struct StagePlacesSpec: Sendable, Hashable, Decodable {
  package var stt: String
  package var llm: String
  package var tts: String
  package var realtime: String
  package var tools: String

  /// The word for beside the pod.
  package static let edge = "edge"

  /// The region of a layer; nil beside the pod, and for what is no layer of an agent.
  package func region(of target: FaultTarget) -> String? {
    let place =
      switch target {
      case .stt: stt
      case .llm, .llmLight: llm
      case .tts: tts
      case .realtime: realtime
      case .tools: tools
      case .sessions, .outcomes, .dialer: Self.edge
      }
    return place == Self.edge ? nil : place
  }
}

/// Where the conversations of some people have to stay.
package struct ResidencySpec: Sendable, Hashable, Decodable {
  /// The region that they live in.
  package var of: String
  package var within: [String]
}
