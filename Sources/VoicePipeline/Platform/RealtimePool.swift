package import SimCore

/// How a pod keeps sessions with a speech-to-speech model warm.
package struct RealtimePoolSettings: Sendable, Hashable {
  /// Sessions that wait on each pod.
  package var size: Int
  /// From asking for a session that waits until it is a call's own.
  package var acquire: Duration
  /// Connections that one pod makes for its pool at the same time.
  package var refillAtOnce: Int
  /// From a connection that has failed to the next one for the pool.
  package var refillPause: Duration
  /// The age at which a session that waits is closed, and made anew.
  package var recycleAfter: Duration

  package init(
    size: Int,
    acquire: Duration,
    refillAtOnce: Int,
    refillPause: Duration,
    recycleAfter: Duration
  ) {
    self.size = size
    self.acquire = acquire
    self.refillAtOnce = refillAtOnce
    self.refillPause = refillPause
    self.recycleAfter = recycleAfter
  }
}

/// What pools of sessions have done.
package struct RealtimePoolAccount: Sendable {
  /// Sessions that calls asked for.
  package var asked = 0
  /// Of these, those that waited.
  package var hits = 0
  /// Connections that were made, for the pool or for a call that found none.
  package var connects = 0
  package var failures = 0
  /// Sessions that were closed for their age, by us or by the model.
  package var aged = 0
  /// From a call's asking to its session.
  package var waits = LatencyHistogram()
  /// The same of those that found none.
  package var coldWaits = LatencyHistogram()
  /// Sessions that wait.
  package var idle = ConcurrencyCurve()

  package init() {}

  package static func += (sum: inout RealtimePoolAccount, other: RealtimePoolAccount) {
    sum.asked += other.asked
    sum.hits += other.hits
    sum.connects += other.connects
    sum.failures += other.failures
    sum.aged += other.aged
    sum.waits.merge(other.waits)
    sum.coldWaits.merge(other.coldWaits)
  }
}

/// One pod's sessions with a speech-to-speech model: some wait, connected, for the next call.
///
/// ```
/// call ─▶ one waits? ─yes─▶ 50 ms ────────▶ session      meanwhile the pool is filled again
///            └ no ─▶ the next connection, whoever it was begun for ─▶ session
/// ```
package actor RealtimePool: TimedActor {
  /// What a pool has timers for.
  package enum Due: UInt32, Sendable {
    /// What waited is its call's now; the argument is its number.
    case handOver
    /// The next connection for the pool may be tried.
    case refill
    /// What waits is old; the argument is its number.
    case recycle
  }

  package nonisolated let cell: Cell
  private let settings: RealtimePoolSettings
  private let connector: any RealtimeConnector
  private let place: Int
  private let idle: IdleSessions
  private var warm: WarmSessions
  /// Nobody asks any more: what comes up is closed.
  private var isShut = false
  private var isPausing = false
  private var made: UInt64 = 0
  /// All that are no call's yet.
  private var connections: [Connection] = []
  /// Calls that wait for a connection, in order.
  private var waiting: [PooledSession] = []
  private(set) var account = RealtimePoolAccount()

  private struct Connection {
    let number: UInt64
    /// Whether it was begun for the pool, and not for a call.
    let isForPool: Bool
    let asked: SimInstant
    var connection: (any RealtimeConnection)?
    /// The call that it is on its way to.
    var session: PooledSession?
  }

  init(
    cell: Cell,
    place: Int,
    _ settings: RealtimePoolSettings,
    connector: any RealtimeConnector,
    idle: IdleSessions
  ) {
    self.cell = cell
    self.place = place
    self.settings = settings
    self.connector = connector
    self.idle = idle
    warm = WarmSessions(size: settings.size, atOnce: settings.refillAtOnce)
  }

  package func fired(_ due: Due, _ argument: UInt64) {
    switch due {
    case .handOver: handOver(argument)
    case .refill:
      isPausing = false
      fill()
    case .recycle: recycle(argument)
    }
  }

  /// Connects as many as are missing.
  func fill() {
    guard !isShut, !isPausing else { return }
    for _ in 0..<warm.refill() { connect(isForPool: true) }
  }

  /// Closes what waits, and keeps nothing warm from now on.
  func shut() {
    isShut = true
    while let number = warm.take() { close(number) }
    idle.set(0, of: place)
  }

  private func connect(isForPool: Bool) {
    made += 1
    account.connects += 1
    let number = made
    connections.append(Connection(number: number, isForPool: isForPool, asked: cell.now))
    let connection = connector.connect(number, from: place, for: self)
    // It may have failed at once.
    if let index = index(of: number) { connections[index].connection = connection }
  }

  private func index(of number: UInt64) -> Int? {
    connections.firstIndex { $0.number == number }
  }

  private func close(_ number: UInt64) {
    guard let index = index(of: number) else { return }
    connections.remove(at: index).connection?.close()
  }
}

