internal import SimCore
internal import VoicePipeline

/// The pods of several regions behind one router: number `n` is in region `n` modulo their count.
///
/// ```
///                        ┌─ PodFleet, region 0: pods 0, 3, 6 …
/// Call ─▶ PodRouter ─────┼─ PodFleet, region 1: pods 1, 4, 7 …
///            order       └─ PodFleet, region 2: pods 2, 5, 8 …
/// ```
final class RegionalFleets: PodHost {
  let fleets: [PodFleet]
  private let regions: PlatformRegions
  private let meter: RegionMeter
  /// What agents in each region speak through; nil where every layer is beside the pods.
  private let ports: [Shared<AgentPorts>]?

  init(
    _ fleets: [PodFleet],
    _ regions: PlatformRegions,
    ports: AgentPorts?,
    within window: MeasuredWindow,
    on cell: Cell
  ) {
    self.fleets = fleets
    self.regions = regions
    meter = RegionMeter(regions, within: window, on: cell)
    self.ports =
      regions.hasCentralLayers
      ? ports.map { ports in
        fleets.indices.map { Shared(ports.seen(from: $0, over: regions, on: cell)) }
      } : nil
  }

  func region(of pod: Int) -> Int { pod % fleets.count }

  private func fleet(of pod: Int) -> PodFleet { fleets[region(of: pod)] }

  func weight(of call: CallID) -> Double { fleets[0].weight(of: call) }

  func begin(
    _ call: CallID,
    on pod: Int,
    over media: any MediaPath,
    from origin: CallOrigin
  ) -> any MediaPath {
    let (fleet, region) = (fleet(of: pod), region(of: pod))
    meter.onCell { $0.begin(origin, in: region) }
    let distance = regions.distance(from: origin.entry, to: region)
    let line =
      distance > .zero
      ? PodMedia(
        cell: fleet.cell,
        media: media,
        draws: call.draws(from: fleet.cell.key),
        tellsLag: false
      ) { _ in distance } : media
    return fleet.begin(call, on: pod, over: line, from: origin)
  }

  func end(_ call: CallID, on pod: Int) { fleet(of: pod).end(call, on: pod) }

  func watch(_ call: CallID, on pod: Int, _ moment: @escaping @Sendable () -> ConversationMoment) {
    fleet(of: pod).watch(call, on: pod, moment)
  }

  func takeover(of call: CallID, losses: Int) -> PodTakeover? {
    fleets[0].takeover(of: call, losses: losses)
  }

  func answered(_ turn: TurnRecord, on pod: Int) {
    let region = region(of: pod)
    meter.onCell(with: turn) { $0.answered($1, in: region) }
  }

  func ports(on pod: Int) -> Shared<AgentPorts>? { ports?[region(of: pod)] }

  /// What the pods of each region have done; asked for once, when the run is over.
  func finish() -> PlatformAccount {
    var accounts = fleets.map { fleet in fleet.onCell { $0.finish() } }
    var regions = meter.onCell { $0.regions }
    for (index, account) in accounts.enumerated() {
      (regions[index].ready, regions[index].desired) = (account.ready, account.desired)
      (regions[index].podsLost, regions[index].callsLost) = (
        account.podsLost, account.callsLostTotal
      )
    }
    var whole = accounts.removeFirst()
    for account in accounts { whole.merge(account) }
    whole.regions = regions
    return whole
  }
}

/// Counts where conversations are held, and where they might have been.
private actor RegionMeter: CellActor {
  nonisolated let cell: Cell
  private let routing: RegionRouting
  private let platform: PlatformRegions
  private let window: MeasuredWindow
  private(set) var regions: [RegionAccount]

  init(_ regions: PlatformRegions, within window: MeasuredWindow, on cell: Cell) {
    self.cell = cell
    self.window = window
    platform = regions
    routing = regions.routing
    self.regions = regions.names.map { RegionAccount(name: $0) }
  }

  func answered(_ turn: TurnRecord, in region: Int) {
    guard window.contains(turn.speechEnded) else { return }
    regions[region].response.record(turn.responseLatency)
  }

  func begin(_ origin: CallOrigin, in region: Int) {
    regions[region].conversations += 1
    regions[region].distance.record(platform.distance(from: origin.entry, to: region))
    if !routing.isNearest(region, for: origin) { regions[region].fromElsewhere += 1 }
    if isAstray(origin, in: region) { regions[region].violations += 1 }
  }

  /// Whether a conversation, or a layer that it is told to, is where it may not be.
  ///
  /// By the names in the scenario, and by nothing that the choice of a region goes by.
  private func isAstray(_ origin: CallOrigin, in region: Int) -> Bool {
    let home = platform.name(ofPlace: origin.home)
    guard let rule = platform.spec.residency?.first(where: { $0.of == home }) else { return false }
    let layers = FaultTarget.allCases.compactMap { platform.spec.stages.region(of: $0) }
    return !([platform.names[region]] + layers).allSatisfy(rule.within.contains)
  }
}
