/// For how long the audit log of a run is to be kept.
package struct AuditSpec: Sendable, Hashable, Decodable {
  /// The retention class.
  package var preset: String
  package var keepYears: Int
}