// Calls.
extension RealtimePool {
  fileprivate func ask(_ session: PooledSession) {
    account.asked += 1
    if let number = warm.take(), let index = index(of: number) {
      account.hits += 1
      connections[index].session = session
      idle.set(warm.count, of: place)
      schedule(.handOver, after: settings.acquire, number)
    } else {
      waiting.append(session)
      connect(isForPool: false)
    }
    fill()
  }

  private func handOver(_ number: UInt64) {
    guard let index = index(of: number), let session = connections[index].session else { return }
    guard let connection = connections.remove(at: index).connection else { return }
    give(connection, to: session)
  }

  private func give(_ connection: any RealtimeConnection, to session: PooledSession) {
    account.waits.record(session.asked.duration(to: cell.now))
    session.onCell(with: connection) { $0.take($1) }
  }

  private func cameUp(_ number: UInt64) {
    guard let index = index(of: number) else { return }
    if connections[index].isForPool { warm.settled() }
    while !waiting.isEmpty {
      let session = waiting.removeFirst()
      guard session.onCell(with: (), { session, _ in session.isWanted }) else { continue }
      guard let connection = connections.remove(at: index).connection else { return }
      account.coldWaits.record(session.asked.duration(to: cell.now))
      give(connection, to: session)
      return fill()
    }
    if !isShut, warm.put(number) {
      idle.set(warm.count, of: place)
      schedule(.recycle, after: settings.recycleAfter, number)
    } else {
      close(number)
    }
    fill()
  }

  private func wentDown(_ number: UInt64, _ failure: PortFailure) {
    guard let index = index(of: number) else { return }
    let gone = connections.remove(at: index)
    if warm.remove(number) {
      account.aged += 1
      idle.set(warm.count, of: place)
      return fill()
    }
    account.failures += 1
    if let session = gone.session {
      // It died on its way: the call asks for another one.
      account.hits -= 1
      account.asked -= 1
      return ask(session)
    }
    if gone.isForPool {
      warm.settled()
      isPausing = true
      schedule(.refill, after: settings.refillPause)
    } else if !waiting.isEmpty {
      let session = waiting.removeFirst()
      session.onCell(with: failure) { $0.fail($1) }
    }
  }

  private func recycle(_ number: UInt64) {
    guard warm.remove(number) else { return }
    account.aged += 1
    close(number)
    idle.set(warm.count, of: place)
    fill()
  }
}

extension RealtimePool: ConnectionOwner {
  package nonisolated func connected(_ number: UInt64) {
    onCell(with: number) { $0.cameUp($1) }
  }

  package nonisolated func disconnected(_ number: UInt64, _ failure: PortFailure) {
    onCell(with: (number, failure)) { $0.wentDown($1.0, $1.1) }
  }
}

extension RealtimePool: RealtimeModel {
  package nonisolated func open(
    _ request: GenerationRequest,
    for agent: any AgentEventReceiver
  ) -> any RealtimeSession {
    let session = PooledSession(cell: cell, request: request, agent: agent)
    onCell(with: session) { $0.ask($1) }
    return session
  }
}
