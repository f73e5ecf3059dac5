internal import SimCore

/// Finds the name that the author of a file most likely meant.
package enum Suggestion {
  /// The closest of `names` when it is close enough to be meant.
  package static func nearest(to word: String, in names: [String]) -> String? {
    let limit = max(2, word.count / 3)
    let wanted = word.lowercased()
    let ranked = names.map { (name: $0, distance: EditDistance.between(wanted, $0.lowercased())) }
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
}
