import SimCore
import Testing

@Suite("Maximum likelihood")
struct MaximumLikelihoodTests {
  /// A sample with what scipy found in it.
  private struct Vector {
    let family: String
    let parameters: [Double]
    let logLikelihood: Double
    let distance: Double
    /// Nil where scipy's is infinite.
    let andersonDarling: Double?
    /// Nanoseconds.
    var values: [Double] = []
  }

  private static let vectors: [Vector] = {
    var vectors: [Vector] = []
    for line in FitVectors.text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if let bar = words.firstIndex(of: "|") {
        let numbers = words[(bar + 1)...].map { Double($0) }
        vectors.append(
          Vector(
            family: words[0].split(separator: "_").joined(separator: " "),
            parameters: words[1..<bar].compactMap { Double($0) },
            logLikelihood: numbers[0] ?? .nan,
            distance: numbers[1] ?? .nan,
            andersonDarling: numbers[2].flatMap { $0.isFinite ? $0 : nil }
          )
        )
      } else {
        vectors[vectors.count - 1].values += words.compactMap { Double($0) }.map { $0 * 1e6 }
      }
    }
    return vectors
  }()

  private func found(_ vector: Vector) -> [Double] {
    let sample = Sample(vector.values)
    switch vector.family {
    case "log-normal":
      let fit = MaximumLikelihood.logNormal(sample)
      return [Elementary.exp(fit.mu) / 1e6, fit.sigma]
    case "gamma":
      return MaximumLikelihood.gamma(sample).map { [$0.shape * $0.scale / 1e6, $0.shape] } ?? []
    case "Pareto":
      return MaximumLikelihood.pareto(sample).map { [$0.least / 1e6, $0.shape] } ?? []
    case "shifted log-normal":
      return MaximumLikelihood.shiftedLogNormal(sample).map {
        [$0.shift / 1e6, ($0.shift + Elementary.exp($0.mu)) / 1e6, $0.sigma]
      } ?? []
    case "ex-Gaussian":
      return MaximumLikelihood.exGaussian(sample).map {
        [$0.mu / 1e6, $0.sigma / 1e6, $0.tau / 1e6]
      } ?? []
    default: return []
    }
  }

  @Test func `parameters are those that scipy finds`() {
    #expect(Self.vectors.count == 10)
    for vector in Self.vectors {
      #expect(vector.values.count == 300)
      let found = found(vector)
      // Closed forms to many digits; what is iterated to where the likelihood is flat.
      let isClosed = ["log-normal", "gamma", "Pareto"].contains(vector.family)
      #expect(found.count == vector.parameters.count, "\(vector.family)")
      for (own, other) in zip(found, vector.parameters) {
        let limit = (isClosed ? 1e-8 : 1e-4) * other
        #expect((own - other).magnitude <= limit, "\(vector.family): \(own), scipy \(other)")
      }
    }
  }

  @Test func `likelihood and distances of the rounded parameters are scipy's`() throws {
    for vector in Self.vectors {
      let family = try #require(FamilyFit.Family(rawValue: vector.family))
      let fit = try #require(FamilyFit.fit(family, to: Sample(vector.values)), "\(family)")
      let likelihood = try #require(fit.logLikelihood)
      // Densities are per nanosecond here, per millisecond there. Pareto's least value is rounded
      // down, which costs all 300 values a little.
      let own = likelihood + 300 * Elementary.log(1e6)
      #expect((own - vector.logLikelihood).magnitude < 0.02, "\(family): \(own)")
      #expect((fit.goodness.distance - vector.distance).magnitude < 1e-4, "\(family)")
      if let other = vector.andersonDarling {
        #expect((fit.goodness.andersonDarling - other).magnitude < 2e-3, "\(family)")
      }
    }
  }

  @Test func `digamma and trigamma have their known values and obey their recurrences`() {
    let euler = 0.5772156649015329
    #expect((Elementary.digamma(1) + euler).magnitude < 1e-13)
    #expect((Elementary.digamma(0.5) + euler + 2 * Elementary.log(2)).magnitude < 1e-13)
    let square = 9.869604401089358
    #expect((Elementary.trigamma(1) - square / 6).magnitude < 1e-13)
    #expect((Elementary.trigamma(0.5) - square / 2).magnitude < 1e-12)
    for step in 1..<400 {
      let x = Double(step) * 0.37
      let rise = Elementary.digamma(x + 1) - Elementary.digamma(x)
      #expect((rise - 1 / x).magnitude < 1e-13 * max(1, 1 / x), "\(x)")
      let fall = Elementary.trigamma(x) - Elementary.trigamma(x + 1)
      #expect((fall - 1 / (x * x)).magnitude < 1e-13 * max(1, 1 / (x * x)), "\(x)")
    }
  }
}
