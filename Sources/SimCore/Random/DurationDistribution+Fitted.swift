/// Families that `simrun fit` gives besides those of published figures.
extension DurationDistribution {
  /// A log-normal on top of a least time, by its median as a whole and the sigma of what is added.
  package static func shiftedLogNormal(
    shift: Duration,
    median: Duration,
    sigma: Double
  ) -> DurationDistribution {
    precondition(shift >= .zero && median > shift && sigma >= 0, "shifted log-normal: out of range")
    let excess = Double((median - shift).nanoseconds)
    return DurationDistribution(
      .shiftedLogNormal(
        ShiftedLogNormalVariate(
          shift: Double(shift.nanoseconds),
          mu: Elementary.log(excess),
          sigma: sigma
        )
      ),
      text: "shifted log-normal, from \(shift.shortText), median \(median.shortText), "
        + "sigma \(FixedDecimal.shortest(sigma))"
    )
  }

  /// A gamma distribution by its mean and its shape, from 0.12 to 1,000,000.
  package static func gamma(mean: Duration, shape: Double) -> DurationDistribution {
    precondition(mean > .zero && shape >= 0.12 && shape <= 1e6, "gamma: parameters out of range")
    let variate = GammaVariate(shape: shape, scale: Double(mean.nanoseconds) / shape)
    return DurationDistribution(
      .gamma(variate),
      text: "gamma, mean \(mean.shortText), shape \(FixedDecimal.shortest(shape))"
    )
  }

  /// The distribution through quantiles on one side of the median or on both, in rising order.
  ///
  /// Without one below the median those above are mirrored, as in `quantiles`. A value at 0 or 1 is
  /// the least or the greatest of `samples`, and ends the distribution at the probability of that.
  package static func quantileTable(
    _ points: [(p: Double, x: Duration)],
    samples: Int
  ) -> DurationDistribution {
    DurationDistribution(
      .table(QuantileTable(points, samples: samples)),
      text: points.map { "\(name($0.p)) \($0.x.shortText)" }.joined(separator: ", ")
    )
  }

  private static func name(_ p: Double) -> String {
    p == 0 ? "min" : p == 1 ? "max" : "p" + FixedDecimal.shortest((p * 1e6).rounded() / 1e4)
  }
}

extension QuantileTable {
  /// By the points of `DurationDistribution.quantileTable`.
  package init(_ points: [(p: Double, x: Duration)], samples: Int) {
    let rarest = 1 / Double(samples)
    var table = points.map { point in
      Point(
        p: min(max(point.p, rarest), 1 - rarest),
        x: Double(point.x.nanoseconds)
      )
    }
    let endsAtLast = points.last?.p == 1
    var endsAtFirst = points.first?.p == 0
    if let median = table.first, median.p == 0.5 {
      let mirrored = table.dropFirst().reversed().map { point in
        Point(p: 1 - point.p, x: median.x * (median.x / point.x))
      }
      table = mirrored + table
      endsAtFirst = endsAtLast
    }
    self.init(table, endsAtFirst: endsAtFirst, endsAtLast: endsAtLast)
  }
}
