/// Finds the name that the author of a file most likely meant.
package enum Suggestion {
  /// The closest of `names` when it is close enough to be meant.
  package static func nearest(to word: String, in names: [String]) -> String? {
    let limit = max(2, word.count / 3)
    let wanted = word.lowercased()
    let ranked = names.map { (name: $0, distance: distance(wanted, $0.lowercased())) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
    if best.distance <= limit && best.distance < word.count { return best.name }
    let isStem = word.count >= 3
    return isStem ? names.first { $0.hasPrefix(word) || word.hasPrefix($0) } : nil
  }

  /// A remedy that names the nearest name, or else lists all of them.
  package static func remedy(for word: String, in names: [String], listing title: String) -> String
  {
    if let name = nearest(to: word, in: names) { return "Did you mean '\(name)'?" }
    return names.isEmpty ? "Remove it." : "\(title): \(names.joined(separator: ", "))."
  }

  /// Insertions, deletions, replacements and swaps of neighbours that lead from one to the other.
  static func distance(_ left: String, _ right: String) -> Int {
    // A long word is near nothing, and would cost its square.
    guard left.count <= 64 else { return left.count }
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
