import SimCore

/// One stage: what was chosen and why, how it lies on the measurements, and what may be wrong.
enum FitSection {
  static func section(_ column: FittedColumn, key: String) -> ReportSection {
    let warnings = FitText.warnings(column)
    let list = warnings.map { "<li class=\"w\">\($0)</li>" as Markup }.joined()
    let checks: Markup =
      warnings.isEmpty ? "" : "<figure><ul class=\"checks\">\(list)</ul></figure>"
    let empty = column.empty > 0 ? ", \(Figures.count(column.empty)) empty" : ""
    let distribution = FitCharts.distribution(column, key)
    let pairs = FitCharts.pairs(column, key)
    return ReportSection(
      key: key,
      title: column.path,
      lead: """
        \(Markup.name(column.name)), \(Figures.samples(column.sample.count))\(empty). \
        \(FitText.reason(column.choice))
        """,
      body: """
        <figure>\(value(column))</figure>\(checks)
        \(FitCharts.spectrum(column, key).markup)
        \(PageParts.two(distribution.markup, pairs.markup))
        \(figure("Quantiles", "ms; interval of the measured quantile", quantiles(column)))
        \(figure("Families", note, families(column.choice)))
        """
    )
  }

  private static let note = """
    BIC above the least; KS: greatest distance of the distribution functions; A²: Anderson and \
    Darling; the rest: fitted against measured quantile
    """

  private static func figure(_ title: String, _ subtitle: String, _ table: Table) -> Markup {
    """
    <figure><figcaption><h3>\(title)</h3><p>\(subtitle)</p></figcaption>\(table.markup)</figure>
    """
  }

  private static func value(_ column: FittedColumn) -> Markup {
    let preset = column.preset.map { "in the preset \($0)" } ?? "no preset can carry it"
    return PageParts.keyValues([
      ("value", "<code>\(column.notation)</code>"), ("family", "\(FitText.quality(column))"),
      ("preset", "\(preset)"),
    ])
  }

  private static func quantiles(_ column: FittedColumn) -> Table {
    let rows = column.choice.chosen.quantiles.map { match -> [Markup] in
      let interval = OrderStatistics.interval(match.q, ofSorted: column.sample.sorted)
      let text = interval.map {
        "[\(Figures.milliseconds(nanoseconds: $0.lowerBound)), "
          + "\(Figures.milliseconds(nanoseconds: $0.upperBound))]"
      }
      return [
        "\(FitText.name(match.q))", "\(Figures.milliseconds(nanoseconds: match.measured))",
        "\(text ?? "insufficient samples")",
        "\(Figures.milliseconds(nanoseconds: match.fitted))", "\(FitText.signed(match.error))",
      ]
    }
    return Table(
      label: "Quantiles of \(column.path)",
      columns: [
        .text("quantile"), .number("measured"), .number("95 % interval"), .number("fitted"),
        .number("difference"),
      ],
      rows: rows,
      isSortable: false
    )
  }

  private static func families(_ choice: FitChoice) -> Table {
    let least = choice.fits.compactMap(\.criterion).min() ?? 0
    let rows = choice.fits.map { fit -> [Markup] in
      let isChosen = fit.family == choice.chosen.family
      let sign: Markup =
        isChosen
        ? "<b class=\"pass\" title=\"chosen\">✓</b>"
        : fit.isAdequate ? "" : "<b class=\"fail\" title=\"does not hold\">✕</b>"
      let criterion = fit.criterion.map { Figures.fixed($0 - least, decimals: 1) }
      let head: [Markup] = [
        "\(sign) \(fit.family.rawValue)", "<code>\(fit.notation)</code>",
        "\(criterion ?? Figures.none)", "\(Figures.fixed(fit.goodness.distance, decimals: 4))",
        "\(Figures.fixed(fit.goodness.andersonDarling, decimals: 2))",
      ]
      return head + fit.quantiles.map { "\(FitText.signed($0.error))" as Markup }
    }
    let names = QuantileMatch.judged.map { Table.Column.number(FitText.name($0)) }
    return Table(
      label: "Families",
      columns: [.mark("family"), .text("parameters"), .number("BIC"), .number("KS"), .number("A²")]
        + names,
      rows: rows,
      isSortable: false,
      isWrapping: true
    )
  }
}
