/// A text beside a curve's end.
package struct EndLabel: Sendable, Hashable {
  /// Pixels from the top of the plot.
  package var y: Double
  package var text: String
  /// The class of its curve; `t` is added.
  package var style: String

  package init(y: Double, text: String, style: String) {
    self.y = y
    self.text = text
    self.style = style
  }
}

/// Moves labels apart so that none overlap.
package enum LabelSpread {
  /// Centres are at least this far apart, in pixels.
  package static let gap = 14.0

  /// Sorted by y, pushed down, then pushed up from the bottom edge.
  package static func spread(_ labels: [EndLabel], bottom: Double) -> [EndLabel] {
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
