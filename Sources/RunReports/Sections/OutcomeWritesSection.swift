import SimCore
import VoicePipeline

/// How the outcomes of calls came to the CRM or the call log, and which did not.
enum OutcomeWritesSection {
  static func section(_ facts: RunFacts) -> ReportSection? {
    guard let writes = facts.outcomeWrites, writes.account.offered > 0 else { return nil }
    return ReportSection(
      key: "outcome-writes",
      title: "Outcomes written",
      lead: "\(lead(writes))",
      body: rows(writes.account).markup + times(writes).markup
    )
  }

  private static func rows(_ account: OutcomeAccount) -> BarTable {
    let losses = OutcomeLoss.allCases.map { (name: $0.label, count: account.lost(by: $0)) }
    let rows = [(name: "written", count: account.written)] + losses.filter { $0.count > 0 }
    return BarTable(
      rows: rows.map { row in
        BarTable.Row(
          name: "\(row.name)",
          count: row.count,
          share: "\(share(row.count, of: account.offered))",
          style: "acc2f"
        )
      }
    )
  }

  private static func times(_ writes: OutcomeWrites) -> Table {
    let rows: [(String, LatencyHistogram)] = [
      ("end of the call to its row written", writes.account.delays),
      ("wait for the locked counter of a campaign", writes.store.lockWaits),
    ]
    return Table(
      label: "Times in milliseconds",
      columns: [.text(""), .number("p50"), .number("p95"), .number("p99"), .number("max")],
      rows: rows.filter { $0.1.count > 0 }.map { name, histogram in
        let cells = LatencyCells(histogram, text: Figures.milliseconds)
        return ["\(name)", "\(cells.p50)", "\(cells.p95)", "\(cells.p99)", "\(cells.max)"]
      }
    )
  }

  private static func share(_ part: Int, of whole: Int) -> String {
    "\(Figures.percent(Double(part) / Double(whole)))\(Figures.space)%"
  }

  private static func lead(_ writes: OutcomeWrites) -> String {
    let (account, store) = (writes.account, writes.store)
    var text = "\(Figures.count(account.written)) of "
    text += "\(Figures.counted(account.offered, "outcome")) were written, in "
    text += "\(Figures.counted(account.batches, "transaction")) of at most "
    text += "\(Figures.counted(account.batchMax, "row"))"
    text += account.lost > 0 ? "; \(Figures.count(account.lost)) were lost." : "; none was lost."
    text += " \(Figures.count(store.contended)) of "
    text += "\(Figures.counted(store.lockWaits.count, "lock")) had to be waited for"
    text += store.lockTimeouts > 0 ? ", \(Figures.count(store.lockTimeouts)) in vain." : "."
    if account.failures > 0 {
      text += " \(Figures.counted(account.failures, "write")) failed."
    }
    return text
  }
}
