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
    let list: LeadList
    do {
      list = try LeadReader.read(path: load.leadsPath, strict: strict)
    } catch {
      throw RunFailure(error, file: load.leads)
    }
    let rejected = list.rejects.countsByReason.map { (reason: $0.reason.text, count: $0.count) }
    let facts = LeadFacts(
      file: load.leads, digest: list.digest, rows: list.store.count + list.rejects.count,
      accepted: list.store.count, rejected: rejected)
    return LoadedLeads(
      store: list.store, facts: facts,
      rejects: list.rejects.count == 0 ? nil : list.rejects.csv())
  }
}
