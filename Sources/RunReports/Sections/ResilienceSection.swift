import SimCore
import VoicePipeline

/// How often requests had to be asked again, and what breakers, pools and shedding did about it.
enum ResilienceSection {
  /// Shares the cross-hair of the load's chart, and so its margins.
  private static let margins = Plot.Margins(left: 62, right: 84)

  static func section(_ facts: RunFacts) -> ReportSection? {
    guard let resilience = facts.resilience else { return nil }
    var body = figure(facts, resilience)?.markup ?? ""
    body += endpoints(resilience)
    body += breakers(resilience)
    return ReportSection(
      key: "resilience",
      title: "Retries, breakers and shedding",
      lead: "\(lead(resilience))",
      body: body
    )
  }

  private static func lead(_ facts: ResilienceFacts) -> String {
    let account = facts.account
    var sentences: [String] = []
    let repeated = facts.endpoints.filter { $0.total.sent > $0.total.wanted }
    if let most = repeated.max(by: { ratio($0) < ratio($1) }) {
      var text = "\(Figures.fixed(ratio(most), decimals: 2)) requests to the "
      text += "\(most.service.label) went for each that was wanted"
      if let worst = most.worst {
        text += ", \(Figures.fixed(worst, decimals: 2)) in the worst minute"
      }
      sentences.append(text)
    } else {
      sentences.append("No service was asked more often than was wanted")
    }
    if let pool = account.pool {
      let hits = pool.asked > 0 ? Double(pool.hits) / Double(pool.asked) : 0
      var text = "\(Figures.percent(hits))\(Figures.space)% of "
      text += "\(Figures.counted(pool.asked, "session")) waited for their calls"
      if let cold = pool.coldWaits.quantile(0.5) {
        text += "; the others took \(Figures.span(cold)) in the median"
      }
      sentences.append(text)
    }
    if let shedding = account.shedding { sentences.append(sentence(shedding, facts.window)) }
    return sentences.joined(separator: ". ") + "."
  }

  private static func sentence(_ account: SheddingAccount, _ window: MeasuredWindow) -> String {
    guard !account.causes.isEmpty else { return "Nobody was turned away for the load" }
    let area = account.isShedding.integral(from: window.start, to: window.end)
    let times = Figures.counted(account.causes.count, "time")
    let causes = SheddingSignal.allCases.filter(account.causes.contains).map(\.label)
    return "Calls were turned away for \(Figures.span(.nanoseconds(Int64(area)))) in \(times), for "
      + "\(causes.joined(separator: " or ")): \(Figures.counted(account.turnedAway, "call"))"
  }

  private static func ratio(_ endpoint: ResilienceFacts.Endpoint) -> Double {
    endpoint.total.amplification ?? 0
  }

  /// Requests to the service that was asked again most.
  private static func figure(_ facts: RunFacts, _ resilience: ResilienceFacts) -> ChartFigure? {
    let repeated = resilience.endpoints.filter { $0.total.sent != $0.total.wanted }
    guard let shown = repeated.max(by: { ratio($0) < ratio($1) }) ?? repeated.first else {
      return nil
    }
    let counts = shown.minutes
    let top = counts.map { max($0.wanted, $0.sent) }.reduce(1, max)
    let end = max(facts.scenario.duration, .seconds(60) * counts.count)
    var plot = Plot(
      name: "fig-retries",
      x: .time(end),
      y: .linear(upTo: Double(top), areWhole: true),
      height: 180,
      margins: margins,
      group: "t"
    )
    plot.faults(of: facts, until: end)
    let last = Double(counts.count)
    func points(_ value: (EndpointTraffic.Counts) -> Int) -> [Point] {
      counts.enumerated().map { Point(x: Double($0.offset), y: Double(value($0.element))) }
    }
    plot.steps(points(\.wanted), until: last, "si", label: "wanted")
    plot.steps(points(\.sent), until: last, "s1", label: "sent")
    plot.tag(Double(counts.last?.sent ?? 0), "sent", "s1")
    return ChartFigure(
      name: "fig-retries",
      title: title(shown),
      subtitle: "requests to the \(shown.service.label) a minute: wanted (thin), and sent",
      drawing: plot.markup(description: "Requests wanted and sent, by minute."),
      hasReadOut: true
    )
  }

  private static func title(_ endpoint: ResilienceFacts.Endpoint) -> String {
    let total = endpoint.total
    if total.keptBack > 0 {
      return "\(Figures.counted(total.keptBack, "request")) of \(Figures.count(total.wanted)) "
        + "wanted were kept from the \(endpoint.service.label)"
    }
    return "\(Figures.count(total.sent)) requests went for \(Figures.count(total.wanted)) wanted"
  }

  private static func endpoints(_ facts: ResilienceFacts) -> Markup {
    let rows = facts.endpoints.map { endpoint -> [Markup] in
      let total = endpoint.total
      return [
        "\(endpoint.service.label)", "\(Figures.count(total.wanted))",
        "\(Figures.count(total.sent))", "\(Figures.count(total.failed))",
        "\(Figures.count(total.keptBack))",
        "\(total.amplification.map { Figures.fixed($0, decimals: 3) } ?? Figures.none)",
        "\(endpoint.worst.map { Figures.fixed($0, decimals: 3) } ?? Figures.none)",
      ]
    }
    guard !rows.isEmpty else { return "" }
    return Table(
      label: "Requests wanted and sent",
      columns: [
        .text("service"), .number("wanted"), .number("sent"), .number("failed"),
        .number("kept back"), .number("sent per wanted"), .number("worst minute"),
      ],
      rows: rows
    ).markup
  }

  private static func breakers(_ facts: ResilienceFacts) -> Markup {
    let rows = facts.account.breakers.map { model, account -> [Markup] in
      let open = account.isOpen.integral(from: facts.window.start, to: facts.window.end)
      return [
        "<code>agent.\(model)</code>", "\(Figures.count(account.openings))",
        "\(Figures.span(.nanoseconds(Int64(open))))", "\(Figures.count(account.keptBack))",
        "\(Figures.count(account.slow))",
      ]
    }
    guard !rows.isEmpty else { return "" }
    return Table(
      label: "Circuit breakers",
      columns: [
        .text("model"), .number("opened"), .number("open for"), .number("kept back"),
        .number("no token in time"),
      ],
      rows: rows
    ).markup
  }
}
