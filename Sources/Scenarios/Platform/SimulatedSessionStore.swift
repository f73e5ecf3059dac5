package import SimCore
package import VoicePipeline

/// A store of conversations with the behaviour of Redis: writes arrive after a while, a fail-over
/// loses the latest of them, and a full memory refuses or forgets.
///
/// ```
/// agent ─save─▶ on its way ─write─▶ kept ──replication lag──▶ kept by the replica too
///                                     └ lost, if a fail-over comes before
/// ```
package actor SimulatedSessionStore: CellActor {
  private struct Version {
    let arrived: SimInstant
    let snapshot: AgentMachine
  }

  private struct Entry {
    /// In the order of their arrival.
    var versions: [Version] = []
    var saves: UInt64 = 0
    var loads: UInt64 = 0
    /// When it was last touched, as a place in the order of all touches.
    var touch: UInt64 = 0
  }

  package nonisolated let cell: Cell
  private let spec: SessionsSpec
  private let health: EndpointHealth?
  /// When the store failed over, rising.
  private let failovers: [SimInstant]
  private var entries: [UInt64: Entry] = [:]
  /// Touches in their order, those that later ones have replaced among them; none where nothing is
  /// ever forgotten.
  private var touches: [(key: UInt64, touch: UInt64)] = []
  private var firstTouch = 0
  private var touchCount: UInt64 = 0
  private let entriesMax: Int
  private let defect: PlatformDefect?
  package private(set) var use = SessionStoreUse()

  package init(
    cell: Cell,
    spec: SessionsSpec,
    faults: FaultSchedule = .none,
    defect: PlatformDefect? = nil
  ) {
    self.cell = cell
    self.defect = defect
    self.spec = spec
    health = faults.health(of: .sessions)
    failovers = faults.windows
      .filter { $0.target == .endpoint(.sessions) && $0.effect.isDown }
      .map(\.start).sorted()
    entriesMax = max(Int(spec.memory * 1_000 / spec.conversationSize), 1)
  }

  private func keep(_ snapshot: AgentMachine, of call: CallID) -> Bool {
    use.saves += 1
    if defect == .stateForgotten, call.key % 2 == 0 { return true }
    let draws = call.draws(from: cell.key)
    var entry = entries[call.key] ?? Entry()
    entry.saves += 1
    let effect = health?.effect(at: cell.now) ?? .none
    guard !effect.isDown, !draws.chance(effect.errorShare, .sessionError, entry.saves),
      entry.touch > 0 || makeRoom()
    else {
      use.refused += 1
      return false
    }
    let travel = spec.write.sample(draws.bits(.sessionWrite, entry.saves)) * effect.latencyFactor
    let arrived = max(
      cell.now.advanced(by: travel),
      entry.versions.last?.arrived ?? .zero
    )
    entry.versions.append(Version(arrived: arrived, snapshot: snapshot))
    forgetOld(&entry)
    entries[call.key] = touched(entry, call.key)
    use.kept = max(use.kept, entries.count)
    return true
  }

  /// Of versions that even a fail-over now would leave, the newest will do.
  private func forgetOld(_ entry: inout Entry) {
    let safe = entry.versions.lastIndex {
      $0.arrived.advanced(by: spec.replicationLag) <= cell.now && !isLost($0)
    }
    if let safe, safe > 0 { entry.versions.removeFirst(safe) }
  }

  private func isLost(_ version: Version) -> Bool {
    failovers.contains {
      $0 <= cell.now && version.arrived <= $0
        && $0 < version.arrived.advanced(by: spec.replicationLag)
    }
  }

  private func touched(_ entry: Entry, _ key: UInt64) -> Entry {
    var entry = entry
    touchCount += 1
    entry.touch = touchCount
    guard spec.eviction == .leastRecentlyUsed else { return entry }
    touches.append((key, touchCount))
    if touches.count > 2 * entries.count + 4_096 {
      touches = touches[firstTouch...].filter {
        $0.key == key || entries[$0.key]?.touch == $0.touch
      }
      firstTouch = 0
    }
    return entry
  }

  /// False when there is none for another conversation.
  private func makeRoom() -> Bool {
    guard entries.count >= entriesMax else { return true }
    guard spec.eviction == .leastRecentlyUsed else { return false }
    while firstTouch < touches.count {
      let (key, touch) = touches[firstTouch]
      firstTouch += 1
      guard entries[key]?.touch == touch else { continue }
      entries[key] = nil
      use.evicted += 1
      return true
    }
    return true
  }

  private func answer(
    _ call: CallID,
    _ answer: @escaping @Sendable (SessionAnswer) -> Void
  ) {
    use.loads += 1
    let effect = health?.effect(at: cell.now) ?? .none
    let draws = call.draws(from: cell.key)
    entries[call.key]?.loads += 1
    let number = entries[call.key]?.loads ?? 0
    guard !effect.isDown, !draws.chance(effect.errorShare, .sessionReadError, number) else {
      use.unanswered += 1
      after(spec.timeout) { _ in answer(.unavailable) }
      return
    }
    let travel = spec.read.sample(draws.bits(.sessionRead, number)) * effect.latencyFactor
    after(travel) { answer($0.read(call)) }
  }

  private func read(_ call: CallID) -> SessionAnswer {
    let arrived = entries[call.key]?.versions.filter { $0.arrived <= cell.now } ?? []
    guard let version = arrived.last(where: { !isLost($0) }) else {
      use.missing += 1
      return .missing
    }
    if let last = arrived.last, isLost(last) { use.stale += 1 }
    entries[call.key] = entries[call.key].map { touched($0, call.key) }
    return .found(Shared(version.snapshot))
  }
}

extension SimulatedSessionStore: SessionStore {
  package nonisolated func save(_ snapshot: AgentMachine, of call: CallID) -> Bool {
    onCell { $0.keep(snapshot, of: call) }
  }

  package nonisolated func load(
    _ call: CallID,
    _ answer: @escaping @Sendable (SessionAnswer) -> Void
  ) {
    onCell { $0.answer(call, answer) }
  }

  package nonisolated func remove(_ call: CallID) {
    onCell { $0.entries[call.key] = nil }
  }
}

extension Purpose {
  fileprivate static let sessionWrite = Purpose("sessions.write")
  fileprivate static let sessionRead = Purpose("sessions.read")
  fileprivate static let sessionError = Purpose("sessions.error")
  fileprivate static let sessionReadError = Purpose("sessions.read_error")
}
