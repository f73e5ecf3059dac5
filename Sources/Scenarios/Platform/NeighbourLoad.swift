internal import SimCore
internal import VoicePipeline

/// Calls of a neighbour on the same pods: they come Poisson, hold for a while, and leave.
///
/// Nobody speaks in them; they take slots, processors and memory from everybody else.
actor NeighbourLoad: CellActor {
  nonisolated let cell: Cell
  private let fleet: PodFleet
  private let hold: DurationDistribution
  private let tenant: Int?
  private let draws: DrawKey
  private let end: SimInstant
  private var plan: ArrivalPlan
  private var index: UInt64 = 0

  init(_ spec: NeighbourSpec, tenant: Int?, on fleet: PodFleet, key: DrawKey, until end: Duration) {
    cell = fleet.cell
    self.fleet = fleet
    self.tenant = tenant
    hold = spec.hold
    draws = key
    self.end = SimInstant.zero.advanced(by: min(spec.until ?? end, end))
    let seconds = Double(spec.hold.mean.nanoseconds) / 1e9
    plan = ArrivalPlan(
      process: .poisson,
      callsPerSecond: spec.load / seconds,
      profile: RateProfile(ramp: nil, surge: spec.surge),
      offset: spec.from,
      draws: key
    )
  }

  func start() { planNext() }

  private func planNext() {
    guard let instant = plan.next(), instant < end else { return }
    after(cell.now.duration(to: instant)) { load in
      load.arrive()
      load.planNext()
    }
  }

  private func arrive() {
    index += 1
    let key = draws.bits(.neighbour, index)
    let call = CallID(number: 0, key: key)
    let routed = RoutedCall(affinity: key, weight: fleet.weight(of: call), tenant: tenant)
    guard let slot = fleet.router.onCell({ $0.acquire(for: routed) }) else { return }
    fleet.onCell { $0.seat(call, on: slot) }
    after(hold.sample(draws.bits(.neighbourHold, index))) { load in
      load.fleet.router.onCell { $0.release(slot) }
      load.fleet.onCell { $0.unseat(call, from: slot.pod) }
    }
  }
}

extension Purpose {
  fileprivate static let neighbour = Purpose("platform.neighbour")
  fileprivate static let neighbourHold = Purpose("platform.neighbour_hold")
}
