package import SimCore

/// What the sockets of one live cell share: the loop that watches them, and the memory that they
/// read into.
///
/// Sockets are made, used and ended on the cell: in its events and tasks, or inside `cell.enter`.
/// When the cell is shut down it watches them no more, and their receivers hear nothing of it.
package final class SocketLoop: Sendable {
  /// Bytes of one read at most.
  static let readSize = 65_536
  /// What one read of decrypted bytes gives at most: a record (RFC 8446, section 5.1).
  static let recordSize = 16_384

  package let live: LiveCell
  let buffer = SocketBuffer(size: SocketLoop.readSize)
  let plain = SocketBuffer(size: SocketLoop.recordSize)

  package init(_ live: LiveCell) { self.live = live }

  package var cell: Cell { live.cell }
}

/// How much a stream keeps for a peer that takes its time, in bytes.
package struct StreamLimits: Sendable, Hashable {
  /// More than this and the sender is asked to wait.
  package let mark: Int
  /// No more than this is kept.
  package let limit: Int

  package static let standard = StreamLimits(mark: 256 << 10, limit: 4 << 20)

  package init(mark: Int, limit: Int) {
    precondition(mark >= 0 && limit >= mark, "a stream's limit is not below its mark")
    self.mark = mark
    self.limit = limit
  }
}
