/// A curve of one line: the maximum of each cell, in eight heights.
package enum BlockCurve {
  package static let cells = 48

  private static let blocks = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  private static let ascii = [".", ":", "-", "=", "+", "*", "#", "%"]

  /// The text of the curve; the scale is from 0 to `top`, or to the greatest value without it.
  package static func text(
    _ values: [Double],
    hasUnicode: Bool,
    top: Double? = nil
  ) -> String {
    let marks = hasUnicode ? blocks : ascii
    let cells = maxima(values)
    let top = top ?? cells.max() ?? 0
    return cells.map { value in
      guard top > 0, value > 0 else { return marks[0] }
      return marks[min(7, max(0, Int((value / top * 8).rounded(.up)) - 1))]
    }.joined()
  }

  /// The greatest value of each cell; with fewer values than cells each value fills several.
  package static func maxima(_ values: [Double]) -> [Double] {
    guard !values.isEmpty else { return [] }
    return (0..<cells).map { cell in
      let from = cell * values.count / cells
      let to = max(from + 1, (cell + 1) * values.count / cells)
      return values[from..<to].reduce(0, max)
    }
  }
}
