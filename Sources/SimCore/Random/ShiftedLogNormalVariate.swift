/// A log-normal variable on top of a least value: work that has a floor, such as a round trip.
@usableFromInline
package struct ShiftedLogNormalVariate: Variate {
  /// The least value.
  @usableFromInline package let shift: Double
  /// What is added to it.
  @usableFromInline package let excess: LogNormalVariate

  package init(shift: Double, mu: Double, sigma: Double) {
    self.shift = shift
    excess = LogNormalVariate(mu: mu, sigma: sigma)
  }

  @usableFromInline package var mean: Double { shift + excess.mean }
  @usableFromInline package var variance: Double { excess.variance }

  @inlinable @inline(__always)
  package func quantile(_ p: Double) -> Double { shift + excess.quantile(p) }
}
