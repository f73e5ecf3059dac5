package import SimCore

/// How the outcomes of calls are collected and written.
package struct OutcomeSettings: Sendable, Hashable {
  /// From the first row of a batch to its write; zero writes each row by itself, at once.
  package var interval: Duration
  /// Rows that one pod holds at most, those on their way included.
  package var bufferMax: Int
  /// How often a batch is tried, the first time included.
  package var attemptsMax: Int
  package var retryAfter: Duration

  package init(
    interval: Duration,
    bufferMax: Int = 10_000,
    attemptsMax: Int = 5,
    retryAfter: Duration = .seconds(1)
  ) {
    precondition(bufferMax > 0 && attemptsMax > 0, "a sink holds a row, and tries it once")
    self.interval = interval
    self.bufferMax = bufferMax
    self.attemptsMax = attemptsMax
    self.retryAfter = retryAfter
  }
}

/// Writes the outcome of each finished call to a store, in one batch per pod and interval.
///
/// ```
/// Call ──row──▶ buffer of its pod ──interval──▶ OutcomeStore
///                    ▲    │                        │
///                    │    └ pod killed: rows lost  │
///                    └────── tried again ◀──failed─┘
/// ```
/// A pod has one batch under way at a time; what comes meanwhile makes the next one. Calls that no
/// pod has ever held (nobody answered) are the dialer's own, whose buffer is one more.
package actor OutcomeSink: CellActor {
  /// What one process holds.
  private struct Buffer {
    var rows: [OutcomeRow] = []
    var underway = 0
    /// The interval is over, but the batch before is still on its way.
    var isDue = false
    var isArmed = false
    /// Raised when the process is killed: what belongs to an earlier one is nobody's any more.
    var life = 0

    var held: Int { rows.count + underway }
  }

  package nonisolated let cell: Cell
  private let settings: OutcomeSettings
  private let store: any OutcomeStore
  /// Of each pod; behind those that there are at first stands the dialer's own.
  private var buffers: [Buffer]
  private let dialer: Int
  package private(set) var account = OutcomeAccount()

  package init(cell: Cell, pods: Int, settings: OutcomeSettings, store: any OutcomeStore) {
    self.cell = cell
    self.settings = settings
    self.store = store
    buffers = Array(repeating: Buffer(), count: pods + 1)
    dialer = pods
  }

  /// The place of a pod's buffer, which is made if the pod is new.
  private func place(of pod: Int?) -> Int {
    guard let pod else { return dialer }
    let place = pod < dialer ? pod : pod + 1
    while buffers.count <= place { buffers.append(Buffer()) }
    return place
  }

  /// Takes the outcome of a call that has ended; `pod` is nil where no pod has held it.
  package func record(_ row: OutcomeRow, from pod: Int?) {
    let place = place(of: pod)
    account.offered += 1
    guard buffers[place].held < settings.bufferMax else {
      return account.lose(1, by: .overflow)
    }
    buffers[place].rows.append(row)
    if settings.interval <= .zero { send(place) } else { arm(place) }
  }

  /// Writes what waits, without waiting for the end of its interval: a pod that is told to stop.
  package func flush() {
    for place in buffers.indices { fallDue(place) }
  }

  /// A pod dies, and with it what it has not sent; another takes its place at once.
  ///
  /// What was sent before goes on: a database commits a statement whose sender is gone. If it
  /// fails, nobody tries it again.
  package func kill(pod: Int) {
    let place = place(of: pod)
    account.lose(buffers[place].rows.count, by: .podKilled)
    buffers[place] = Buffer(life: buffers[place].life + 1)
  }

  private func arm(_ place: Int) {
    guard !buffers[place].isArmed else { return }
    buffers[place].isArmed = true
    let life = buffers[place].life
    after(settings.interval) { sink in
      guard sink.buffers[place].life == life else { return }
      sink.buffers[place].isArmed = false
      sink.fallDue(place)
    }
  }

  private func fallDue(_ place: Int) {
    guard !buffers[place].rows.isEmpty else { return }
    if buffers[place].underway > 0, settings.interval > .zero {
      buffers[place].isDue = true
    } else {
      send(place)
    }
  }

  private func send(_ place: Int) {
    let batch = OutcomeBatch(rows: buffers[place].rows)
    let life = buffers[place].life
    buffers[place].rows = []
    buffers[place].isDue = false
    buffers[place].underway += batch.rows.count
    cell.spawn { await self.write(batch, from: place, life) }
  }

  private func write(_ first: OutcomeBatch, from place: Int, _ life: Int) async {
    var batch = first
    while true {
      let failure = await Reply<PortFailure?>.wait(on: cell) { store.write(batch, $0) }
      guard failure != nil else {
        account.commit(batch, at: cell.now)
        break
      }
      account.failures += 1
      let isLast = batch.attempt >= settings.attemptsMax
      if !isLast, buffers[place].life == life { await pause() }
      guard buffers[place].life == life else {
        return account.lose(batch.rows.count, by: .podKilled)
      }
      if isLast {
        account.lose(batch.rows.count, by: .refused)
        break
      }
      batch.attempt += 1
    }
    settle(batch.rows.count, place, life)
  }

  private func pause() async {
    await Reply<Void>.wait(on: cell) { reply in
      after(settings.retryAfter) { _ in reply.send(()) }
    }
  }

  private func settle(_ rows: Int, _ place: Int, _ life: Int) {
    guard buffers[place].life == life else { return }
    buffers[place].underway -= rows
    if buffers[place].isDue { fallDue(place) }
  }
}
