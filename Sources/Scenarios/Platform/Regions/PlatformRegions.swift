package import SimCore
package import VoicePipeline

/// The regions of a platform: how far they lie from people, carriers and layers, and when they are
/// gone.
///
/// ```
/// person ─▶ carrier ──distance──▶ pod ──distance, both ways──▶ layer of the agent, where central
///                                  ▲
///                           nearest that is there, has a slot, and may
/// ```
/// Everything here is a function of the scenario: what is gone when is laid out before the run.
package struct PlatformRegions: Sendable {
  let spec: SitesSpec
  private let map: RegionMap
  /// The place of each region among those of the map.
  private let places: [Int]
  private let losses: [RegionLoss]

  /// Nil where all pods are in one place.
  package init?(_ scenario: Scenario, faults: FaultSchedule) {
    guard let spec = scenario.platform.regions, let map = scenario.routing.regions?.map else {
      return nil
    }
    self.spec = spec
    self.map = map
    places = spec.sites.compactMap { map.region(named: $0.region) }
    losses = faults.windows.compactMap { window in
      guard window.kind == .regionLoss, case .region(let name) = window.target,
        let region = spec.sites.firstIndex(where: { $0.region == name })
      else { return nil }
      return RegionLoss(
        region: region,
        start: window.start,
        end: window.end,
        detection: spec.detection
      )
    }
  }

  package var names: [String] { spec.sites.map(\.region) }

  package var routing: RegionRouting {
    let homes = map.places.map(\.name)
    let entries: [Int?] = homes.indices.map(\.self) + [nil]
    return RegionRouting(
      orders: entries.map(order),
      permitted: homes.map { spec.keepsResidency ? permitted($0) : nil },
      overflows: spec.overflow,
      connectTimeout: spec.connectTimeout,
      losses: losses
    )
  }

  /// The name of a place; nil where somebody is nowhere that is known.
  func name(ofPlace place: Int?) -> String? { place.map { map.places[$0].name } }

  private func permitted(_ home: String) -> [Int]? {
    (spec.residency ?? []).first { $0.of == home }
      .map { rule in spec.sites.indices.filter { rule.within.contains(spec.sites[$0].region) } }
  }

  private func order(_ entry: Int?) -> [Int] {
    spec.sites.indices.sorted {
      (distance(from: entry, to: $0), $0) < (distance(from: entry, to: $1), $1)
    }
  }

  /// From where media comes in to a region, one way; nothing where that is not known.
  package func distance(from entry: Int?, to region: Int) -> Duration {
    guard let entry else { return .zero }
    return map.distance(from: entry, to: places[region])
  }

  /// What a request from a pod's region to a layer, and its answer, take on their way.
  ///
  /// A layer whose region is gone, and known to be, is asked beside the pod.
  package func roundTrip(from region: Int, to layer: FaultTarget, at now: SimInstant) -> Duration {
    guard let name = spec.stages.region(of: layer), let place = map.region(named: name) else {
      return .zero
    }
    let isGone = losses.contains { spec.sites[$0.region].region == name && $0.isKnown(at: now) }
    return isGone ? .zero : map.distance(from: places[region], to: place) * 2
  }

  /// Whether some layer is not beside the pods.
  var hasCentralLayers: Bool { FaultTarget.allCases.contains { spec.stages.region(of: $0) != nil } }
}

extension Scenario {
  /// The outages of layers whose region is gone, until nobody asks there any more.
  func outages(ofLayersIn losses: [FaultSchedule.Window]) -> [FaultSchedule.Window] {
    guard let spec = platform.regions else { return [] }
    return losses.flatMap { loss -> [FaultSchedule.Window] in
      guard loss.kind == .regionLoss, case .region(let name) = loss.target else { return [] }
      return FaultTarget.allCases.filter { spec.stages.region(of: $0) == name }.map { layer in
        FaultSchedule.Window(
          target: .endpoint(layer),
          start: loss.start,
          end: min(loss.end, loss.start.advanced(by: spec.detection)),
          effect: .outage
        )
      }
    }
  }
}

extension PlatformSpec {
  /// The platform of one region; itself where there are none.
  func part(of region: Int) -> PlatformSpec {
    guard let site = regions?.sites[region], case .elastic(var pod) = pods else { return self }
    var part = self
    pod.min = site.min ?? pod.min
    pod.max = site.max ?? pod.max
    pod.initial = site.initial ?? pod.initial
    part.pods = .elastic(pod)
    if let schedule = site.schedule { part.autoscaler?.schedule = schedule }
    return part
  }

  /// The platform of each region, in order; the only one where there are none.
  package var parts: [PlatformSpec] {
    regions.map { regions in regions.sites.indices.map { part(of: $0) } } ?? [self]
  }
}
