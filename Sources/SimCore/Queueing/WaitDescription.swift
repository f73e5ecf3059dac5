/// Who waits or holds, kept with each request: two words, made into a name only for a report.
struct WaitOwner {
  /// Type of the actor whose task it is, or of the user.
  private var type: Any.Type?
  /// Tells tasks apart; nil for a user without one.
  private(set) var task: TaskMark?

  init() {}

  init(task: TaskMark?, of actor: (any Actor)?) {
    self.task = task
    type = actor.map { Swift.type(of: $0) }
  }

  init(user: any ResourceUser) { type = Swift.type(of: user) }

  init(user: any EventSink) { type = Swift.type(of: user) }

  var typeName: String { type.map { "\($0)" } ?? "no actor" }

  /// The name of a holder; a task that is no more has forgotten to release.
  func name(_ tasks: [TaskMark: String]) -> String {
    guard let task else { return typeName }
    return "\(tasks[task] ?? "a task that has ended") (\(typeName))"
  }
}

/// What one waiter waits for.
package struct WaitDescription: Sendable {
  package let place: String
  let owner: WaitOwner
  package let since: SimInstant
  package let holders: [HolderDescription]
}

/// Who holds what is waited for.
package struct HolderDescription: Sendable {
  let owner: WaitOwner
  package let since: SimInstant
}

/// Lists a place with its cell from its first waiter without a task on.
struct PlaceRegistration: Sendable {
  private var number: Int?

  init() {}

  mutating func begin(_ place: any WaitPlace, on cell: Cell) {
    if number == nil { number = cell.register(place) }
  }

  func end(on cell: Cell) {
    if let number { cell.unregister(number) }
  }
}
