package import SimCore
package import VoicePipeline

/// The pods that hold the conversations.
package struct PlatformSpec: Sendable, Hashable, Decodable {
  package var pods: PodsSpec
  /// Concurrent calls in one pod.
  package var slotsPerPod: Int
  /// Zones that share nothing; nil for one.
  package var zones: Int?
  /// Nil where all pods are in one place.
  package var regions: SitesSpec?
  package var placement: PlacementSpec?
  package var autoscaler: AutoscalerSpec?
  /// Nil where there is always a machine for a pod.
  package var nodes: NodesSpec?
  /// Nil where nothing stands by.
  package var standby: StandbySpec?
  /// Layers whose capacity pods make; that of others is what the agent's endpoints say.
  package var services: [ServiceSpec]?
  /// Nil where conversations die with their pods.
  package var sessions: SessionsSpec?
  /// Nil where pods are everybody's.
  package var tenancy: TenancySpec?
  /// Nil where calls are turned away for want of a slot only.
  package var shedding: SheddingSpec?

  /// Pods that come and go; nil where they stand.
  package var elastic: PodSpec? {
    if case .elastic(let spec) = pods { spec } else { nil }
  }

  /// Concurrent calls in one pod that comes and goes: no more than it has sockets for.
  package func slots(of pod: PodSpec) -> Int {
    min(pod.cap ?? slotsPerPod, pod.sockets / pod.socketsPerCall)
  }

  /// Pods at the start of a run.
  package var podCount: Int {
    switch pods {
    case .standing(let count): count
    case .elastic(let spec): spec.initial ?? spec.min
    }
  }

  /// Slots that there can be at most.
  package var slotCount: Int {
    switch pods {
    case .standing(let count): count * slotsPerPod
    case .elastic: parts.reduce(0) { $0 + $1.slotCountOfPart }
    }
  }
}

extension PlatformSpec {
  private var slotCountOfPart: Int { elastic.map { $0.max * slots(of: $0) } ?? 0 }
}

/// Pods that stand, or that come and go.
package enum PodsSpec: Sendable, Hashable, Decodable {
  case standing(Int)
  case elastic(PodSpec)

  package init(from decoder: any Decoder) throws {
    if let count = try? decoder.singleValueContainer().decode(Int.self) {
      self = .standing(count)
    } else {
      self = .elastic(try PodSpec(from: decoder))
    }
  }
}

/// What a pod is made of, and how many there may be.
package struct PodSpec: Sendable, Hashable, Decodable {
  package var min: Int
  package var max: Int
  /// At the start of the run; nil for the least.
  package var initial: Int?
  /// Calls a pod that an autoscaler aims at.
  package var target: Int
  /// Calls that a pod holds; nil for the platform's slots per pod.
  package var cap: Int?
  /// From the wish for a pod until it takes calls, once there is a machine for it.
  package var start: DurationDistribution
  package var processors: Double
  /// What a usual call takes of one processor.
  package var processorPerCall: Double
  /// The oldest sound that a processor still looks at.
  package var lagMax: Duration
  /// In megabytes.
  package var memory: Double
  package var memoryPerCall: Double
  /// Calls with many tools, and what each takes in place of the usual.
  package var heavyShare: Double
  package var heavyMemory: Double
  package var heavyProcessor: Double
  /// What every hour of a call adds, in megabytes.
  package var leakPerHour: Double
  package var socketsPerCall: Int
  package var sockets: Int
  /// How long a pod that was told to stop may finish its calls.
  package var drain: Duration
  /// Mean time between crashes of one pod; nil for never.
  package var crashEvery: Duration?
  /// The first pause before a pod that died starts again; doubled each time.
  package var restartPause: Duration
  /// In dollars.
  package var pricePerHour: Double
}

/// How calls find pods.
package struct PlacementSpec: Sendable, Hashable, Decodable {
  package var policy: RoutingPolicy
  package var viewAge: Duration
  package var tries: Int
  package var retryAfter: Duration
  /// How often a call with many tools is known for one, of those that are.
  package var accuracy: Double

  package var settings: RoutingSettings {
    RoutingSettings(policy: policy, viewAge: viewAge, triesMax: tries, retryAfter: retryAfter)
  }
}

extension RoutingPolicy: Decodable {}

