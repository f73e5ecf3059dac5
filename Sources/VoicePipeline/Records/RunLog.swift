package import SimCore

/// The part of a run that counts: what lies before it is warm-up, what begins after it is drain.
package struct MeasuredWindow: Sendable, Hashable {
  package var start: SimInstant
  package var end: SimInstant

  package init(start: SimInstant, end: SimInstant) {
    self.start = start
    self.end = end
  }

  package func contains(_ instant: SimInstant) -> Bool { instant >= start && instant < end }
}

/// Keeps what a run measured: rows of calls and turns, histograms, counts and the load curve.
package actor RunLog: CellActor {
  package nonisolated let cell: Cell
  private let window: MeasuredWindow
  private let desk: DeskAccount?
  private let zone: ZonePlace
  private nonisolated let wish: StoryWish?
  private nonisolated let comparesTiers: Bool
  private var measurements: RunMeasurements
  /// Of the latest turns; nil where nobody asks.
  private var responses: RecentResponses?
  /// Why each attempt was made, or was not; nil for a run that nobody audits.
  private var auditLog: AuditLog?

  package init(
    cell: Cell,
    window: MeasuredWindow,
    wish: StoryWish? = nil,
    desk: DeskAccount? = nil,
    audit: AuditLog? = nil,
    comparesTiers: Bool = false,
    zone: ZonePlace = .only,
    compress: @escaping RecordTable.Compressor
  ) {
    self.cell = cell
    self.window = window
    self.desk = desk
    self.zone = zone
    self.wish = wish
    self.comparesTiers = comparesTiers
    measurements = RunMeasurements(
      window: window,
      comparesTiers: comparesTiers,
      hasHeads: zone.index == 0,
      compress: compress
    )
    auditLog = audit
  }

  /// Everything measured; asked for once, when the run is over.
  package func finish() -> RunMeasurements {
    if let auditLog { measurements.audits = [auditLog.sealed(at: cell.now)] }
    return measurements
  }

  /// Writes down a decision about a person, in the order of time.
  package func audit(_ entry: AuditEntry) { auditLog?.record(entry) }

  /// Keeps the responses of so long a while from now on.
  package func keepResponses(of window: Duration) { responses = RecentResponses(window) }

  /// The 95th percentile of the responses of the latest while; nil without any.
  package func responseP95() -> Duration? { responses?.p95(at: cell.now) }

  package var callsStarted: Int { measurements.attempts.started }

  /// A call falls due, outbound or inbound; its number in the run, from 1.
  package func callPlanned() -> Int {
    measurements.attempts.offered += 1
    let number = zone.number(of: measurements.attempts.offered)
    cell.record(.dialPlanned, call: number)
    return number
  }

  package func dialDropped(call: Int, reason: DropReason) {
    measurements.attempts.dropped += 1
    if reason.isForWantOfAgents { measurements.saturation.miss(.slots, at: cell.now) }
    audit(AuditEntry(.dropped, by: .dialer, at: cell.now, call: call, data: .text(reason.label)))
    cell.record(.dialDropped, call: call, a: UInt64(reason.rawValue))
  }

  /// Whoever is late has waited for something: nil where that was the campaign's own wish.
  package func dialStarted(call: Int, delay: Duration, waitingFor limit: LimitedResource?) {
    measurements.attempts.started += 1
    if delay > DialCounts.lateAfter {
      measurements.attempts.late += 1
      if let limit { measurements.saturation.miss(limit, at: cell.now) }
    }
    cell.record(.dialStarted, call: call, a: delay.traceBits)
  }

  package func conversationStarted(call: Int, pod: Int) {
    measurements.active.increment(at: cell.now)
    cell.record(.conversationStarted, call: call, a: UInt64(pod))
  }

  package func conversationEnded(call: Int) {
    measurements.active.decrement(at: cell.now)
    cell.record(.conversationEnded, call: call)
  }

  /// Whether somebody asks for what happened in a call, whether or not its turns are kept.
  package nonisolated func wishes(_ call: CallID) -> Bool {
    comparesTiers || wish?.includes(call) == true
  }

  package func record(_ call: CallRecord, _ usage: ModelUsage, _ chronicle: CallChronicle?) {
    let call = desk?.completed(call) ?? call
    if let chronicle, wish?.includes(call.id) == true { measurements.keep(call, chronicle) }
    measurements.add(call, usage, chronicle, isMeasured: window.contains(call.planned))
    cell.record(
      .callEnded,
      call: call.id.number,
      a: call.id.key,
      b: UInt64(call.outcome.index)
    )
  }

  package func record(_ call: ModelCall, call number: Int, isKept: Bool = true) {
    measurements.add(call, of: number, isKept: isKept)
  }

  package func record(_ overlap: SpeechOverlap) {
    measurements.add(overlap, isMeasured: window.contains(overlap.onset))
  }

  package func record(silence: Duration) {
    measurements.add(silence: silence, isMeasured: window.contains(cell.now))
  }

  package func record(_ turn: TurnRecord, label: CallerLabel?, isKept: Bool = true) {
    responses?.add(turn.responseLatency, at: cell.now)
    measurements.add(
      turn,
      label: label,
      isMeasured: window.contains(turn.speechEnded),
      isKept: isKept
    )
    cell.record(
      .replyHeard,
      call: turn.call,
      a: UInt64(turn.turn),
      b: turn.responseLatency.traceBits
    )
  }
}
