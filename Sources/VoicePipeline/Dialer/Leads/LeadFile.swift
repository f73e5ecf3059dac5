internal import SimCore

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
  /// Whether to judge rows one by one and keep nothing of them: memory is then the same for a file
  /// of any length, but no number is found that comes twice.
  package var onlyScans = false

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
  /// Rows that became leads, or would have.
  package let accepted: Int
  /// Columns in the order of the file; nil for one that is none of a lead file's.
  package let columns: [LeadColumn?]
  /// How the file was read, and what of it was not.
  package let format: LeadFormat
  /// SHA-256 of the file's bytes; empty when not asked for.
  package let digest: [UInt8]

  /// Reads a file from start to end.
  package static func load(
    _ path: String,
    options: LeadFileOptions = LeadFileOptions()
  ) throws(LeadError) -> LeadFile {
    var text = try LeadError.wrapped { () throws(FileError) in
      CSVReader(
        try InputFile(path: path),
        blockSize: options.blockSize,
        hashes: options.hashes
      )
    }
    switch try LeadError.wrapped({ () throws(FileError) in try text.begin() }) {
    case .text(let encoding, _):
      let rows = LeadText(text, path: path, encoding: encoding, hashes: options.hashes)
      return try read(rows, options)
    case .zip where text.isPipe, .compound where text.isPipe:
      // To open a pipe again could wait for ever.
      throw .foreign(path: path, .pipe)
    case .zip: return try read(try LeadSheet.open(path, options: options), options)
    case .compound: throw .foreign(path: path, try CompoundFile.kind(of: path))
    case .utf32: throw .encoding(path: path)
    case .gzip: throw .foreign(path: path, .gzip)
    case .pdf: throw .foreign(path: path, .pdf)
    case .markup: throw .foreign(path: path, .markup)
    }
  }

  private static func read<Rows: LeadRows & ~Copyable>(
    _ rows: consuming Rows,
    _ options: LeadFileOptions
  ) throws(LeadError) -> LeadFile {
    var reader = try LeadReader(rows, options: options)
    while try reader.readRow() {}
    return try reader.finish()
  }
}