/// A HorizontalPodAutoscaler, and what it goes by.
package struct AutoscalerSpec: Sendable, Hashable, Decodable {
  package var kubernetes: String
  package var sync: Duration
  /// How old the samples are that it sees.
  package var scrapeLag: Duration
  package var tolerance: Double
  package var triggers: [TriggerSpec]
  package var up: ScalingRulesSpec?
  package var down: ScalingRulesSpec?
  package var forecast: ForecastSpec?
  /// Least counts of pods at certain times.
  package var schedule: [ScheduleSpec]?
}

/// What an autoscaler watches.
package struct TriggerSpec: Sendable, Hashable, Decodable {
  package var metric: ScalingMetric
  /// Of active calls and of those who wait: so many a pod; of a processor: the share that is used;
  /// of response latency: milliseconds.
  package var target: Double?
}

/// A figure that an autoscaler can go by.
package enum ScalingMetric: String, Sendable, Hashable, Decodable, CaseIterable {
  /// Calls on each pod.
  case activeCalls = "active-calls"
  /// The processor of each pod.
  case processor = "cpu"
  /// Who waits for an agent, and dials that wait for one.
  case queueDepth = "queue-depth"
  /// 95th percentile of the responses of the last minute.
  case responseP95 = "response-p95"
  /// Calls that are expected after a lead.
  case forecast
}

/// How fast an autoscaler goes in one direction.
package struct ScalingRulesSpec: Sendable, Hashable, Decodable {
  package var window: Duration
  package var policies: [ScalingPolicySpec]
  package var select: PolicySelection

  func rules(tolerance: Double) -> ScalingRules {
    ScalingRules(
      stabilisation: window,
      policies: policies.map(\.policy),
      selection: select,
      tolerance: tolerance
    )
  }
}

extension PolicySelection: Decodable {}

/// Pods or percent in a period.
package struct ScalingPolicySpec: Sendable, Hashable, Decodable {
  package var pods: Int?
  package var percent: Int?
  package var period: Duration

  fileprivate var policy: ScalingPolicy {
    if let pods { return ScalingPolicy(pods, .pods, per: period) }
    guard let percent else { preconditionFailure("a policy counts pods or percent") }
    return ScalingPolicy(percent, .percent, per: period)
  }
}

/// What is known of the load to come.
package struct ForecastSpec: Sendable, Hashable, Decodable {
  /// How far ahead it looks.
  package var lead: Duration
  /// Standard deviation of what it is off, over what it should say.
  package var error: Double
  /// What it says too much or, below zero, too little, on average.
  package var bias: Double
  /// How long one error lasts.
  package var every: Duration
}

/// A least count of pods for a while.
package struct ScheduleSpec: Sendable, Hashable, Decodable {
  package var from: Duration
  package var until: Duration
  package var min: Int
}

/// The machines that pods run on.
package struct NodesSpec: Sendable, Hashable, Decodable {
  package var podsPerNode: Int
  package var max: Int
  /// Zones that they are spread over; nil for one.
  package var zones: Int?
  /// From the wish for a node until pods can start on it.
  package var start: DurationDistribution
  /// How often it is looked for pods that wait, and for nodes without.
  package var scan: Duration
  /// How long a node stays empty before it is given back.
  package var idleAfter: Duration
  /// Nodes that can be taken back.
  package var spotShare: Double
  /// Mean time until a spot node is taken back.
  package var reclaimEvery: Duration
  /// From its announcement.
  package var reclaimNotice: Duration
  /// From the death of a node to its pods being made anew.
  package var replaceAfter: Duration
  /// In dollars.
  package var pricePerHour: Double
  /// What a spot node costs of it.
  package var spotPrice: Double
}

/// Pods that are kept ready to start, at a price.
package struct StandbySpec: Sendable, Hashable, Decodable {
  package var hot: StandbyTierSpec
  package var warm: StandbyTierSpec
  package var cold: ColdTierSpec
}

/// Pods of one readiness.
package struct StandbyTierSpec: Sendable, Hashable, Decodable {
  package var pods: Int
  package var start: DurationDistribution
  /// What one costs, of a pod that runs.
  package var price: Double
}

/// What starts from nothing.
package struct ColdTierSpec: Sendable, Hashable, Decodable {
  package var start: DurationDistribution
}
