/// What one event wants done, in order.
///
/// One list serves all events of a call: most want nothing done, nearly all others few things, and
/// a list of its own for each would cost more than what it asks for.
package struct AgentEffects: Sendable {
  private static let few = 4

  package private(set) var all: [AgentEffect] = []

  package init() {}

  mutating func append(_ effect: AgentEffect) {
    if all.isEmpty { all.reserveCapacity(Self.few) }
    all.append(effect)
  }

  /// Empties the list and keeps its room, unless an event wanted unusually much.
  mutating func removeAll() { all.removeAll(keepingCapacity: all.count <= Self.few) }
}
