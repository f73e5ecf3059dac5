package import SimCore

/// The accepted leads of a file in file order, eight bytes each.
///
/// Chunks instead of one array: growing never copies what is there, so that memory never peaks.
package struct LeadStore: Sendable {
  private static let chunkBits = 16
  private static let chunkSize = 1 << chunkBits

  private var chunks: [[Lead]] = []
  private var tail: [Lead] = []
  /// What the zone indices of the leads mean.
  package var zoneSets: ZoneSets

  package init(zoneSets: ZoneSets = ZoneSets()) { self.zoneSets = zoneSets }

  package var count: Int { (chunks.count << Self.chunkBits) + tail.count }

  package subscript(index: Int) -> Lead {
    let chunk = index >> Self.chunkBits
    return chunk == chunks.count
      ? tail[index & (Self.chunkSize - 1)] : chunks[chunk][index & (Self.chunkSize - 1)]
  }

  @inline(__always)
  package mutating func append(_ lead: Lead) {
    if tail.isEmpty { tail.reserveCapacity(Self.chunkSize) }
    tail.append(lead)
    if tail.count == Self.chunkSize {
      chunks.append(tail)
      tail = []
    }
  }

  /// The zones that a lead's person may be in.
  package func zones(of lead: Lead) -> [ZoneID] { zoneSets[lead.zones] }
}
