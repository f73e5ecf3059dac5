/// A text beside a curve's end.
struct EndLabel: Sendable, Hashable {
  /// Pixels from the top of the plot.
  var y: Double
  var text: String
  /// The class of its curve; `t` is added.
  var style: String
}

/// Moves labels apart so that none overlap.
enum LabelSpread {
  /// Centres are at least this far apart, in pixels.
  static let gap = 14.0

  /// Sorted by y, pushed down, then pushed up from the bottom edge.
  static func spread(_ labels: [EndLabel], bottom: Double) -> [EndLabel] {
    var labels = labels.enumerated().sorted {
      ($0.element.y, $0.offset) < ($1.element.y, $1.offset)
    }.map(\.element)
    for index in labels.indices.dropFirst() {
      labels[index].y = max(labels[index].y, labels[index - 1].y + gap)
    }
    guard let last = labels.indices.last, labels[last].y > bottom else { return labels }
    labels[last].y = bottom
    for index in labels.indices.dropLast().reversed() {
      labels[index].y = min(labels[index].y, labels[index + 1].y - gap)
    }
    return labels
  }
}
