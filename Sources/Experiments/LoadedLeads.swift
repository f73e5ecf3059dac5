internal import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// The leads of a scenario's campaigns in memory, with what the report says about their files; and
/// the arrivals of who calls in, where they are a file too.
struct LoadedLeads {
  /// By campaign.
  let stores: [LeadStore]
  /// Of all files together.
  let facts: LeadFacts
  /// The refused rows of each file that has any, as CSV under the name that it gets.
  let rejects: [NamedTable]
  /// Nil where calls come in at a rate, or not at all.
  private(set) var arrivals: ArrivalTrace?
  private(set) var arrivalFacts: ArrivalTraceFacts?

  /// Reads the files that a scenario names.
  static func read(_ scenario: Scenario, strict: Bool) throws(RunFailure) -> LoadedLeads {
    var leads = try read(scenario.campaigns, strict: strict)
    guard let file = scenario.inbound?.traceFile else { return leads }
    do throws(ArrivalTraceError) {
      let trace = try ArrivalTrace.load(file.absolute, start: scenario.start)
      leads.arrivals = trace
      leads.arrivalFacts = ArrivalTraceFacts(
        file: file.written,
        digest: SHA256.text(trace.digest),
        rows: trace.instants.count
      )
    } catch {
      throw RunFailure(error, file: file.written)
    }
    return leads
  }

  /// Reads each file once, though several campaigns may name it.
  private static func read(
    _ campaigns: [CampaignSpec],
    strict: Bool
  ) throws(RunFailure) -> LoadedLeads {
    var read: [(path: String, file: LeadFile)] = []
    var stores: [LeadStore] = []
    var facts: [LeadFacts] = []
    var rejects: [NamedTable] = []
    for campaign in campaigns {
      if let known = read.first(where: { $0.path == campaign.leadsPath }) {
        stores.append(known.file.leads)
        continue
      }
      let file = try load(campaign.leadsPath, named: campaign.leads, strict: strict)
      read.append((campaign.leadsPath, file))
      stores.append(file.leads)
      facts.append(LeadFacts(file, named: campaign.leads))
      if let table = file.rejectsTable {
        let name = campaigns.count == 1 ? "rejects.csv" : "rejects-\(campaign.name).csv"
        rejects.append(NamedTable(name: name, bytes: table))
      }
    }
    return LoadedLeads(stores: stores, facts: LeadFacts(facts), rejects: rejects)
  }

  /// Reads a file that messages and reports call by another name than its path.
  fileprivate static func load(
    _ path: String,
    named name: String,
    strict: Bool
  ) throws(RunFailure) -> LeadFile {
    var options = LeadFileOptions()
    options.isStrict = strict
    do {
      return try LeadFile.load(path, options: options)
    } catch {
      throw RunFailure(error, file: name)
    }
  }
}

extension LeadFile {
  /// The refused rows as CSV; nil when every row was taken.
  fileprivate var rejectsTable: [UInt8]? {
    rejects.count == 0 ? nil : rejects.csv(ofSheet: format.isSheet)
  }

  /// The most refused rows that a terminal is told of.
  private static let refusalsShown = 20

  /// A line for each of the first refused rows, with place, reason and remedy; never its text.
  fileprivate var refusals: String {
    let shown = rejects.rows.prefix(Self.refusalsShown).map { row in
      let column = row.column.map { ":\($0)" } ?? ""
      let place = format.isSheet ? ", cell \(row.cell)" : ":\(row.line)\(column)"
      return "\(path)\(place): \(row.reason.text) [\(row.reason.code)]; \(row.remedy)\n"
    }
    let rest = rejects.count - shown.count
    return shown.joined() + (rest > 0 ? "\(FixedDecimal.grouped(rest)) more\n" : "")
  }
}

extension LeadFacts {
  fileprivate init(_ file: LeadFile, named name: String) {
    self.init(
      file: name,
      digest: SHA256.text(file.digest),
      rows: file.rows,
      accepted: file.accepted,
      rejected: file.rejects.countsByReason.map { (reason: $0.reason.text, count: $0.count) },
      format: file.format.text,
      notes: file.format.notes
    )
  }

  /// Of several files together; of one, its own.
  fileprivate init(_ files: [LeadFacts]) {
    if files.count == 1 {
      self = files[0]
      return
    }
    var rejected: [(reason: String, count: Int)] = []
    for reason in files.flatMap(\.rejected) {
      if let at = rejected.firstIndex(where: { $0.reason == reason.reason }) {
        rejected[at].count += reason.count
      } else {
        rejected.append(reason)
      }
    }
    var formats: [String] = []
    for file in files where !formats.contains(file.format) { formats.append(file.format) }
    self.init(
      file: files.map(\.file).joined(separator: ", "),
      digest: SHA256.hex(of: Array(files.map(\.digest).joined(separator: "\n").utf8)),
      rows: files.reduce(0) { $0 + $1.rows },
      accepted: files.reduce(0) { $0 + $1.accepted },
      rejected: rejected.sorted { ($1.count, $0.reason) < ($0.count, $1.reason) },
      format: formats.joined(separator: "; "),
      notes: files.flatMap { file in file.notes.map { "\(file.file): \($0)" } }
    )
  }
}

/// `simrun leads --check FILE`: what a campaign would take of a lead file.
package struct LeadCheck: Sendable {
  /// Lines for the terminal.
  package let text: String
  /// The refused rows as CSV; nil when every row was taken.
  package let rejects: [UInt8]?
  /// Lines that name the first of them; empty when every row was taken.
  package let refusals: String

  /// Reads a file from start to end; with `strict` its first bad row is a failure.
  package static func read(_ path: String, strict: Bool) throws(RunFailure) -> LeadCheck {
    let file = try LoadedLeads.load(path, named: path, strict: strict)
    let facts = LeadFacts(file, named: path)
    return LeadCheck(
      text: LeadText(facts).check,
      rejects: file.rejectsTable,
      refusals: file.refusals
    )
  }
}
