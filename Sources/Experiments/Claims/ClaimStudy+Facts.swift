internal import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

extension ClaimStudy {
  /// What a report says of the claim.
  func facts(seedsMax: Int) -> ClaimFacts {
    let tables = tables()
    let ruling = ClaimRuling(tables, study: self)
    let wording = ClaimWording(study: self, tables: tables, ruling: ruling)
    return ClaimFacts(
      id: claim.id,
      quote: claim.quote,
      source: claim.source,
      metric: "",
      unit: "",
      claimed: nil,
      finding: ruling.finding,
      expected: claim.expected,
      sentence: wording.sentence,
      figures: [],
      samples: [],
      comparison: comparison(tables, ruling, seedsMax: seedsMax)
    )
  }

  private func comparison(
    _ tables: [FigureTable],
    _ ruling: ClaimRuling,
    seedsMax: Int
  ) -> ComparisonFacts {
    let published = tables.filter { $0.figure.range != nil }.map(\.figure.name)
    return ComparisonFacts(
      dimensions: grid.dimensions.map(\.facts),
      arms: grid.count,
      baseline: grid.name(of: grid.baseline),
      seeds: seeds,
      seedsMax: seedsMax,
      figures: tables.map(\.facts),
      settingDimensions: ruling.dimensions.map { grid.dimensions[$0].label },
      settings: ruling.settings.map { setting in
        ComparedSetting(
          levels: zip(ruling.dimensions, setting.levels).map {
            grid.dimensions[$0].levels[$1].name
          },
          finding: setting.finding,
          parts: zip(published, setting.parts).map { ($0, $1) }
        )
      },
      effects: tables.flatMap { table in
        FactorialEffect.all(of: table, grid: grid).map { facts($0, of: table) }
      },
      tradeoff: tradeoff(tables)
    )
  }

  private func facts(_ effect: FactorialEffect, of table: FigureTable) -> EffectFacts {
    let isInteraction = effect.dimensions.count > 1
    let names = effect.dimensions.map { index in
      let dimension = grid.dimensions[index]
      let levels = dimension.levels.map(\.name).joined(separator: " → ")
      return isInteraction ? dimension.label : "\(dimension.label): \(levels)"
    }
    return EffectFacts(
      figure: table.figure.name,
      kind: table.figure.kind,
      name: names.joined(separator: " × "),
      isInteraction: isInteraction,
      absolute: effect.absolute.facts,
      cut: effect.cut?.facts
    )
  }

  private func tradeoff(_ tables: [FigureTable]) -> TradeoffFacts? {
    let chosen =
      claim.tradeoff.map { names in
        names.compactMap { name in tables.firstIndex { $0.figure.name == name } }
      }
      ?? tables.indices.filter { index in
        tables[index].dimensions.contains { dimension in
          grid.dimensions[dimension].levels.count >= 3 && grid.dimensions[dimension].path != nil
        }
      }
    guard chosen.count >= 2,
      let curve = TradeoffCurve(tables[chosen[0]], tables[chosen[1]], grid: grid)
    else { return nil }
    let levels = grid.dimensions[curve.dimension].levels
    return TradeoffFacts(
      dimension: grid.dimensions[curve.dimension].label,
      x: chosen[0],
      y: chosen[1],
      points: zip(levels, curve.points).map { level, point in
        TradeoffFacts.Point(
          level: level.name,
          x: point.x.estimate.facts,
          y: point.y.estimate.facts
        )
      },
      front: curve.front,
      knee: curve.knee,
      kneeSeeds: curve.kneeSeeds
    )
  }
}

extension FigureEstimate {
  var facts: SeedEstimate {
    SeedEstimate(mean: mean, interval: interval, isBootstrap: isBootstrap, seeds: seeds)
  }
}

extension FigureTable {
  fileprivate var facts: ComparedFigure {
    ComparedFigure(
      name: figure.name,
      formula: figure.value.text,
      kind: figure.kind,
      range: figure.range?.text,
      lower: figure.range?.lower,
      upper: figure.range?.upper,
      dimensions: dimensions,
      cells: cells.map { cell in
        ComparedCell(
          levels: cell.levels,
          estimate: cell.estimate.facts,
          samples: cell.samples,
          finding: figure.range.map { ClaimRuling.finding(cell.estimate.interval, within: $0) },
          values: cell.values
        )
      }
    )
  }
}

extension ClaimGrid.Dimension {
  fileprivate var facts: ComparedDimension {
    let positions = levels.compactMap(\.position)
    let kinds = levels.compactMap(\.kind)
    let isScale = positions.count == levels.count && kinds.allSatisfy { $0 == kinds.first }
    return ComparedDimension(
      label: label,
      levels: levels.map(\.name),
      positions: isScale ? positions : nil,
      kind: kinds.first ?? .count,
      isTreatment: role == .treatment
    )
  }
}
