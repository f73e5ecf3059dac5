import SimCore

/// Reads a lead file row by row into a packed store, and keeps account of the rows it refuses.
struct LeadReader<Rows: LeadRows & ~Copyable>: ~Copyable {
  private let path: String
  private let options: LeadFileOptions
  private var rows: Rows
  private var row: LeadRow
  private let unreadColumns: [String]
  private var leads = LeadStore()
  private var phones = PhoneTable()
  private var rejects: RejectLog
  private var rowCount = 0
  private var scanned = 0
  /// Leads of good rows whose numbers have not been looked up yet, and how many they are.
  private var pending = [256 of PendingLead](repeating: PendingLead(lead: Lead(bits: 0), line: 0))
  private var pendingCount = 0
  private var touched: UInt32 = 0

  /// Reads the header of a file.
  init(_ rows: consuming Rows, options: LeadFileOptions) throws(LeadError) {
    var rows = rows
    path = rows.path
    self.options = options
    rejects = RejectLog(rowsMax: options.rejectedRowsMax)
    let header = try Self.readHeader(&rows)
    rows.select(header)
    row = LeadRow(header: header)
    unreadColumns = header.unread
    self.rows = rows
  }

  private static func readHeader(_ rows: inout Rows) throws(LeadError) -> LeadHeader {
    let path = rows.path
    switch try rows.header() {
    case .end:
      try rows.checkEnd()
      throw .empty(path: path)
    case .fault(let fault, let line):
      throw .header(path: path, line: line, column: fault.field, reason: fault.reason)
    case .row:
      guard rows.fieldCount <= CSVReader.fieldsMax else {
        throw .tooManyColumns(path: path, line: rows.line, count: rows.fieldCount)
      }
      return try LeadHeader(names: rows.texts(), path: path, line: rows.line)
    }
  }

  /// Reads one more row; false at the end of the file.
  mutating func readRow() throws(LeadError) -> Bool {
    switch try rows.nextRow() {
    case .end:
      try rows.checkEnd()
      try store()
      return false
    case .fault(let fault, let line):
      rowCount += 1
      let badByte = fault.reason == .encoding ? rows.badByte : nil
      try reject(fault.reason, column: fault.field, line: line, badByte: badByte)
    case .row:
      rowCount += 1
      try takeRow()
    }
    return true
  }

  @inline(__always)
  private mutating func takeRow() throws(LeadError) {
    let columnCount = row.columns.count
    guard rows.fieldCount == columnCount else {
      let odd = min(rows.fieldCount, columnCount) + 1
      return try reject(.columnCount, column: odd, line: rows.line)
    }
    switch rows.judge(&row, &leads.zoneSets) {
    case .fault(let fault): try reject(fault.reason, column: fault.field, line: rows.line)
    case .lead(let lead):
      pending[pendingCount] = PendingLead(lead: lead, line: rows.line)
      pendingCount += 1
      if pendingCount == pending.count { try store() }
    }
  }

  /// Takes the pending leads, but for those whose number occurred before.
  private mutating func store() throws(LeadError) {
    if options.onlyScans {
      scanned += pendingCount
      pendingCount = 0
      return
    }
    if leads.count == 0, let total = rows.rowCountEstimate(rowsRead: rowCount) {
      phones.reserve(total)
    }
    touched &+= phones.touch(pending.span.extracting(..<pendingCount))
    let count = pendingCount
    pendingCount = 0
    for index in 0..<count {
      let entry = pending[index]
      guard phones.insert(entry.lead.phone) else {
        let column = row.columns.firstIndex(of: .phone).map { $0 + 1 }
        try reject(.duplicatePhone, column: column, line: entry.line)
        continue
      }
      guard leads.count < Int(UInt32.max) else {
        throw .tooManyRows(path: path, line: entry.line)
      }
      leads.append(entry.lead)
    }
  }

  private mutating func reject(
    _ reason: RejectReason,
    column: Int?,
    line: Int,
    badByte: BadByte? = nil
  ) throws(LeadError) {
    // Rows before this one come first, in the log and when the first fault is fatal.
    if pendingCount > 0 { try store() }
    let row = RejectedRow(line: line, column: column, reason: reason, badByte: badByte)
    if options.isStrict {
      let isSheet = rows.format(unreadColumns: []).isSheet
      throw .rejected(path: path, row: row, isSheet: isSheet)
    }
    rejects.record(row)
  }

  /// What was read; to be called at the end of the file.
  consuming func finish() throws(LeadError) -> LeadFile {
    guard rowCount > 0 else { throw .noRows(path: path) }
    return LeadFile(
      path: path,
      leads: leads,
      rejects: rejects,
      rows: rowCount,
      accepted: options.onlyScans ? scanned : leads.count,
      columns: row.columns,
      format: rows.format(unreadColumns: unreadColumns),
      digest: try rows.fileDigest()
    )
  }
}

/// A lead of a good row, and the row's line.
struct PendingLead: BitwiseCopyable {
  let lead: Lead
  let line: Int
}
