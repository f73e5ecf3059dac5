extension ConcurrencyCurve {
  /// Puts a curve of others on top: at each instant both levels together.
  package mutating func merge(_ other: ConcurrencyCurve) {
    if other.times.isEmpty { return }
    var sum = ConcurrencyCurve()
    sum.times.reserveCapacity(times.count + other.times.count)
    sum.levels.reserveCapacity(times.count + other.times.count)
    var (mine, theirs) = (0, 0)
    var (level, otherLevel): (Int32, Int32) = (0, 0)
    while mine < times.count || theirs < other.times.count {
      let next = min(
        mine < times.count ? times[mine] : .max,
        theirs < other.times.count ? other.times[theirs] : .max
      )
      if mine < times.count, times[mine] == next {
        level = levels[mine]
        mine += 1
      }
      if theirs < other.times.count, other.times[theirs] == next {
        otherLevel = other.levels[theirs]
        theirs += 1
      }
      sum.set(Int(level + otherLevel), at: SimInstant(nanoseconds: next))
    }
    self = sum
  }
}
