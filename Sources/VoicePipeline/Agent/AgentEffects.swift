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

  /// Hands over one after the other, and keeps the list's room unless it was unusually long.
  mutating func takeEach(_ body: (AgentEffect) -> Void) {
    let isLong = all.count > Self.few
    // From the end, the first last: an element leaves an array there without a copy.
    if all.count > 1 { all.reverse() }
    while let effect = all.popLast() { body(effect) }
    if isLong { all = [] }
  }
}
