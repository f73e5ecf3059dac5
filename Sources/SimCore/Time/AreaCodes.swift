/// What a North American area code (NPA) says about where a phone is: a hint, no more.
///
/// Numbers are ported and area codes straddle zones, so a dial must be allowed in every candidate
/// zone; a lead's own zone is added to the candidates, never taken in their place.
package enum AreaCodes {
  /// Every zone that any exchange of the area code lies in; nil for one that is not geographic.
  package static func zones(of npa: Int) -> ZoneSetID? { entry(npa)?.zones }

  /// State, province or territory: "New Jersey".
  package static func region(of npa: Int) -> String? { entry(npa)?.region }

  /// ISO 3166-1 code: "US".
  package static func country(of npa: Int) -> String? { entry(npa)?.country }

  /// All known area codes, rising.
  package static let all: [Int] = contents.entries.indices.filter { contents.entries[$0] != nil }

  struct Entry: Sendable {
    let country: String
    let region: String
    let zones: ZoneSetID
  }

  struct Contents: Sendable {
    /// By area code.
    var entries = [Entry?](repeating: nil, count: 1_000)
    /// By `ZoneSetID.index`.
    var zoneSets: [[ZoneID]] = []
  }

  private static func entry(_ npa: Int) -> Entry? {
    contents.entries.indices.contains(npa) ? contents.entries[npa] : nil
  }

  static let contents: Contents = {
    var contents = Contents()
    for line in table.split(separator: "\n") {
      let parts = line.split(separator: "|")
      let zones = parts[2].split(separator: " ").compactMap { ZoneTable.zone(named: String($0)) }
      let known = contents.zoneSets.firstIndex(of: zones)
      if known == nil { contents.zoneSets.append(zones) }
      let entry = Entry(
        country: String(parts[0]),
        region: String(parts[1]),
        zones: ZoneSetID(index: UInt8(known ?? contents.zoneSets.count - 1))
      )
      for code in parts[3].split(separator: " ") { contents.entries[Int(code) ?? 0] = entry }
    }
    return contents
  }()
}

/// One of the few dozen distinct sets of candidate zones; leads are sharded by it.
package struct ZoneSetID: Sendable, Hashable, BitwiseCopyable {
  /// 0 and up, without gaps.
  package let index: UInt8

  init(index: UInt8) { self.index = index }

  /// The zones of the set, sorted by name; never empty.
  package var zones: [ZoneID] { AreaCodes.contents.zoneSets[Int(index)] }

  /// All sets, in the order of their index.
  package static var all: [ZoneSetID] {
    AreaCodes.contents.zoneSets.indices.map { ZoneSetID(index: UInt8($0)) }
  }
}
