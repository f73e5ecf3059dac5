/// Schedules itself again until it has done its rounds.
final class Pulse: EventSink {
  let cell: Cell
  // Only touched by events of the cell.
  nonisolated(unsafe) private var left: Int
  nonisolated(unsafe) private var noise: Noise

  init(_ cell: Cell, _ rounds: Int, _ index: Int) {
    self.cell = cell
    unsafe left = rounds
    unsafe noise = Noise(state: UInt64(index))
  }

  func begin() { cell.schedule(at: .zero, self) }

  func fire(_ code: UInt32, _ argument: UInt64) {
    unsafe left -= 1
    if unsafe left <= 0 { return }
    let due = unsafe SimInstant(nanoseconds: cell.now.nanoseconds + noise.delay())
    cell.schedule(at: due, self, code: 1, argument: argument + 1)
  }

  func chain() {
    unsafe left -= 1
    if unsafe left < 0 { return }
    unsafe cell.after(.nanoseconds(noise.delay())) { self.chain() }
  }
}

/// The same as an actor, and everything that takes a task.
actor Worker: CellActor, EventSink {
  nonisolated let cell: Cell
  private var left: Int
  private var noise: Noise

  init(_ cell: Cell, _ rounds: Int, _ index: Int) {
    self.cell = cell
    left = rounds
    noise = Noise(state: UInt64(index))
  }

  nonisolated func begin() { cell.schedule(at: .zero, self) }

  nonisolated func beginChain() { after(.zero) { $0.chain() } }

  nonisolated func fire(_ code: UInt32, _ argument: UInt64) {
    onCell(with: argument) { $0.pulse($1) }
  }

  private func pulse(_ argument: UInt64) {
    left -= 1
    if left <= 0 { return }
    let due = SimInstant(nanoseconds: cell.now.nanoseconds + noise.delay())
    cell.schedule(at: due, self, code: 1, argument: argument + 1)
  }

  private func chain() {
    left -= 1
    if left < 0 { return }
    after(.nanoseconds(noise.delay())) { $0.chain() }
  }

  func sleepOften() async {
    while left > 0 {
      left -= 1
      try? await clock.sleep(for: .nanoseconds(noise.delay()))
    }
  }

  func askOften() async {
    while left > 0 {
      left -= await Reply<Int>.wait(on: cell) { reply in reply.send(1) }
    }
  }

  func spawnOften() {
    left -= 1
    if left <= 0 { return }
    cell.spawn { await self.spawnOften() }
  }

  func callOften(_ other: Worker) async {
    while left > 0 { left -= await other.answer() }
  }

  private func answer() -> Int {
    noise.state &+= 1
    return noise.state == 0 ? 2 : 1
  }
}

/// Throws what it catches back to the other cell.
actor Catcher: MessageActor {
  struct Ball: Sendable {
    let throwsLeft: Int
    let back: CellAddress<Ball>
  }

  nonisolated let cell: Cell
  private var noise: Noise
  private var own: CellAddress<Ball>?

  init(_ cell: Cell, _ index: Int) {
    self.cell = cell
    noise = Noise(state: UInt64(index))
  }

  nonisolated func serve(to other: Catcher, _ count: Int) {
    let address = cell.enter { openMailbox() }
    let target = other.cell.enter { other.openMailbox() }
    cell.enter {
      onCell(with: address) { $0.own = $1 }
      onCell(with: (target, count)) { $0.throwBall(to: $1.0, $1.1) }
    }
    other.cell.enter { other.onCell(with: target) { $0.own = $1 } }
  }

  func received(_ ball: Ball) { throwBall(to: ball.back, ball.throwsLeft) }

  private func throwBall(to target: CellAddress<Ball>, _ count: Int) {
    guard count > 0, let own else { return }
    let ball = Ball(throwsLeft: count - 1, back: own)
    send(ball, to: target, after: .nanoseconds(20_000_000 + noise.delay()))
  }
}
