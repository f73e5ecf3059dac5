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
    var options = LeadFileOptions()
    options.isStrict = strict
    let file: LeadFile
    do {
      file = try LeadFile.load(load.leadsPath, options: options)
    } catch {
      throw RunFailure(error, file: load.leads)
    }
    let rejected = file.rejects.countsByReason.map { (reason: $0.reason.text, count: $0.count) }
    let facts = LeadFacts(
      file: load.leads,
      digest: SHA256.text(file.digest),
      rows: file.rows,
      accepted: file.accepted,
      rejected: rejected
    )
    return LoadedLeads(
      store: file.leads,
      facts: facts,
      rejects: file.rejects.count == 0 ? nil : file.rejects.csv()
    )
  }
}
