package import SimCore

/// The identity of one attempt: stable across runs that differ elsewhere.
package struct CallID: Sendable, Hashable, Codable, Comparable {
  /// The planned dial's number in the run, from 1: what a reader calls the call by.
  package var number: Int
  /// Derived from the lead and the attempt, never from the order of events: what draws hang on.
  package var key: UInt64

  package init(number: Int, key: UInt64) {
    self.number = number
    self.key = key
  }

  package static func < (left: CallID, right: CallID) -> Bool { left.number < right.number }

  /// The root of every draw that belongs to this call.
  package func draws(from root: DrawKey) -> DrawKey { root.entity(Self.kind, key) }

  private static let kind = EntityKind("call")
}
