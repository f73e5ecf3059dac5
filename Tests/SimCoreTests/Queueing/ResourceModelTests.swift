import SimCore
import Testing

/// One random request, and all that may happen to it.
private struct Request: Sendable {
  var amount = 1
  var priority = 0
  var patience: Int64?
  var mayPreempt = false
}

/// What may be done to a resource at an instant.
private enum Operation: Sendable {
  case request(Request)
  /// Of the claims given so far; the number is taken modulo theirs.
  case release(Int)
  case resize(Int, preempting: Bool)
}

/// A resource without any cleverness: lists that are searched, and time that is walked through.
private struct NaiveResource {
  struct Claim {
    var id: Int
    var request: Request
    var expiry: Int64?
  }

  let discipline: QueueDiscipline
  let queueLimit: Int?
  var capacity: Int
  var waiting: [Claim] = []
  var holding: [Claim] = []
  var log: [String] = []
  /// News of the present instant; who gives up at it was told before by a timer.
  var news: [String] = []
  var time: Int64 = 0
  var queueArea: Int128 = 0
  var useArea: Int128 = 0

  var inUse: Int { holding.reduce(0) { $0 + $1.request.amount } }

  func rank(_ claim: Claim) -> Int { discipline == .arrival ? 0 : claim.request.priority }

  /// The waiting claim that is next: the lowest rank, the earliest among equals.
  var next: Int? {
    waiting.indices.min {
      (rank(waiting[$0]), waiting[$0].id) < (rank(waiting[$1]), waiting[$1].id)
    }
  }

  /// Steps of one millisecond.
  mutating func walk(to end: Int64) {
    while time < end {
      queueArea += Int128(waiting.count) * 1_000_000
      useArea += Int128(inUse) * 1_000_000
      time += 1
      while let index = waiting.firstIndex(where: { $0.expiry == time }) {
        log.append("\(time) \(waiting.remove(at: index).id) reneged")
        serve()
      }
      tell()
    }
  }

  mutating func tell() {
    log += news
    news = []
  }

  mutating func request(_ request: Request, id: Int) -> String {
    let claim = Claim(id: id, request: request, expiry: request.patience.map { time + $0 })
    let isFirst = next.map { rank(claim) < rank(waiting[$0]) } ?? true
    if isFirst && makeRoom(claim) {
      holding.append(claim)
      return "granted"
    }
    if let queueLimit, waiting.count >= queueLimit { return "refused" }
    waiting.append(claim)
    return "waiting"
  }

  mutating func release(_ id: Int) -> Bool {
    if let index = waiting.firstIndex(where: { $0.id == id }) {
      waiting.remove(at: index)
    } else if let index = holding.firstIndex(where: { $0.id == id }) {
      holding.remove(at: index)
    } else {
      return false
    }
    serve()
    return true
  }

  mutating func resize(_ units: Int, preempting: Bool) {
    capacity = units
    while preempting && inUse > capacity, let victim = worst { preempt(victim) }
    serve()
  }

  mutating func serve() {
    while let index = next, makeRoom(waiting[index]) {
      let claim = waiting.remove(at: index)
      holding.append(claim)
      news.append("\(time) \(claim.id) granted")
    }
  }

  /// The holder that would lose its units first.
  var worst: Int? {
    holding.indices.max {
      (rank(holding[$0]), holding[$0].id) < (rank(holding[$1]), holding[$1].id)
    }
  }

  mutating func preempt(_ index: Int) {
    news.append("\(time) \(holding.remove(at: index).id) preempted")
  }

  mutating func makeRoom(_ claim: Claim) -> Bool {
    let missing = inUse + claim.request.amount - capacity
    if missing <= 0 { return true }
    guard discipline == .preemptive && claim.request.mayPreempt else { return false }
    let victims = holding.filter { rank($0) > rank(claim) }
    guard victims.reduce(0, { $0 + $1.request.amount }) >= missing else { return false }
    while inUse + claim.request.amount > capacity, let victim = worst { preempt(victim) }
    return true
  }
}

/// Does the operations to a real resource, and writes down what it hears.
private actor Operator: CellActor, ResourceUser {
  nonisolated let cell: Cell
  private let resource: Resource
  private(set) var log: [String] = []
  private(set) var answers: [String] = []
  /// The claim of each request, by its number.
  private var claims: [Claim?] = []

  init(_ resource: Resource) {
    cell = resource.cell
    self.resource = resource
  }

  private var time: Int64 { cell.now.nanoseconds / 1_000_000 }

  func perform(_ operation: Operation) {
    switch operation {
    case .request(let request): perform(request)
    case .release(let number):
      let claim = claims.isEmpty ? nil : claims[number % claims.count]
      answers.append(claim.map { "\(resource.release($0))" } ?? "none")
    case .resize(let units, let preempting):
      resource.setCapacity(units, preempting: preempting)
      answers.append("resized")
    }
    answers[answers.count - 1] += " \(resource.inUse) \(resource.queueLength)"
  }

  private func perform(_ request: Request) {
    let entry = resource.request(
      request.amount,
      for: self,
      argument: UInt64(claims.count),
      priority: request.priority,
      patience: request.patience.map { .milliseconds($0) },
      mayPreempt: request.mayPreempt
    )
    switch entry {
    case .granted(let claim):
      claims.append(claim)
      answers.append("granted")
    case .waiting(let claim):
      claims.append(claim)
      answers.append("waiting")
    case .refused:
      claims.append(nil)
      answers.append("refused")
    }
  }

  nonisolated func heard(_ news: ResourceNews, code: UInt32, argument: UInt64) {
    onCell { actor in
      let word =
        switch news {
        case .granted: "granted"
        case .reneged: "reneged"
        case .completed: "completed"
        case .preempted: "preempted"
        }
      actor.log.append("\(actor.time) \(argument) \(word)")
    }
  }
}

