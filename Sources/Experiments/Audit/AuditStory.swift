internal import SimCore
internal import VoicePipeline

/// What a log says of one call: its own lines, and those without a call of whom it went to.
struct AuditStory {
  private let call: Int
  private let rows: [AuditRow]

  /// Nil when the log does not know the call.
  init?(of call: Int, in log: AuditSummary) {
    guard let first = log.rows.first(where: { $0.call == call }) else { return nil }
    self.call = call
    rows = log.rows.filter {
      $0.call == call
        || $0.call == nil && !$0.subject.isEmpty && $0.subject == first.subject
    }
  }

  /// One line for each decision: when, who, what, by which rule, on which data.
  var text: String {
    let subject = rows.first { !$0.subject.isEmpty }?.subject
    let campaign = rows.first { !$0.campaign.isEmpty }?.campaign
    let head = [
      "call \(call)", subject.map { "to subject \($0)" }, campaign.map { "of campaign \($0)" },
    ].compactMap(\.self).joined(separator: ", ")
    let lines = rows.map { row in
      let rule = row.rule.isEmpty ? "" : "\(row.rule) (\(row.citation)) "
      let attempt = row.attempt.isEmpty ? "" : "attempt \(row.attempt) "
      return "  \(row.utc)  \(padded(row.decidedBy, 7)) \(padded(row.event, 18)) "
        + (attempt + rule + row.data)
    }
    return ([head] + lines).joined(separator: "\n") + "\n"
  }

  private func padded(_ word: String, _ width: Int) -> String {
    word + String(repeating: " ", count: max(width - word.count, 0))
  }
}
