package import SimCore

/// Counts calls that ring at their callee over more than one carrier: in the world, where a phone
/// rings whether or not the dialer hears of it.
package actor RingMeter: CellActor {
  package nonisolated let cell: Cell
  /// Carriers over which a call has rung, by its number in the run.
  private var rings: [UInt8] = []
  package private(set) var rangTwice = 0

  package init(cell: Cell) { self.cell = cell }

  /// A phone begins to ring; a carrier says so once for each call.
  func rang(_ call: Int) {
    if call >= rings.count { rings += [UInt8](repeating: 0, count: call - rings.count + 1_024) }
    if rings[call] == 1 { rangTwice += 1 }
    if rings[call] < .max { rings[call] += 1 }
  }
}
