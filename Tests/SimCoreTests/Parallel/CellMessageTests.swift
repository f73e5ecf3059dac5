import SimCore
import Testing

/// Writes down what it hears, and when.
private actor Listener: MessageActor {
  nonisolated let cell: Cell
  private(set) var heard: [String] = []

  init(_ cell: Cell) { self.cell = cell }

  func received(_ message: String) { heard.append("\(cell.now.nanoseconds) \(message)") }

  nonisolated func hear(_ message: String, at delay: Duration) {
    after(delay) { $0.received(message) }
  }
}

/// A message with a reference and a count, in no power of two.
private struct Parcel: Sendable {
  let weight: Int32
  let content: Content
  let digits: [UInt8]
}

private final class Content: Sendable {
  let name: String
  let deinitialized: @Sendable (String) -> Void

  init(_ name: String, _ deinitialized: @escaping @Sendable (String) -> Void) {
    self.name = name
    self.deinitialized = deinitialized
  }

  deinit { deinitialized(name) }
}

private actor Depot: MessageActor {
  nonisolated let cell: Cell
  private(set) var weight = 0

  init(_ cell: Cell) { self.cell = cell }

  func received(_ parcel: Parcel) { weight += Int(parcel.weight) + parcel.digits.count }
}

/// Throws a ball back until it has been thrown often enough.
private actor Player: MessageActor {
  struct Ball: Sendable {
    let throwsLeft: Int
    let back: CellAddress<Ball>
  }

  nonisolated let cell: Cell
  private var own: CellAddress<Ball>?
  private(set) var catches: [Int64] = []

  init(_ cell: Cell) { self.cell = cell }

  func open() -> CellAddress<Ball> {
    let address = openMailbox()
    own = address
    return address
  }

  func received(_ ball: Ball) {
    catches.append(cell.now.nanoseconds)
    guard ball.throwsLeft > 0, let own else { return }
    send(Ball(throwsLeft: ball.throwsLeft - 1, back: own), to: ball.back, after: .milliseconds(7))
  }
}

@Suite("Messages between cells")
struct CellMessageTests {
  private func federation(_ count: Int, lookahead: Duration = .milliseconds(5)) -> CellFederation {
    CellFederation(cells: count, lookahead: lookahead, seed: 1)
  }

  private func heard(_ listener: Listener) -> [String] {
    listener.cell.enter { listener.onCell { $0.heard } }
  }

  @Test(arguments: [1, 2, 4])
  func `a message arrives after its delay, as an event of its own`(threads: Int) {
    let federation = federation(3)
    let listener = Listener(federation.cells[2])
    let address = listener.openMailbox()
    #expect(address.cell == 2)
    let sender = Listener(federation.cells[0])
    sender.after(.milliseconds(1)) {
      $0.send("late", to: address, after: .milliseconds(9))
      $0.send("soon", to: address, after: .milliseconds(5))
    }
    #expect(!federation.run(threads: threads))
    #expect(heard(listener) == ["6000000 soon", "10000000 late"])
    #expect(federation.eventCount == 3)
    #expect(federation.messageCount == 2)
  }

  @Test(arguments: [1, 2, 3, 8])
  func `messages of one instant are ordered by source and then by sequence`(threads: Int) {
    let federation = federation(3)
    let listener = Listener(federation.cells[1])
    let address = listener.openMailbox()
    listener.hear("own early", at: .milliseconds(10))
    for source in [2, 0, 1] {
      let sender = Listener(federation.cells[source])
      sender.after(.milliseconds(source)) {
        for number in 0..<3 {
          let delay = Duration.milliseconds(10 - source)
          $0.send("\(source).\(number)", to: address, after: delay)
        }
      }
    }
    federation.run(threads: threads)
    let expected =
      ["own early"]
      + (0..<3).flatMap { source in
        (0..<3).map { "\(source).\($0)" }
      }
    #expect(heard(listener) == expected.map { "10000000 \($0)" })
  }

  @Test func `messages of any size and with references are moved and released once`() {
    let released = Journal()
    do {
      let federation = federation(2)
      let depot = Depot(federation.cells[1])
      let closed = Depot(federation.cells[1])
      let address = depot.openMailbox()
      let closedAddress = closed.openMailbox()
      let sender = Listener(federation.cells[0])
      // Enough to make every array grow while it is full.
      sender.after(.zero) { sender in
        for index in 0..<1_000 {
          let content = Content("\(index)") { released.note($0) }
          let parcel = Parcel(weight: 3, content: content, digits: [1, 2])
          sender.send(
            parcel,
            to: index % 10 == 0 ? closedAddress : address,
            after: .milliseconds(5 + index % 3 * 20)
          )
        }
      }
      closed.closeMailbox(closedAddress)
      federation.run(until: .milliseconds(30))
      depot.cell.enter { #expect(depot.onCell { $0.weight } == 600 * 5) }
      // Two thirds of the thousand have arrived; a tenth of those at nobody's door.
      #expect(released.all.count == 667)
      #expect(federation.undeliverableCount == 67)
    }
    // The rest goes with the federation.
    #expect(released.all.count == 1_000)
    #expect(released.all.map { Int($0) ?? 0 }.sorted() == Array(0..<1_000))
  }

  @Test(arguments: [1, 2])
  func `two actors answer each other over many windows`(threads: Int) {
    let federation = federation(2)
    let left = Player(federation.cells[0])
    let right = Player(federation.cells[1])
    let leftAddress = left.cell.enter { left.onCell { $0.open() } }
    let rightAddress = right.cell.enter { right.onCell { $0.open() } }
    federation.cells[0].send(
      Player.Ball(throwsLeft: 9, back: leftAddress),
      to: rightAddress,
      after: .milliseconds(7)
    )
    #expect(!federation.run(threads: threads))
    let catches = left.cell.enter { left.onCell { $0.catches } }
    #expect(catches == [14, 28, 42, 56, 70].map { $0 * 1_000_000 })
    // Ten arrivals, each alone in its window: what is empty in between costs none.
    #expect(federation.windowCount == 10)
  }

  @Test func `a mailbox that opens in the place of a closed one gets none of its mail`() {
    let federation = federation(2)
    let first = Listener(federation.cells[1])
    let second = Listener(federation.cells[1])
    let address = first.openMailbox()
    federation.cells[0].send("for the first", to: address, after: .milliseconds(5))
    first.closeMailbox(address)
    let other = second.openMailbox()
    #expect(other != address)
    federation.cells[0].send("for the second", to: other, after: .milliseconds(5))
    federation.run()
    #expect(heard(first).isEmpty)
    #expect(heard(second) == ["5000000 for the second"])
    #expect(federation.undeliverableCount == 1)
  }

  @Test func `an address keeps no actor alive, a mailbox does until it is closed`() {
    let federation = federation(1)
    weak var remains: Listener?
    let address: CellAddress<String>
    do {
      let listener = Listener(federation.cells[0])
      remains = listener
      address = listener.openMailbox()
    }
    #expect(remains != nil)
    if let listener = remains { listener.closeMailbox(address) }
    #expect(remains == nil)
  }
}
