/// The universal scalability law, fitted to what a system did under several loads.
///
/// `throughput(n) = rate n / (1 + contention (n - 1) + coherency n (n - 1))`: what waits for one
/// another, and what has to agree with one another (Gunther, Guerrilla Capacity Planning, 2007,
/// chapter 4).
package struct ScalabilityFit: Sendable, Hashable {
  /// A load and what was done under it, in any unit for a while.
  package struct Point: Sendable, Hashable {
    package var load: Double
    package var throughput: Double

    package init(load: Double, throughput: Double) {
      self.load = load
      self.throughput = throughput
    }
  }

  /// Of a load of one.
  package let rate: Double
  /// The part that is done one after the other; 0 to 1.
  package let contention: Double
  /// 0 or more.
  package let coherency: Double
  /// The part of the throughput's variance that the law explains.
  package let determination: Double

  /// The law with the least sum of squared deviations.
  ///
  /// Nil for fewer than five points, for loads that lie within a factor of two, and for a system
  /// that did nothing.
  package init?(_ points: [Point]) {
    let points = points.filter { $0.load > 0 && $0.throughput >= 0 }
    guard points.count >= 5, let least = points.map(\.load).min(),
      let most = points.map(\.load).max(), most >= 2 * least,
      let best = points.map({ $0.throughput / $0.load }).max(), best > 0
    else { return nil }
    // Loads and rates of about one suit the simplex, whatever they are.
    let scaled = points.map { Point(load: $0.load / most, throughput: $0.throughput / most / best) }
    let misfit = { (parameters: [Double]) -> Double in
      guard parameters.allSatisfy({ $0 >= 0 }) else { return .infinity }
      return scaled.reduce(0) { sum, point in
        let deviation = Self.scaled(parameters, at: point.load) - point.throughput
        return sum + deviation * deviation
      }
    }
    var start = [1.0, 0.1, 0.1]
    // A second simplex leaves a corner in which the first may have come to rest.
    for size in [0.5, 0.05, 0.005] {
      start = Simplex.minimum(
        near: start,
        size: size,
        tolerance: 1e-18,
        stepsMax: 2_000,
        of: misfit
      )
    }
    // throughput = a n / (1 + b n + c n^2) of loads and rates as they are.
    let (a, b, c) = (start[0] * best, start[1] / most, start[2] / most / most)
    // The same as rate n / (1 + s (n - 1) + k n (n - 1)), which is 1 - s + (s - k) n + k n^2 below.
    let share = 1 / (1 + b + c)
    rate = a * share
    coherency = c * share
    contention = 1 - share
    let mean = points.reduce(0) { $0 + $1.throughput } / Double(points.count)
    let spread = points.reduce(0) { $0 + ($1.throughput - mean) * ($1.throughput - mean) }
    let rest = misfit(start) * (most * best) * (most * best)
    determination = spread > 0 ? max(0, 1 - rest / spread) : 0
  }

  private static func scaled(_ parameters: [Double], at load: Double) -> Double {
    parameters[0] * load / (1 + parameters[1] * load + parameters[2] * load * load)
  }

  package func throughput(at load: Double) -> Double {
    rate * load / (1 + contention * (load - 1) + coherency * load * (load - 1))
  }

  /// The load past which more load means less throughput; nil where there is none.
  package var knee: Double? {
    coherency > 0 && contention < 1 ? ((1 - contention) / coherency).squareRoot() : nil
  }
}
