internal import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// A lead file in memory with what the report says about it.
struct LoadedLeads {
  let store: LeadStore
  let facts: LeadFacts
  /// The refused rows as CSV; nil when every row was taken.
  let rejects: [UInt8]?

  static func read(_ load: LoadSpec, strict: Bool) throws(RunFailure) -> LoadedLeads {
    try read(load.leadsPath, named: load.leads, strict: strict)
  }

  /// Reads a file that messages and reports call by another name than its path.
  static func read(
    _ path: String,
    named name: String,
    strict: Bool
  ) throws(RunFailure) -> LoadedLeads {
    var options = LeadFileOptions()
    options.isStrict = strict
    let file: LeadFile
    do {
      file = try LeadFile.load(path, options: options)
    } catch {
      throw RunFailure(error, file: name)
    }
    let rejected = file.rejects.countsByReason.map { (reason: $0.reason.text, count: $0.count) }
    let facts = LeadFacts(
      file: name,
      digest: SHA256.text(file.digest),
      rows: file.rows,
      accepted: file.accepted,
      rejected: rejected,
      format: file.format.text,
      notes: file.format.notes
    )
    return LoadedLeads(
      store: file.leads,
      facts: facts,
      rejects: file.rejects.count == 0 ? nil : file.rejects.csv(ofSheet: file.format.isSheet)
    )
  }
}

/// `simrun leads --check FILE`: what a campaign would take of a lead file.
package struct LeadCheck: Sendable {
  /// Lines for the terminal.
  package let text: String
  /// The refused rows as CSV; nil when every row was taken.
  package let rejects: [UInt8]?

  /// Reads a file from start to end; with `strict` its first bad row is a failure.
  package static func read(_ path: String, strict: Bool) throws(RunFailure) -> LeadCheck {
    let leads = try LoadedLeads.read(path, named: path, strict: strict)
    return LeadCheck(text: LeadText(leads.facts).check, rejects: leads.rejects)
  }
}
