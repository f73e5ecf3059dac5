import SimCore
import VoicePipeline

/// What each carrier was sent and what it made of it.
enum CarriersSection {
  static func section(_ facts: RunFacts) -> ReportSection? {
    let carriers = facts.carriers
    guard carriers.contains(where: { $0.legs.attempts > 0 }) else { return nil }
    let top = carriers.flatMap { $0.attemptsOverTime }.reduce(0, max)
    let rows = carriers.map { row($0, top: Double(top)) }
    let span = Figures.span(facts.load.bucket * facts.load.active.count)
    let table = Table(
      label: "Carriers",
      columns: [
        .text("carrier"), .text("sent over \(span)"), .number("attempts"), .number("answered"),
        .number("post-dial delay p50 / p95 / p99 s"), .number("throttled"), .number("failed"),
        .number("went elsewhere"), .number("after p50 / max s"),
      ],
      rows: rows
    )
    return ReportSection(
      key: "carriers",
      title: "Carriers",
      lead: "\(lead(carriers))",
      body: table.markup + CarrierFigures.markup(carriers)
    )
  }

  private static func row(_ carrier: CarrierFacts, top: Double) -> [Markup] {
    let delay = LatencyCells(carrier.postDialDelay, text: Figures.seconds)
    return [
      Markup.name(carrier.name),
      SmallDrawing.sparkline(carrier.attemptsOverTime.map(Double.init), top: top),
      "\(Figures.count(carrier.legs.attempts))",
      "\(CarrierFigures.percent(carrier.legs.answered, of: carrier.legs.attempts))",
      "\(delay.p50) / \(delay.p95) / \(delay.p99)",
      loss(carrier.legs.throttled), loss(carrier.failed),
      "\(Figures.count(carrier.failover.count))",
      failoverTime(carrier.failover),
    ]
  }

  private static func failoverTime(_ times: LatencyHistogram) -> Markup {
    guard times.count > 0 else { return "\(Figures.none)" }
    let cells = LatencyCells(times, text: Figures.seconds)
    return "\(cells.p50) / \(cells.max)"
  }

  private static func loss(_ count: Int) -> Markup {
    count == 0 ? "0" : "<span class=\"neg\">\(Figures.count(count))</span>"
  }

  private static func lead(_ carriers: [CarrierFacts]) -> String {
    let attempts = carriers.reduce(0) { $0 + $1.legs.attempts }
    let throttled = carriers.reduce(0) { $0 + $1.legs.throttled }
    let failed = carriers.reduce(0) { $0 + $1.failed }
    let all = Figures.counted(attempts, "attempt")
    if throttled + failed == 0 { return "\(all); none was throttled, none failed." }
    let worst = carriers.max { $0.legs.throttled + $0.failed < $1.legs.throttled + $1.failed }
    let name =
      carriers.count > 1 ? worst.map { ", most of them at \(Figures.isolated($0.name))" } ?? "" : ""
    var parts: [String] = []
    if throttled > 0 { parts.append("\(Figures.count(throttled)) throttled") }
    if failed > 0 { parts.append("\(Figures.count(failed)) failed") }
    return "\(all), \(parts.joined(separator: " and "))\(name)."
  }
}
