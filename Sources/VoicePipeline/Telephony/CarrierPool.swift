package import SimCore

/// The carriers of a run: what one call learns of a carrier, the next one is spared.
package actor CarrierPool: CellActor {
  package nonisolated let cell: Cell
  private var routes: CarrierRoutes
  /// How long a dial that a carrier has failed waits for another one; nil where it never tries.
  private let failoverWait: Duration?

  package init(
    cell: Cell,
    routes: CarrierRoutes,
    failoverWait: Duration? = .seconds(3)
  ) {
    self.cell = cell
    self.routes = routes
    self.failoverWait = failoverWait
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

  /// Books a dial that carriers have failed, with one that was not tried; nil when all were, or
  /// none can take it soon.
  package func reserve(except tried: [Int]) -> CarrierReservation? {
    guard let failoverWait else { return nil }
    let limit = cell.now.advanced(by: failoverWait)
    return routes.reserve(at: cell.now, except: tried, until: limit)
  }

  /// Whether the carrier of a booked dial has begun to be kept away from in the meantime.
  package func isStale(_ reservation: CarrierReservation) -> Bool { routes.isStale(reservation) }

  /// A refusal has come after its dial was given up.
  package func learn(late refusal: CarrierRefusal, of route: Int) {
    guard let pause = refusal.retryAfter else { return }
    routes.suspend(route, for: pause, at: cell.now)
  }

  package func learn(_ setup: CallSetup, of route: Int) {
    routes.learn(setup, of: route, at: cell.now)
  }
}
