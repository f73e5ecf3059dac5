/// Which of a platform's zones something is of; zones share nothing.
package struct ZonePlace: Sendable, Hashable {
  package let index: Int
  package let count: Int

  /// That of a platform without zones.
  package static let only = ZonePlace(index: 0, count: 1)

  package init(index: Int, count: Int) {
    precondition((0..<count).contains(index), "a zone is one of them")
    self.index = index
    self.count = count
  }

  /// The number in the run of the zone's n-th call, both from 1: zones take turns.
  package func number(of call: Int) -> Int { (call - 1) * count + index + 1 }

  /// The zone of a call.
  package static func index(of call: Int, zones: Int) -> Int { (call - 1) % zones }

  /// The zone's part of what is shared; the first zones get what is left over.
  package func part(of whole: Int) -> Int { whole / count + (index < whole % count ? 1 : 0) }
}
