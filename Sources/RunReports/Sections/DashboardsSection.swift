import SimCore
import VoicePipeline

/// How old what dashboards showed was, and what they never showed.
enum DashboardsSection {
  static func section(_ facts: RunFacts) -> ReportSection? {
    guard let account = facts.dashboards, account.offered > 0 else { return nil }
    return ReportSection(
      key: "dashboards",
      title: "Dashboards",
      lead: "\(lead(account))",
      body: table(account).markup
    )
  }

  private static func lead(_ account: EventAccount) -> String {
    var text = "\(Figures.count(account.shown)) of "
    text += "\(Figures.counted(account.offered, "event")) were shown, sent in "
    text += "\(Figures.count(account.batches)) batches"
    guard account.lost > 0 else { return text + "; none was lost." }
    text += "; \(Figures.count(account.lostWithPods)) were lost with pods that died"
    if account.lostForRoom > 0 {
      text += ", \(Figures.count(account.lostForRoom)) for want of room in a pod's buffer"
    }
    return text + "."
  }

  private static func table(_ account: EventAccount) -> Table {
    let cells = LatencyCells(account.age, text: Figures.milliseconds)
    return Table(
      label: "Age of events in milliseconds, and what waited on the bus",
      columns: [
        .text(""), .number("p50"), .number("p95"), .number("p99"), .number("max"),
        .number("most waiting"),
      ],
      rows: [
        [
          "from what happened to the screen", "\(cells.p50)", "\(cells.p95)", "\(cells.p99)",
          "\(cells.max)",
          "\(Figures.count(account.backlog.peak(from: .zero, to: SimInstant(nanoseconds: .max))))",
        ]
      ],
      isSortable: false
    )
  }
}
