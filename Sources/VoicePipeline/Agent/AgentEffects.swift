/// What one event wants done, in order.
///
/// It is made anew at every event of every call: most want nothing done, nearly all others few
/// things, for which room is made at once.
package struct AgentEffects: Sendable {
  private static let few = 4

  package private(set) var all: [AgentEffect] = []

  package init() {}

  mutating func append(_ effect: AgentEffect) {
    if all.isEmpty { all.reserveCapacity(Self.few) }
    all.append(effect)
  }
}
