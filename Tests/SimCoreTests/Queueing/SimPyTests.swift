import SimCore
import Synchronization
import Testing

/// A visit and what SimPy made of it.
private struct Visit: Equatable {
  var arrival: Int64
  var service: Int64
  var priority: Int
  var patience: Int64?
  var mayPreempt: Bool
  var outcome: Outcome
}

private struct Outcome: Equatable {
  var granted: Int64 = -1
  var kind = ""
  var end: Int64 = 0
  var left: Int64 = 0
}

private struct Case {
  var discipline: QueueDiscipline
  var capacity: Int
  var visits: [Visit] = []

  static let all: [Case] = SimPyVectors.text.split(separator: "\n").reduce(into: []) {
    cases,
    line in
    let words = line.split(separator: " ")
    if words.count == 2 {
      let disciplines: [Substring: QueueDiscipline] = [
        "arrival": .arrival, "priority": .priority, "preemptive": .preemptive,
      ]
      guard let discipline = disciplines[words[0]], let capacity = Int(words[1]) else { return }
      cases.append(Case(discipline: discipline, capacity: capacity))
      return
    }
    let numbers = words.map { Int64($0) ?? 0 }
    let patience = numbers[3] < 0 ? nil : numbers[3]
    let outcome = Outcome(
      granted: numbers[5],
      kind: String(words[6]),
      end: numbers[7],
      left: numbers[8]
    )
    let visit = Visit(
      arrival: numbers[0],
      service: numbers[1],
      priority: Int(numbers[2]),
      patience: patience,
      mayPreempt: numbers[4] == 1,
      outcome: outcome
    )
    cases[cases.count - 1].visits.append(visit)
  }
}

/// Makes each visit as a task.
private actor Visitor: CellActor {
  nonisolated let cell: Cell
  private(set) var outcome = Outcome()

  init(_ cell: Cell) { self.cell = cell }

  func make(_ visit: Visit, at resource: Resource) async {
    try? await clock.sleep(for: .nanoseconds(visit.arrival))
    let admission = await resource.acquire(
      priority: visit.priority,
      patience: visit.patience.map { .nanoseconds($0) },
      mayPreempt: visit.mayPreempt
    )
    outcome.kind = "r"
    if case .granted(let claim) = admission {
      outcome.granted = cell.now.nanoseconds
      outcome.kind = "d"
      if case .preempted(let left) = await resource.hold(claim, for: .nanoseconds(visit.service)) {
        outcome.kind = "p"
        outcome.left = left.nanoseconds
      }
      resource.release(claim)
    }
    outcome.end = cell.now.nanoseconds
  }
}

/// Makes all visits without a task; the argument is the visit's number.
private actor Desk: TimedActor, ResourceUser {
  enum Due: UInt32 { case arrival }

  nonisolated let cell: Cell
  private let resource: Resource
  private let visits: [Visit]
  private(set) var outcomes: [Outcome]

  init(_ resource: Resource, _ visits: [Visit]) {
    cell = resource.cell
    self.resource = resource
    self.visits = visits
    outcomes = visits.map { _ in Outcome() }
  }

  func start() {
    for (number, visit) in visits.enumerated() {
      schedule(.arrival, after: .nanoseconds(visit.arrival), UInt64(number))
    }
  }

  func fired(_ due: Due, _ argument: UInt64) {
    let visit = visits[Int(argument)]
    let entry = resource.request(
      for: self,
      argument: argument,
      priority: visit.priority,
      patience: visit.patience.map { .nanoseconds($0) },
      mayPreempt: visit.mayPreempt
    )
    if case .granted(let claim) = entry { begin(claim, Int(argument)) }
  }

  nonisolated func heard(_ news: ResourceNews, code: UInt32, argument: UInt64) {
    onCell { $0.hear(news, Int(argument)) }
  }

  private func hear(_ news: ResourceNews, _ number: Int) {
    switch news {
    case .granted(let claim): begin(claim, number)
    case .reneged: end(number, "r")
    case .completed(let claim):
      end(number, "d")
      resource.release(claim)
    case .preempted(_, let left): end(number, "p", left?.nanoseconds ?? -1)
    }
  }

  private func begin(_ claim: Claim, _ number: Int) {
    outcomes[number].granted = cell.now.nanoseconds
    resource.beginHold(claim, for: .nanoseconds(visits[number].service))
  }

  private func end(_ number: Int, _ kind: String, _ left: Int64 = 0) {
    outcomes[number].kind = kind
    outcomes[number].end = cell.now.nanoseconds
    outcomes[number].left = left
  }
}

@Suite("Resource and SimPy")
struct SimPyTests {
  private func resource(_ test: Case, mode: Cell.Mode = .hooked) -> Resource {
    Resource(
      cell: Cell(seed: 1, mode: mode),
      capacity: test.capacity,
      discipline: test.discipline
    )
  }

  private func expectBalance(_ resource: Resource) {
    resource.cell.enter {
      #expect(resource.statistics.queueGap == 0)
      #expect(resource.statistics.useGap == 0)
      #expect(resource.inUse == 0)
    }
  }

  @Test(arguments: [Cell.Mode.hooked, .preference])
  func `tasks are served, give up and lose their units as in SimPy`(mode: Cell.Mode) {
    #expect(Case.all.count == 16)
    for test in Case.all {
      let resource = resource(test, mode: mode)
      let cell = resource.cell
      let visitors = test.visits.map { visit in
        let visitor = Visitor(cell)
        cell.spawn { await visitor.make(visit, at: resource) }
        return visitor
      }
      cell.run()
      let outcomes = cell.enter { visitors.map { $0.onCell { $0.outcome } } }
      #expect(outcomes == test.visits.map(\.outcome), "\(test.discipline), \(test.capacity)")
      expectBalance(resource)
    }
  }

  @Test func `users without a task are served, give up and lose their units as in SimPy`() {
    for test in Case.all {
      let resource = resource(test)
      let desk = Desk(resource, test.visits)
      resource.cell.enter { desk.onCell { $0.start() } }
      resource.cell.run()
      let outcomes = resource.cell.enter { desk.onCell { $0.outcomes } }
      #expect(outcomes == test.visits.map(\.outcome), "\(test.discipline), \(test.capacity)")
      expectBalance(resource)
    }
  }
}