@Suite("Resource against a naive model")
struct ResourceModelTests {
  private static let disciplines: [QueueDiscipline] = [.arrival, .priority, .preemptive]

  /// Operations on even milliseconds; patience ends on odd ones, so nothing meets by chance.
  private func operations(_ key: DrawKey) -> [Operation] {
    (0..<60).map { index in
      func draw(_ n: Int, _ purpose: Purpose) -> Int { key.below(n, purpose, UInt64(index)) }
      switch draw(10, .kind) {
      case 0..<5:
        let patience = draw(2, .hasPatience) == 0 ? nil : Int64(draw(20, .patience)) * 2 + 1
        return .request(
          Request(
            amount: draw(4, .many) == 0 ? draw(3, .amount) + 1 : 1,
            priority: draw(4, .priority),
            patience: patience,
            mayPreempt: draw(3, .preempts) > 0
          )
        )
      case 5..<9: return .release(draw(1_000, .victim))
      default: return .resize(draw(5, .units), preempting: draw(2, .preempts) == 0)
      }
    }
  }

  @Test func `every operation answers as the naive model does, over 600 seeds`() {
    for seed in UInt64(0)..<600 {
      let key = DrawKey(seed: seed)
      let discipline = Self.disciplines[Int(seed % 3)]
      let queueLimit = key.below(3, .limit) == 0 ? 3 : nil
      let resource = Resource(
        cell: Cell(seed: seed),
        capacity: 3,
        discipline: discipline,
        queueLimit: queueLimit
      )
      let cell = resource.cell
      let actor = Operator(resource)
      var model = NaiveResource(discipline: discipline, queueLimit: queueLimit, capacity: 3)
      var answers: [String] = []
      var requests = 0
      for (index, operation) in operations(key).enumerated() {
        let time = Int64(index) * 4
        cell.schedule(
          at: .milliseconds(time),
          Action { _, _ in actor.onCell { $0.perform(operation) } }
        )
        model.walk(to: time)
        switch operation {
        case .request(let request):
          answers.append(model.request(request, id: requests))
          requests += 1
        case .release(let number):
          answers.append(requests == 0 ? "none" : "\(model.release(number % requests))")
        case .resize(let units, let preempting):
          model.resize(units, preempting: preempting)
          answers.append("resized")
        }
        answers[answers.count - 1] += " \(model.inUse) \(model.waiting.count)"
        model.tell()
      }
      cell.run(until: .milliseconds(1_000))
      model.walk(to: 1_000)
      cell.enter {
        let (log, heard) = actor.onCell { ($0.log, $0.answers) }
        // A refused request has no claim to release; the model answers false there.
        #expect(
          heard.map { $0.replacing("none", with: "false") }
            == answers.map {
              $0.replacing("none", with: "false")
            },
          "seed \(seed)"
        )
        #expect(log == model.log, "seed \(seed)")
        let statistics = resource.statistics
        #expect(statistics.queue.area == model.queueArea, "seed \(seed)")
        #expect(statistics.use.area == model.useArea, "seed \(seed)")
        #expect(statistics.queueGap == 0 && statistics.useGap == 0, "seed \(seed)")
        expectCounts(statistics.counts, log, resource)
      }
    }
  }

  /// Everybody who came is accounted for.
  private func expectCounts(_ counts: QueueCounts, _ log: [String], _ resource: Resource) {
    #expect(counts.arrivals == counts.ended + counts.refused + resource.queueLength)
    #expect(counts.delayed == log.count { $0.hasSuffix("granted") })
    #expect(counts.reneged == log.count { $0.hasSuffix("reneged") })
    #expect(counts.preempted == log.count { $0.hasSuffix("preempted") })
  }
}

extension Purpose {
  fileprivate static let kind = Purpose("model.kind")
  fileprivate static let hasPatience = Purpose("model.has_patience")
  fileprivate static let patience = Purpose("model.patience")
  fileprivate static let many = Purpose("model.many")
  fileprivate static let amount = Purpose("model.amount")
  fileprivate static let priority = Purpose("model.priority")
  fileprivate static let preempts = Purpose("model.preempts")
  fileprivate static let victim = Purpose("model.victim")
  fileprivate static let units = Purpose("model.units")
  fileprivate static let limit = Purpose("model.limit")
}
