import SimCore
import VoicePipeline

/// People and machines told apart: what the detector said, and what it did to people.
enum DetectionSection {
  static func section(_ facts: RunFacts) -> ReportSection? {
    guard let counts = facts.detection, counts.answers > 0 else { return nil }
    let columns: [Table.Column] = [
      .text("answered by"), .number("answers"), .number("human"), .number("machine"),
      .number("unknown"), .number("no verdict"),
    ]
    let table = Table(
      label: "Verdicts",
      columns: columns,
      rows: [row("a person", counts.humans), row("a machine", counts.machines)],
      isWrapping: true
    )
    return ReportSection(
      key: "detection",
      title: "People and machines",
      lead: """
        What was said of \(Figures.count(counts.answers)) answers, against who was there: only a \
        simulation knows. A person who hears no word within \
        \(Figures.span(DetectionCounts.connectedWithin)) of the greeting counts as abandoned.
        """,
      body: table.markup + PageParts.keyValues(consequences(facts, counts))
    )
  }

  private static func row(_ name: Markup, _ counts: VerdictCounts) -> [Markup] {
    let open = counts.answers - counts.human - counts.machine - counts.unknown
    return [
      name, "\(Figures.count(counts.answers))", "\(Figures.count(counts.human))",
      "\(Figures.count(counts.machine))", "\(Figures.count(counts.unknown))",
      "\(Figures.count(open))",
    ]
  }

  private static func consequences(
    _ facts: RunFacts,
    _ counts: DetectionCounts
  ) -> [(String, Markup)] {
    var rows: [(String, Markup)] = []
    let shares: [(String, MetricName)] = [
      ("people hung up on", .humansHungUp), ("people who waited over 2 s", .lateConnects),
      ("machines talked to", .machinesTalkedTo),
    ]
    for (name, metric) in shares {
      guard let share = facts.share(metric), let value = share.value else { continue }
      let percent = Figures.percent(value) + Figures.space + "%"
      rows.append(
        (name, "\(percent) (\(Figures.count(share.part)) of \(Figures.count(share.whole)))")
      )
    }
    let times: [(String, LatencyHistogram)] = [
      ("answer to verdict", counts.verdictTime), ("greeting to first word", counts.feltDelay),
    ]
    for (name, histogram) in times {
      guard let median = histogram.quantile(0.5), let slow = histogram.quantile(0.95) else {
        continue
      }
      rows.append((name, "p50 \(Figures.span(median)), p95 \(Figures.span(slow))"))
    }
    let cost = FixedDecimal.text(counts.cost.dollars, decimals: 2)
    return rows + [("cost of the detector", "USD \(cost)")]
  }
}
