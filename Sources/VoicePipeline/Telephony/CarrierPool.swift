package import SimCore

/// The carriers of a run: what one call learns of a carrier, the next one is spared.
package actor CarrierPool: CellActor {
  package nonisolated let cell: Cell
  private var routes: CarrierRoutes
  private let failsOver: Bool

  package init(cell: Cell, routes: CarrierRoutes, failsOver: Bool = true) {
    self.cell = cell
    self.routes = routes
    self.failsOver = failsOver
  }

  /// The first instant, from now on, at which a carrier takes a dial.
  package var earliest: SimInstant { routes.earliest(at: cell.now) }

  /// Books the next dial.
  package func reserve() -> CarrierReservation {
    guard let reservation = routes.reserve(at: cell.now) else {
      preconditionFailure("a pool has a carrier that was not tried before")
    }
    return reservation
  }

  /// Books a dial that carriers have failed, with one that was not tried; nil when all were.
  package func reserve(except tried: [Int]) -> CarrierReservation? {
    failsOver ? routes.reserve(at: cell.now, except: tried) : nil
  }

  package func learn(_ setup: CallSetup, of route: Int) {
    routes.learn(setup, of: route, at: cell.now)
  }
}
