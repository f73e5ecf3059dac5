/// How far two words are apart, for suggestions.
package enum EditDistance {
  /// Longer words are near nothing, and would cost their square.
  private static let lengthMax = 64

  /// Insertions, deletions, replacements and swaps of neighbours that lead from one to the other.
  package static func between(_ left: String, _ right: String) -> Int {
    guard left.count <= lengthMax else { return left.count }
    let (a, b) = (Array(left), Array(right))
    var before: [Int] = []
    var above = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var best = min(row[j] + 1, above[j + 1] + 1, above[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, before[j - 1] + 1) }
        row.append(best)
      }
      (before, above) = (above, row)
    }
    return above[b.count]
  }
}
