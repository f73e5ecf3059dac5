/// How to read a lead file.
package struct LeadFileOptions: Sendable {
  /// Whether the first bad row is fatal.
  package var isStrict = false
  /// The most rejected rows that are kept by name.
  package var rejectedRowsMax = 100_000
  /// Whether to compute the file's SHA-256.
  package var hashes = true
  /// Bytes that are read at a time; what is read does not depend on it.
  package var blockSize = 256 << 10

  package init() {}
}

/// A lead file as read: its leads, what was rejected, and which bytes it was.
package struct LeadFile: Sendable {
  /// As the user named it.
  package let path: String
  package let leads: LeadStore
  package let rejects: RejectLog
  /// Rows below the header, taken or not; empty lines are none.
  package let rows: Int
  /// Columns in the order of the file.
  package let columns: [LeadColumn]
  /// SHA-256 of the file's bytes; empty when not asked for.
  package let digest: [UInt8]

  /// Rows that became leads.
  package var accepted: Int { leads.count }

  /// Reads a file from start to end.
  package static func load(
    _ path: String,
    options: LeadFileOptions = LeadFileOptions()
  ) throws(LeadError) -> LeadFile {
    var reader = try LeadReader(path: path, options: options)
    while try reader.readRow() {}
    return try reader.finish()
  }
}
