package import SimCore

/// What somebody did with the words or voices of a run.
package enum AccessAction: String, Sendable, Hashable, CaseIterable {
  /// The first line: whose log it is.
  case begun
  /// A call was read.
  case opened
  /// A call was to be read, and was not.
  case refused
  /// A file was removed, or the words in it.
  case purged
}

/// One line of an access log: who, when, what, why.
package struct AccessEntry: Sendable, Hashable {
  /// Of the wall clock.
  package var time: UnixInstant
  /// Stands in the log in clear: whoever reads the words of others is not hidden.
  package var user: String
  package var action: AccessAction
  /// The path within the run directory; nil for the run as a whole.
  package var file: String?
  /// In the user's words; what looks like a person's data is replaced.
  package var reason: String
  /// What the program adds, such as a digest.
  package var data: String

  package init(
    _ action: AccessAction,
    by user: String,
    at time: UnixInstant,
    file: String? = nil,
    reason: String = "",
    data: String = ""
  ) {
    self.action = action
    self.user = user
    self.time = time
    self.file = file
    self.reason = reason
    self.data = data
  }
}

/// A line of an access log, as it was read.
package struct AccessRow: Sendable, Hashable {
  package let time: UnixInstant
  package let user: String
  package let action: AccessAction
  /// Empty for the run as a whole.
  package let file: String
  package let reason: String
  package let data: String
  /// 64 hexadecimal digits.
  let chain: String

  /// Nil when the line is not one that an access log can have.
  init?(_ line: ArraySlice<UInt8>, sequence: Int) {
    let fields = CSVFields.split(line)
    guard fields.count == 8, fields[0] == "\(sequence)", let time = UnixInstant(fields[1]),
      let action = AccessAction(rawValue: fields[3]), fields[7].utf8.count == 64
    else { return nil }
    self.time = time
    user = fields[2]
    self.action = action
    file = fields[4]
    reason = fields[5]
    data = fields[6]
    chain = fields[7]
  }

  /// What follows a word and a space in `data`, as far as the next semicolon.
  package func datum(_ word: String) -> String? {
    let parts = data.split(separator: "; ").map { $0.split(separator: " ", maxSplits: 1) }
    return parts.first { $0.count == 2 && $0[0] == word }.map { String($0[1]) }
  }
}
