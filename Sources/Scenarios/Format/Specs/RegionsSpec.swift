internal import SimCore
package import VoicePipeline

/// What goes before the order of carriers.
package enum RoutePreference: String, Sendable, Hashable, Decodable, CaseIterable {
  /// The carrier that is nearest to the called person.
  case region
}

/// Where carriers end and people live, and how far the regions lie apart.
package struct RegionsSpec: Sendable, Hashable, Decodable {
  package var places: [PlaceSpec]
  /// One way, between regions of which no pair tells.
  package var far: Duration
  package var pairs: [RegionPairSpec]?
  /// Of a preset: pairs of which `pairs` does not tell.
  package var table: [RegionPairSpec]?

  package var map: RegionMap {
    RegionMap(
      places: places.map { place in
        RegionMap.Place(
          name: place.name,
          zones: place.zones.compactMap { ZoneTable.zone(named: $0) }
        )
      },
      pairs: ((pairs ?? []) + (table ?? [])).map {
        RegionMap.Pair($0.from, $0.to, delay: $0.delay)
      },
      far: far
    )
  }
}

/// A region by the time zones of its people.
package struct PlaceSpec: Sendable, Hashable, Decodable {
  package var name: String
  package var zones: [String]
}

/// Two regions and the way between them.
package struct RegionPairSpec: Sendable, Hashable, Decodable {
  package var from: String
  package var to: String
  /// One way.
  package var delay: Duration
}
