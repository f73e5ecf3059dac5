package import SimCore

/// The regions that carriers end in and people live in, and what lies between them.
package struct RegionMap: Sendable, Hashable {
  /// One region: a name, and the zones of those who live there.
  package struct Place: Sendable, Hashable {
    package var name: String
    package var zones: [ZoneID]

    package init(name: String, zones: [ZoneID]) {
      self.name = name
      self.zones = zones
    }
  }

  /// Two regions with what a call takes from one to the other, one way.
  package struct Pair: Sendable, Hashable {
    package var first: String
    package var second: String
    package var delay: Duration

    package init(_ first: String, _ second: String, delay: Duration) {
      self.first = first
      self.second = second
      self.delay = delay
    }
  }

  package let places: [Place]
  private let pairs: [Pair]
  /// Between regions of which no pair tells.
  private let far: Duration

  package init(places: [Place], pairs: [Pair], far: Duration) {
    self.places = places
    self.pairs = pairs
    self.far = far
  }

  /// The region of somebody who may be in these zones: that of the first one which lies in any.
  package func region(of zones: [ZoneID]) -> Int? {
    for zone in zones {
      if let place = places.firstIndex(where: { $0.zones.contains(zone) }) { return place }
    }
    return nil
  }

  package func region(named name: String) -> Int? { places.firstIndex { $0.name == name } }

  /// What a call to somebody takes longer, one way, than it would within one region.
  ///
  /// Nobody is near to, or far from, a region that is not known.
  package func distance(from carrier: Int?, to callee: Int?) -> Duration {
    guard let callee, carrier != callee else { return .zero }
    guard let carrier else { return far }
    let names = (places[carrier].name, places[callee].name)
    let pair = pairs.first {
      ($0.first, $0.second) == names || ($0.second, $0.first) == names
    }
    return pair?.delay ?? far
  }
}

/// Which regions a carrier's dials went to.
package struct RegionCounts: Sendable, Hashable {
  /// To people of the carrier's own region.
  package var near = 0
  package var far = 0
  /// Of all dials to people whose region is known, one way.
  package var distance = Duration.zero

  package init() {}

  package var mean: Duration? { near + far > 0 ? distance / (near + far) : nil }

  package static func += (sum: inout RegionCounts, more: RegionCounts) {
    sum.near += more.near
    sum.far += more.far
    sum.distance += more.distance
  }
}
