internal import FoundationEssentials
package import SimCore
package import VoicePipeline

/// Conversations in files of a folder, one each, so that another process finds them when this one
/// is killed.
///
/// A file is replaced whole: a process that is killed while it writes leaves the one before. It is
/// not written through to the disk: the state of a call is worth nothing after the host has gone.
package struct SessionFiles: SessionStore {
  private let folder: String

  /// Larger than any conversation.
  private static let byteCountMax = 16 << 20

  /// Makes the folder if it is missing.
  package init(in folder: String) throws(FileError) {
    self.folder = folder
    if !Files.isDirectory(folder) { _ = try Files.createDirectory(folder) }
  }

  package func save(_ snapshot: AgentMachine, of call: CallID) -> Bool {
    let draft = path(of: call) + ".new"
    do {
      try Files.write(draft, Array(JSONEncoder().encode(snapshot)))
      try Files.rename(draft, to: path(of: call))
      return true
    } catch {
      return false
    }
  }

  package func remove(_ call: CallID) { try? Files.remove(path(of: call)) }

  /// The state in which a conversation was left; nil when nobody has left one.
  package func load(_ call: CallID) -> AgentMachine? {
    guard let bytes = try? Files.readAll(path(of: call), limit: Self.byteCountMax) else {
      return nil
    }
    return try? JSONDecoder().decode(AgentMachine.self, from: Data(bytes))
  }

  private func path(of call: CallID) -> String {
    folder + "/" + String(call.key, radix: 16) + "-\(call.number).json"
  }
}
