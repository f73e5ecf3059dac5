/// What was measured, drawn again: a distribution function that rises linearly between the sorted
/// samples, from the least to the greatest (Law, "Simulation Modeling and Analysis", 6.2.4).
@usableFromInline
package struct EmpiricalVariate: Variate {
  /// In rising order; two at least.
  @usableFromInline package let sorted: [Double]

  package init(_ samples: [Double]) {
    precondition(samples.count >= 2, "empirical: two samples at least")
    precondition(samples.allSatisfy(\.isFinite), "empirical: a sample is not a number")
    sorted = samples.sorted()
  }

  @usableFromInline package var mean: Double {
    average { ($0 + $1) / 2 }
  }

  @usableFromInline package var variance: Double {
    let centre = mean
    return average { low, high in
      let (a, b) = (low - centre, high - centre)
      return (a * a + a * b + b * b) / 3
    }
  }

  /// The mean over the pieces, each of which weighs the same.
  private func average(_ piece: (Double, Double) -> Double) -> Double {
    let sum = zip(sorted, sorted.dropFirst()).reduce(0) { $0 + piece($1.0, $1.1) }
    return sum / Double(sorted.count - 1)
  }

  @inlinable @inline(__always)
  package func quantile(_ p: Double) -> Double {
    let place = p * Double(sorted.count - 1)
    let index = min(Int(place), sorted.count - 2)
    let low = sorted[index]
    return low + (sorted[index + 1] - low) * (place - Double(index))
  }
}
