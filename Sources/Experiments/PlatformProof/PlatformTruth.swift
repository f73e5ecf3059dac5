internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// What a drawn scenario says of its platform, put together with none of the platform's code.
struct PlatformTruth {
  /// How many requests a layer works on at a time.
  struct Layer {
    enum Places {
      case fixed(Int)
      /// Of each of the platform's pods that are ready.
      case perPod(Int)
      /// Of each pod of its own.
      case perOwnPod(Int)
    }

    var layer: ServiceLayer
    var places: Places
  }

  /// Of pods that stand; nil where they come and go.
  var standing: Int?
  var cap: Int
  var pods: ClosedRange<Int>
  /// Calls at once that each tenant may have.
  var plans: [Int?] = []
  var hasTenants = false
  /// How many regions there are pods in; 1 for one place.
  var regions = 1
  /// Whether every pod may take every call.
  var isUniform: Bool { !hasTenants && regions == 1 }
  /// The regions that may take the calls of a campaign, by its place; all may those of the others.
  var residency: [(campaign: Int, within: [Int])] = []
  var keepsState = false
  /// Whether the store has room for everybody.
  var isRoomy = true
  var storeFaults: [Range<SimInstant>] = []
  var resumesOnSamePod = false
  /// How long a free slot may be overlooked.
  var sightLag = Duration.seconds(5)
  var layers: [Layer]
  /// The shortest pause of each model's breaker.
  var pauses: [(model: String, pause: Duration)] = []

  init(_ scenario: Scenario, faults: FaultSchedule) {
    let platform = scenario.platform
    switch platform.pods {
    case .standing(let count):
      standing = count
      cap = platform.slotsPerPod
      pods = count...count
    case .elastic(let pod):
      cap = min(pod.cap ?? platform.slotsPerPod, pod.sockets / pod.socketsPerCall)
      let initial = pod.initial ?? pod.min
      pods = platform.autoscaler == nil ? initial...initial : pod.min...pod.max
    }
    if let spec = platform.regions {
      regions = spec.sites.count
      pods = (pods.lowerBound * regions)...(pods.upperBound * regions)
      residency = Self.residency(spec, of: scenario.campaigns)
    }
    if let tenancy = platform.tenancy {
      hasTenants = true
      plans = tenancy.tenants.map(\.callsMax)
    }
    if let sessions = platform.sessions, sessions.store == .redis {
      keepsState = true
      let most = sessions.memory * 1_000 / sessions.conversationSize
      isRoomy = sessions.eviction == .none && most >= 1_000
      resumesOnSamePod = sessions.resumeOn == .samePod
    }
    storeFaults = faults.windows.filter { $0.target == .endpoint(.sessions) }
      .map { $0.start..<$0.end }
    layers = ServiceLayer.allCases.compactMap { Self.layer($0, of: scenario) }
    pauses = [("llm", scenario.agent.llm.breaker), ("llm_light", scenario.agent.llmLight?.breaker)]
      .compactMap { model, breaker in breaker.map { (model, $0.pause) } }
  }

  private static func residency(
    _ spec: SitesSpec,
    of campaigns: [CampaignSpec]
  ) -> [(campaign: Int, within: [Int])] {
    campaigns.enumerated().flatMap { index, campaign in
      (spec.residency ?? []).filter { $0.of == campaign.region }.map { rule in
        (
          index,
          spec.sites.indices.filter { rule.within.contains(spec.sites[$0].region) }
        )
      }
    }
  }

  private static func layer(_ layer: ServiceLayer, of scenario: Scenario) -> Layer? {
    if let service = scenario.platform.services?.first(where: { $0.layer == layer }) {
      return Layer(
        layer: layer,
        places: service.pods == nil ? .perPod(service.slots) : .perOwnPod(service.slots)
      )
    }
    let places: Int? =
      switch layer {
      case .recognition: scenario.agent.stt.quota?.concurrent
      case .model: scenario.agent.llm.slots
      case .synthesis: scenario.agent.tts.quota?.concurrent
      }
    return places.map { Layer(layer: layer, places: .fixed($0)) }
  }

  /// Whether the store was well for all that time, and a little before and after.
  func isStoreSound(from start: SimInstant, to end: SimInstant) -> Bool {
    let (start, end) = (start.advanced(by: .seconds(-2)), end.advanced(by: .seconds(2)))
    return isRoomy && !storeFaults.contains { $0.lowerBound < end && start < $0.upperBound }
  }
}
