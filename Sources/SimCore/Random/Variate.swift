/// A distribution of real numbers, sampled by inversion: one draw, and a larger uniform never gives
/// less, so that runs that share their draws, or mirror them, stay coupled.
package protocol Variate: Sendable, Hashable {
  /// The expected value; infinite where the integral is.
  var mean: Double { get }
  /// The expected square distance from the mean; infinite where the integral is.
  var variance: Double { get }
  /// The value that a sample stays below with probability `p` in (0, 1).
  func quantile(_ p: Double) -> Double
}

extension Variate {
  /// The value for a draw of 64 uniform bits.
  @inlinable @inline(__always)
  package func sample(_ bits: UInt64) -> Double { quantile(Mix.openUniform(bits)) }

  package var standardDeviation: Double { variance.squareRoot() }
}

/// Every number between two alike.
@usableFromInline
package struct UniformVariate: Variate {
  @usableFromInline package let low: Double
  @usableFromInline package let high: Double

  package init(_ low: Double, _ high: Double) {
    precondition(low <= high, "uniform: the ends are out of order")
    self.low = low
    self.high = high
  }

  @usableFromInline package var mean: Double { low + (high - low) / 2 }
  @usableFromInline package var variance: Double { (high - low) * (high - low) / 12 }

  @inlinable @inline(__always)
  package func quantile(_ p: Double) -> Double { low + (high - low) * p }
}

/// Memoryless: the gaps of a Poisson process.
@usableFromInline
package struct ExponentialVariate: Variate {
  @usableFromInline package let mean: Double

  package init(mean: Double) {
    precondition(mean >= 0 && mean < .infinity, "exponential: the mean is out of range")
    self.mean = mean
  }

  @usableFromInline package var variance: Double { mean * mean }

  // Through 1 - p, which is exact for every uniform drawn, so that the inverse stays rising.
  @inlinable @inline(__always)
  package func quantile(_ p: Double) -> Double { -mean * Elementary.log(1 - p) }
}

/// The normal distribution.
@usableFromInline
package struct NormalVariate: Variate {
  @usableFromInline package let mean: Double
  @usableFromInline package let deviation: Double

  package init(mean: Double, deviation: Double) {
    precondition(deviation >= 0, "normal: the deviation must not be negative")
    self.mean = mean
    self.deviation = deviation
  }

  @usableFromInline package var variance: Double { deviation * deviation }

  @inlinable @inline(__always)
  package func quantile(_ p: Double) -> Double { mean + deviation * Elementary.normalQuantile(p) }
}

/// The exponential of a normal variable.
@usableFromInline
package struct LogNormalVariate: Variate {
  /// Mean and standard deviation of the natural logarithm.
  @usableFromInline package let mu: Double
  @usableFromInline package let sigma: Double

  package init(mu: Double, sigma: Double) {
    precondition(sigma >= 0, "log-normal: sigma must not be negative")
    self.mu = mu
    self.sigma = sigma
  }

  @usableFromInline package var mean: Double { Elementary.exp(mu + sigma * sigma / 2) }

  @usableFromInline package var variance: Double {
    mean * mean * (Elementary.exp(sigma * sigma) - 1)
  }

  @inlinable @inline(__always)
  package func quantile(_ p: Double) -> Double {
    Elementary.exp(mu + sigma * Elementary.normalQuantile(p))
  }
}

/// Pareto's distribution, whose tail falls as a power: rare values that dwarf the rest.
@usableFromInline
package struct ParetoVariate: Variate {
  /// The least value.
  @usableFromInline package let least: Double
  /// The power of the tail; the mean is finite above 1, the variance above 2.
  @usableFromInline package let shape: Double

  package init(least: Double, shape: Double) {
    precondition(least > 0 && shape > 0, "Pareto: parameters out of range")
    self.least = least
    self.shape = shape
  }

  @usableFromInline package var mean: Double {
    shape > 1 ? least * shape / (shape - 1) : .infinity
  }

  @usableFromInline package var variance: Double {
    guard shape > 2 else { return .infinity }
    return least * least * shape / ((shape - 1) * (shape - 1) * (shape - 2))
  }

  @inlinable @inline(__always)
  package func quantile(_ p: Double) -> Double {
    least * Elementary.exp(-Elementary.log(1 - p) / shape)
  }
}
