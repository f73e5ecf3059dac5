internal import FoundationEssentials
package import SimCore
package import VoicePipeline

/// Conversations in files of a folder, one each, so that another process finds them when this one
/// is killed.
///
/// A file is replaced whole: a process that is killed while it writes leaves the one before. It is
/// not written through to the disk: the state of a call is worth nothing after the host has gone.
/// Each file says when it was written by the host's clock, which both processes share, so that the
/// instants of one can be read by the other.
package struct SessionFiles: SessionStore {
  private struct Saved: Codable {
    let machine: AgentMachine
    /// The same moment, by the host's clock and by the process's own.
    let hostNanoseconds: Int64
    let instant: SimInstant
  }

  private let folder: String
  private let cell: Cell
  private let hostNanoseconds: @Sendable () -> Int64

  /// Larger than any conversation.
  private static let byteCountMax = 16 << 20

  /// Makes the folder if it is missing; the host's clock goes on when a process ends.
  package init(
    in folder: String,
    on cell: Cell,
    hostNanoseconds: @escaping @Sendable () -> Int64
  ) throws(FileError) {
    self.folder = folder
    self.cell = cell
    self.hostNanoseconds = hostNanoseconds
    if !Files.isDirectory(folder) { try Files.createDirectory(folder) }
  }

  package func save(_ snapshot: AgentMachine, of call: CallID) -> Bool {
    let saved = Saved(
      machine: snapshot,
      hostNanoseconds: hostNanoseconds(),
      instant: cell.now
    )
    let draft = path(of: call) + ".new"
    do {
      try Files.write(draft, Array(JSONEncoder().encode(saved)))
      try Files.rename(draft, to: path(of: call))
      return true
    } catch {
      return false
    }
  }

  package func remove(_ call: CallID) { try? Files.remove(path(of: call)) }

  package func load(_ call: CallID, _ answer: @escaping @Sendable (SessionAnswer) -> Void) {
    answer(load(call).map { .found(Shared($0)) } ?? .missing)
  }

  /// The state in which a conversation was left; nil when nobody has left one.
  package func load(_ call: CallID) -> AgentMachine? {
    guard let bytes = try? Files.readAll(path(of: call), limit: Self.byteCountMax),
      let saved = try? JSONDecoder().decode(Saved.self, from: Data(bytes))
    else { return nil }
    let age = Duration.nanoseconds(max(hostNanoseconds() - saved.hostNanoseconds, 0))
    var machine = saved.machine
    machine.rebase(by: saved.instant.duration(to: cell.now) - age)
    return machine
  }

  private func path(of call: CallID) -> String {
    folder + "/" + String(call.key, radix: 16) + "-\(call.number).json"
  }
}
