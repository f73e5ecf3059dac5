/// For how long the audit log of a run is to be kept, and the words and voices of its calls.
package struct AuditSpec: Sendable, Hashable, Decodable {
  /// The retention class.
  package var preset: String
  package var keepYears: Int
  /// In days.
  package var keepMedia: Int
}
