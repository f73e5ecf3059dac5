/// Why a run, a replay or a check could not be done: an entry of the error catalogue, with its
/// place.
package struct RunFailure: Error, Sendable, Hashable {
  /// What kind of failure it is; each kind has one exit code.
  package enum Class: Sendable, Hashable {
    /// The command line is wrong: exit code 64.
    case usage
    /// A file that the user gave is missing or wrong: exit code 65.
    case badInput
    /// An endpoint or a resource that the run needs is not there: exit code 69.
    case unavailable
    /// A defect of this program: exit code 70, with seed and replay line.
    case internalError
    /// The same command may work later: exit code 75.
    case temporary
    /// The run ended, but nothing may be concluded from it: exit code 2.
    case invalidRun
    /// The user stopped the run: exit code 130 or 143, by the signal.
    case interrupted
  }

  /// The entry in the catalogue, such as `SCN-014`.
  package var code: String
  package var `class`: Class
  /// The file as the user named it.
  package var file: String?
  /// One-based.
  package var line: Int?
  /// One-based, in characters.
  package var column: Int?
  /// One sentence: what is wrong, with the offending text.
  package var message: String
  /// What the user can do about it; nil when the catalogue's remedy says it.
  package var remedy: String?
  /// Further problems of the same file, in order of place; each without problems of its own.
  package var further: [RunFailure] = []

  package init(
    code: String,
    class: Class,
    file: String? = nil,
    line: Int? = nil,
    column: Int? = nil,
    message: String,
    remedy: String? = nil
  ) {
    self.code = code
    self.class = `class`
    self.file = file
    self.line = line
    self.column = column
    self.message = message
    self.remedy = remedy
  }
}
