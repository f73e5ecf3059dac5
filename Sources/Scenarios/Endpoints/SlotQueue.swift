/// First come, first served over a fixed number of slots; who waits may leave.
///
/// Customers are numbered by the queue itself, so that joining and leaving hash nothing.
package struct SlotQueue: Sendable {
  /// A customer's number, in the order of arrival.
  package typealias Ticket = Int

  private enum State: Sendable {
    case waiting
    case served
    case gone
  }

  private let slots: Int
  package private(set) var busy = 0
  /// Customers that wait for a slot.
  package private(set) var queueLength = 0
  /// States of the customers from number `first` on.
  private var states: [State] = []
  private var first = 0
  /// The number of the first customer who may still wait.
  private var next = 0

  package init(slots: Int) {
    precondition(slots > 0, "an endpoint needs a slot")
    self.slots = slots
  }

  /// A new customer, who is served at once or waits.
  package mutating func arrive() -> (ticket: Ticket, isServed: Bool) {
    let ticket = first + states.count
    let isServed = busy < slots
    if isServed { busy += 1 } else { queueLength += 1 }
    states.append(isServed ? .served : .waiting)
    if queueLength == 0 { next = ticket + 1 }
    return (ticket, isServed)
  }

  /// Lets a customer go, out of the queue or out of a slot; names who takes the slot over.
  package mutating func leave(_ ticket: Ticket) -> Ticket? {
    guard ticket >= first else { return nil }
    let state = states[ticket - first]
    states[ticket - first] = .gone
    switch state {
    case .gone:
      return nil
    case .waiting:
      queueLength -= 1
      return nil
    case .served:
      busy -= 1
      return promote()
    }
  }

  private mutating func promote() -> Ticket? {
    defer { trim() }
    guard queueLength > 0 else { return nil }
    while states[next - first] != .waiting { next += 1 }
    states[next - first] = .served
    queueLength -= 1
    busy += 1
    defer { next += 1 }
    return next
  }

  /// Forgets customers who have gone, once there are many.
  private mutating func trim() {
    guard states.count > 256, states[0] == .gone else { return }
    let gone = states.prefix { $0 == .gone }.count
    guard gone > states.count / 2 else { return }
    states.removeFirst(gone)
    first += gone
    next = max(next, first)
  }
}
