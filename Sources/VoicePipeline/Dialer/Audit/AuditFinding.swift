/// What is wrong with an audit log, and where it begins.
package struct AuditFinding: Sendable, Hashable {
  /// How a log can be wrong.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A line does not have the chain value of its bytes.
    case altered
    case missing
    /// Lines stand in another order.
    case reordered
    case repeated
    /// The file ends within a line.
    case truncated
    /// The file ends with a whole line that is not the seal.
    case sealMissing = "seal_missing"
    /// The seal does not say what is in the file.
    case sealWrong = "seal_wrong"
    case trailing
    /// The compressed file cannot be read to its end.
    case damaged
    /// A time is before the one above it, or is not the civil time that it stands for.
    case time
    /// A number of a person stands in it.
    case personalData = "personal_data"
    /// A call has no dial, more than one, or no end.
    case unclosed
    /// Another file of the run says something else.
    case contradicted
  }

  package var kind: Kind
  /// One-based; nil when the finding is about the whole file.
  package var line: Int?
  /// What is wrong, for a reader: no sentence.
  package var text: String

  package init(_ kind: Kind, line: Int?, _ text: String) {
    self.kind = kind
    self.line = line
    self.text = text
  }
}

/// What a log says that is whole.
package struct AuditSummary: Sendable {
  package var header: AuditHeader
  package var entries: Int
  /// The chain value of the last entry, hexadecimal.
  package var head: String
  /// The chain value of the seal.
  package var seal: String
  /// Every line, header and seal included.
  package var rows: [AuditRow]
}

/// What reading a log came to.
package enum AuditVerdict: Sendable {
  case whole(AuditSummary)
  case broken(AuditFinding)
  /// The bytes are no audit log at all.
  case foreign
}
