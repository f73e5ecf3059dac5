internal import RunReports
internal import Scenarios
internal import VoicePipeline

// What the audit log of a run comes to, read from its bytes as an auditor would.
extension WorldResult {
  /// A figure of the audit log; nil for a metric that is none, or of a run that nobody audits.
  func auditReading(_ metric: MetricName) -> MetricReading? {
    let isOfLog =
      metric == .openAuditChains || metric == .personalDataInLog || metric == .auditRetentionYears
    guard isOfLog, let census = auditCensus else { return nil }
    switch metric {
    case .openAuditChains: return count(census.openCalls, of: census.calls)
    case .personalDataInLog: return count(census.personalData, of: census.calls)
    default:
      let years = census.retentionYears.map(Double.init)
      return MetricReading(value: years, interval: nil, count: census.calls)
    }
  }

  private var auditCensus: AuditCensus? {
    guard let audit = measurements.audit,
      let text = try? Gzip.content(audit.table.compressed)
    else { return nil }
    var phones: Set<UInt64> = []
    for store in leads {
      for index in 0..<store.count { phones.insert(store[index].phone.digits) }
    }
    return AuditCensus(text, callsMade: measurements.attempts.started, leads: phones)
  }
}
