/// The downhill simplex of Nelder and Mead (1965): the least value of a function of few variables,
/// by comparisons alone.
struct Simplex {
  private var corners: [(point: [Double], value: Double)] = []
  private let function: ([Double]) -> Double

  /// The point at which the function is least near `start`.
  ///
  /// Stops when the corners' values differ by less than `tolerance`, or after `stepsMax` steps.
  static func minimum(
    near start: [Double],
    size: Double,
    tolerance: Double,
    stepsMax: Int,
    of function: @escaping ([Double]) -> Double
  ) -> [Double] {
    var simplex = Simplex(start, size: size, function)
    for _ in 0..<stepsMax {
      simplex.sort()
      let spread = simplex.corners[start.count].value - simplex.corners[0].value
      if !(spread > tolerance) { break }
      simplex.step()
    }
    simplex.sort()
    return simplex.corners[0].point
  }

  private init(_ start: [Double], size: Double, _ function: @escaping ([Double]) -> Double) {
    self.function = function
    corners = (0...start.count).map { corner in
      var point = start
      if corner > 0 { point[corner - 1] += size }
      return (point, function(point))
    }
  }

  private mutating func sort() { corners.sort { $0.value < $1.value } }

  private mutating func step() {
    let last = corners.count - 1
    let worst = corners[last]
    let reflected = corner(from: worst, by: 1)
    if reflected.value < corners[0].value {
      let expanded = corner(from: worst, by: 2)
      corners[last] = expanded.value < reflected.value ? expanded : reflected
    } else if reflected.value < corners[last - 1].value {
      corners[last] = reflected
    } else {
      let isOutside = reflected.value < worst.value
      let contracted = corner(from: worst, by: isOutside ? 0.5 : -0.5)
      if contracted.value < min(reflected.value, worst.value) {
        corners[last] = contracted
      } else {
        shrink()
      }
    }
  }

  /// The point on the line from the worst corner through the centre of the others.
  private func corner(
    from worst: (point: [Double], value: Double),
    by factor: Double
  ) -> (point: [Double], value: Double) {
    let others = corners.dropLast()
    let point = worst.point.indices.map { axis in
      let centre = others.reduce(0) { $0 + $1.point[axis] } / Double(others.count)
      return centre + factor * (centre - worst.point[axis])
    }
    return (point, function(point))
  }

  private mutating func shrink() {
    let best = corners[0].point
    for index in corners.indices.dropFirst() {
      let point = zip(best, corners[index].point).map { ($0 + $1) / 2 }
      corners[index] = (point, function(point))
    }
  }
}
