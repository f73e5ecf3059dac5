import SimCore
import VoicePipeline

/// When the dialer kept away from carriers, and how soon it noticed their faults.
enum CarrierHealthFigures {
  static func markup(_ carriers: [CarrierFacts]) -> Markup {
    regions(carriers.compactMap(\.health)) + health(carriers)
  }

  private static func regions(_ carriers: [CarrierHealthFacts]) -> Markup {
    guard carriers.contains(where: { $0.watch.regions.mean != nil }) else { return "" }
    let rows = carriers.map { carrier -> [Markup] in
      let counts = carrier.watch.regions
      return [
        Markup.name(carrier.watch.name),
        "\(Figures.count(counts.near))",
        "\(Figures.count(counts.far))",
        "\(CarrierFigures.percent(counts.near, of: counts.near + counts.far))",
        "\(counts.mean.map(Figures.milliseconds) ?? Figures.none)",
      ]
    }
    let table = Table(
      label: "Regions of carriers",
      columns: [
        .text("carrier"), .number("dials to its own region"), .number("to others"),
        .number("near"), .number("mean distance ms"),
      ],
      rows: rows
    )
    return CarrierFigures.figure(
      "Regions",
      "dials to people whose region is known; the distance is what lies between regions, one way",
      table.markup
    )
  }

  private static func health(_ carriers: [CarrierFacts]) -> Markup {
    let watched = carriers.compactMap(\.health).filter(\.isEventful)
    guard !watched.isEmpty else { return "" }
    return CarrierFigures.figure(
      "Health",
      "probes are OPTIONS requests (RFC 3261 section 11); a carrier with dead audio answers them",
      table(watched).markup + outages(watched)
    )
  }

  private static func table(_ watched: [CarrierHealthFacts]) -> Table {
    let rows = watched.map { health -> [Markup] in
      [
        Markup.name(health.watch.name),
        "\(Figures.count(health.watch.probesSent))",
        "\(Figures.count(health.watch.probesFailed))",
        "\(Figures.count(health.count(of: .probes)))",
        "\(Figures.count(health.count(of: .calls)))",
        "\(Figures.count(health.count(of: .request)))",
        "\(Figures.seconds(health.avoided))",
      ]
    }
    return Table(
      label: "Health of carriers",
      columns: [
        .text("carrier"), .number("probes"), .number("failed"), .number("kept away from by probes"),
        .number("by calls"), .number("at its request"), .number("in all s"),
      ],
      rows: rows
    )
  }

  private static func outages(_ watched: [CarrierHealthFacts]) -> Markup {
    let rows = watched.flatMap { health in
      health.outages.map { outage -> [Markup] in
        [
          Markup.name(health.watch.name), "\(outage.kind)",
          "\(Figures.span(.nanoseconds(outage.start.nanoseconds)))",
          "\(outage.detected.map(Figures.seconds) ?? Figures.none)",
          "\(outage.cause.map(\.rawValue) ?? "not noticed")",
        ]
      }
    }
    guard !rows.isEmpty else { return "" }
    return Table(
      label: "Faults of carriers",
      columns: [
        .text("carrier"), .text("fault"), .number("began after"), .number("noticed after s"),
        .text("by"),
      ],
      rows: rows
    ).markup
  }
}
