/// Sessions that are connected and wait for a call: which one a call gets, and how many to make.
///
/// A value that knows no clock and no connection: sessions are numbers.
package struct WarmSessions: Sendable, Hashable {
  /// How many of them are to wait.
  package let size: Int
  /// Connections for the shelf that are made at the same time.
  package let atOnce: Int
  /// In the order in which they were put here: the oldest goes first, so that none grows old.
  private var idle: [UInt64] = []
  private var connecting = 0

  package init(size: Int, atOnce: Int) {
    precondition(size >= 0 && atOnce > 0, "a shelf has a size, and is filled")
    self.size = size
    self.atOnce = atOnce
  }

  package var count: Int { idle.count }

  /// Connections that are to be begun now; they count as begun.
  package mutating func refill() -> Int {
    let missing = size - idle.count - connecting
    let more = max(min(missing, atOnce - connecting), 0)
    connecting += more
    return more
  }

  /// A connection that was begun for the shelf has come about, or has not.
  package mutating func settled() {
    precondition(connecting > 0, "no connection was being made")
    connecting -= 1
  }

  /// Puts a session on the shelf; false if it is full.
  package mutating func put(_ session: UInt64) -> Bool {
    guard idle.count < size else { return false }
    idle.append(session)
    return true
  }

  /// What a call gets; nil when there is none.
  package mutating func take() -> UInt64? { idle.isEmpty ? nil : idle.removeFirst() }

  /// A session is gone; false if it was not on the shelf.
  package mutating func remove(_ session: UInt64) -> Bool {
    guard let place = idle.firstIndex(of: session) else { return false }
    idle.remove(at: place)
    return true
  }
}
