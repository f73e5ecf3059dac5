internal import SimCore
internal import VoicePipeline

extension WorldResult {
  /// Puts to it what another zone of the same scenario left behind.
  ///
  /// What is counted comes to what one world would have counted that shares nothing between its
  /// zones. The trace's digest, and the costs, are those of all zones; see `ZonedRun`.
  mutating func merge(_ other: WorldResult, expand: RecordTable.Compressor) {
    measurements.merge(other.measurements, expand: expand)
    demand.merge(other.demand)
    if let theirs = other.detection { detection?.merge(theirs) }
    compliance.merge(other.compliance)
    for (index, theirs) in other.campaigns.enumerated() { campaigns[index].merge(theirs) }
    if let theirs = other.waitingRoom { waitingRoom?.merge(theirs) }
    if let theirs = other.outcomes { outcomes?.merge(theirs) }
    if let theirs = other.dashboards { dashboards?.merge(theirs) }
    if let theirs = other.platform { platform?.merge(theirs) }
    for (index, theirs) in other.carriers.enumerated() { carriers[index].merge(theirs) }
    for (index, theirs) in other.watches.enumerated() { watches[index].merge(theirs) }
    rangTwice += other.rangTwice
    lines += other.lines
    end = max(end, other.end)
    events &+= other.events
    traceKept += other.traceKept
    resilience.merge(other.resilience)
  }
}

extension CarrierWatch {
  /// Puts to it what another zone's dialer watched of the carrier.
  fileprivate mutating func merge(_ other: CarrierWatch) {
    probesSent += other.probesSent
    probesFailed += other.probesFailed
    let all = (avoidances + other.avoidances).enumerated()
    avoidances = all.sorted {
      ($0.element.start, $0.offset) < ($1.element.start, $1.offset)
    }.map(\.element)
    regions += other.regions
  }
}
