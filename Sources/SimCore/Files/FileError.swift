/// A failed operation on a file, with the system's reason.
package struct FileError: Error, Hashable, CustomStringConvertible {
  /// What was tried.
  package enum Operation: String, Sendable, Hashable, CaseIterable {
    case open
    case read
    case write
    case close
    case flush
    case inspect
    case list
    case createDirectory = "create directory"
    case rename
    case start
    case remove
    case findCurrentDirectory = "find the current directory"
  }

  /// The path as the caller gave it.
  package let path: String
  package let operation: Operation
  /// The system's number of the reason, such as `ENOENT`.
  package let errno: Int32
  /// The reason in words of our own table, so that no locale changes it.
  package let message: String

  package init(path: String, operation: Operation, errno: Int32) {
    self.path = path
    self.operation = operation
    self.errno = errno
    message = SystemReason.text(errno)
  }

  /// Such as `cannot open leads.csv: No such file or directory`.
  package var description: String { "cannot \(operation.rawValue) \(path): \(message)" }
}
