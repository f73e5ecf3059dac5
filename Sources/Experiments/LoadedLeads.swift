internal import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// The leads of a scenario's campaigns in memory, with what the report says about their files.
struct LoadedLeads {
  /// By campaign.
  let stores: [LeadStore]
  /// Of all files together.
  let facts: LeadFacts
  /// The refused rows of each file that has any, as CSV under the name that it gets.
  let rejects: [NamedTable]

  /// Reads each file once, though several campaigns may name it.
  static func read(_ campaigns: [CampaignSpec], strict: Bool) throws(RunFailure) -> LoadedLeads {
    var options = LeadFileOptions()
    options.isStrict = strict
    var read: [(path: String, file: LeadFile)] = []
    var stores: [LeadStore] = []
    var facts: [LeadFacts] = []
    var rejects: [NamedTable] = []
    for campaign in campaigns {
      if let known = read.first(where: { $0.path == campaign.leadsPath }) {
        stores.append(known.file.leads)
        continue
      }
      let file = try load(campaign, options)
      read.append((campaign.leadsPath, file))
      stores.append(file.leads)
      facts.append(LeadFacts(file, named: campaign.leads))
      if file.rejects.count > 0 {
        let name = campaigns.count == 1 ? "rejects.csv" : "rejects-\(campaign.name).csv"
        rejects.append(NamedTable(name: name, bytes: file.rejects.csv()))
      }
    }
    return LoadedLeads(stores: stores, facts: LeadFacts(facts), rejects: rejects)
  }

  private static func load(
    _ campaign: CampaignSpec,
    _ options: LeadFileOptions
  ) throws(RunFailure) -> LeadFile {
    do {
      return try LeadFile.load(campaign.leadsPath, options: options)
    } catch {
      throw RunFailure(error, file: campaign.leads)
    }
  }
}

extension LeadFacts {
  fileprivate init(_ file: LeadFile, named name: String) {
    self.init(
      file: name,
      digest: SHA256.text(file.digest),
      rows: file.rows,
      accepted: file.accepted,
      rejected: file.rejects.countsByReason.map { (reason: $0.reason.text, count: $0.count) }
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
    self.init(
      file: files.map(\.file).joined(separator: ", "),
      digest: SHA256.hex(of: Array(files.map(\.digest).joined(separator: "\n").utf8)),
      rows: files.reduce(0) { $0 + $1.rows },
      accepted: files.reduce(0) { $0 + $1.accepted },
      rejected: rejected.sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
    )
  }
}
