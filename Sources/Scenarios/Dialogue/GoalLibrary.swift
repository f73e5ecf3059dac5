/// The goals that come with simrun, each as the text of a goal file.
///
/// `Scenarios/goals` has the same texts as files to copy and change; a run needs none of them.
package enum GoalLibrary {
  /// In the order of the listing.
  package static let texts = [
    ("appointment", appointment), ("payment", payment), ("collection", collection),
    ("survey", survey), ("order-status", orderStatus), ("technical-support", technicalSupport),
  ]

  package static var names: [String] { texts.map(\.0) }

  package static func text(named name: String) -> String? { texts.first { $0.0 == name }?.1 }

  /// What `simrun presets` prints of them.
  static var listing: String {
    var table = AlignedTable()
    for (name, text) in texts {
      let lines = text.split(separator: "\n")
      let head = lines.first { $0.hasPrefix("description: ") }
      table.add("  \(name)", String(head?.dropFirst("description: ".count) ?? ""))
    }
    return "Goals (goals)\n\(table.text)"
  }
}
