package import SimCore

/// The pools of all pods: one comes and goes with each.
package actor RealtimePools: CellActor {
  package nonisolated let cell: Cell
  private let settings: RealtimePoolSettings
  private let connector: any RealtimeConnector
  private let ports: AgentPorts
  private let idle: IdleSessions
  private let end: SimInstant
  /// By number of the pod, rising.
  private var pools: [(pod: Int, pool: RealtimePool, ports: Shared<AgentPorts>)] = []
  private var gone = RealtimePoolAccount()
  private var isShut = false

  /// The ports are those of an agent, its speech-to-speech model aside; after `end` nothing is kept
  /// warm any more.
  package init(
    cell: Cell,
    _ settings: RealtimePoolSettings,
    connector: any RealtimeConnector,
    ports: AgentPorts,
    until end: SimInstant
  ) {
    self.cell = cell
    self.settings = settings
    self.connector = connector
    self.ports = ports
    self.end = end
    idle = IdleSessions(cell: cell)
  }

  /// Sees to it that nothing keeps on after the end.
  package func start() {
    after(cell.now.duration(to: end)) { pools in
      pools.isShut = true
      for entry in pools.pools { entry.pool.onCell { $0.shut() } }
    }
  }

  /// A pod takes calls from now on: its pool is empty at first, and is filled.
  package func open(pod: Int) { _ = entry(of: pod) }

  /// A pod is gone; its calls keep their sessions.
  package func close(pod: Int) {
    guard let index = pools.firstIndex(where: { $0.pod == pod }) else { return }
    let pool = pools.remove(at: index).pool
    pool.onCell { $0.shut() }
    gone += pool.onCell { $0.account }
  }

  /// What an agent on a pod speaks through.
  package func ports(on pod: Int) -> Shared<AgentPorts> { pools[entry(of: pod)].ports }

  private func entry(of pod: Int) -> Int {
    if let index = pools.firstIndex(where: { $0.pod == pod }) { return index }
    let pool = RealtimePool(
      cell: cell,
      place: pod,
      settings,
      connector: connector,
      idle: idle
    )
    var ports = ports
    ports.realtime = pool
    let index = pools.firstIndex { $0.pod > pod } ?? pools.count
    pools.insert((pod, pool, Shared(ports)), at: index)
    if isShut { pool.onCell { $0.shut() } } else { pool.onCell { $0.fill() } }
    return index
  }

  package var account: RealtimePoolAccount {
    var sum = gone
    for entry in pools { sum += entry.pool.onCell { $0.account } }
    sum.idle = idle.curve
    return sum
  }
}

/// Counts sessions that wait, over all pods.
final class IdleSessions: Sendable {
  private let book: Book

  private actor Book: CellActor {
    nonisolated let cell: Cell
    var levels: [(place: Int, level: Int)] = []
    var curve = ConcurrencyCurve()

    init(cell: Cell) { self.cell = cell }

    func set(_ level: Int, of place: Int) {
      if let index = levels.firstIndex(where: { $0.place == place }) {
        levels[index].level = level
      } else {
        levels.append((place, level))
      }
      curve.set(levels.reduce(0) { $0 + $1.level }, at: cell.now)
    }
  }

  init(cell: Cell) { book = Book(cell: cell) }

  func set(_ level: Int, of place: Int) {
    book.onCell(with: (level, place)) { $0.set($1.0, of: $1.1) }
  }

  var curve: ConcurrencyCurve { book.onCell(with: ()) { book, _ in book.curve } }
}
