package import SimCore

/// Names one set of a `ZoneSets`.
package struct ZoneSetIndex: Sendable, Hashable, BitwiseCopyable {
  package let value: UInt16

  package init(value: UInt16) { self.value = value }
}

/// The sets of time zones that leads may be in, each set once.
///
/// An area code is only a hint, for numbers move with their owners: a lead may be in any zone of
/// its area code, and in the zone that its row names.
package struct ZoneSets: Sendable {
  /// In the order in which they occurred first, those of the area codes in front.
  package private(set) var sets: [[ZoneID]]
  private let byAreaCode: [UInt16]
  /// For a set and a further zone, the set of both plus one; zero where not needed yet.
  private var widened: [[UInt16]]

  package init() {
    sets = AreaZones.sets
    byAreaCode = AreaZones.setByAreaCode
    widened = Array(repeating: [], count: AreaZones.sets.count)
  }

  package subscript(index: ZoneSetIndex) -> [ZoneID] { sets[Int(index.value)] }

  /// The zones of an area code, and a person's own if it is known.
  @inline(__always)
  package mutating func index(areaCode: Int, adding zone: ZoneID?) -> ZoneSetIndex {
    let base = byAreaCode[areaCode]
    guard let zone else { return ZoneSetIndex(value: base) }
    let row = Int(base)
    let column = Int(zone.index)
    if column < widened[row].count, widened[row][column] != 0 {
      return ZoneSetIndex(value: widened[row][column] - 1)
    }
    return widen(row, by: zone)
  }

  private mutating func widen(_ row: Int, by zone: ZoneID) -> ZoneSetIndex {
    let set = AreaZones.sorted(sets[row] + [zone])
    let index = sets.firstIndex(of: set) ?? sets.count
    if index == sets.count { sets.append(set) }
    let column = Int(zone.index)
    if widened[row].count <= column {
      widened[row] += [UInt16](repeating: 0, count: column + 1 - widened[row].count)
    }
    widened[row][column] = UInt16(index + 1)
    return ZoneSetIndex(value: UInt16(index))
  }
}

/// The zones of area codes, in the form that the lead reader looks them up.
enum AreaZones {
  /// Every set of zones that an area code has; the first is empty.
  static let sets: [[ZoneID]] = table.sets
  /// Index into `sets` by area code, 0 to 999.
  static let setByAreaCode: [UInt16] = table.indices

  /// In the order of the zone table, each once.
  static func sorted(_ zones: [ZoneID]) -> [ZoneID] {
    var result: [ZoneID] = []
    for zone in zones.sorted(by: { $0.index < $1.index }) where zone != result.last {
      result.append(zone)
    }
    return result
  }

  private static let table: (sets: [[ZoneID]], indices: [UInt16]) = {
    var sets: [[ZoneID]] = [[]]
    let indices = (0..<1_000).map { areaCode in
      let zones = sorted(AreaCodes.zones(of: areaCode)?.zones ?? [])
      if let index = sets.firstIndex(of: zones) { return UInt16(index) }
      sets.append(zones)
      return UInt16(sets.count - 1)
    }
    return (sets, indices)
  }()
}
