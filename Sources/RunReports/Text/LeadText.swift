/// What is said of a lead file, in words: for the terminal, and for whoever only checks the file.
package struct LeadText {
  private static let reasonsShown = 3

  private let facts: LeadFacts

  package init(_ facts: LeadFacts) { self.facts = facts }

  private var refused: Int { facts.rows - facts.accepted }

  /// Such as `14 of 100,000 rows refused (9 phone missing, 5 misplaced quote): rejects.csv; UTF-8
  /// with commas`.
  var account: String {
    guard refused > 0 else {
      return "all \(Figures.count(facts.rows)) rows accepted; \(facts.format)"
    }
    let shown = facts.rejected.prefix(Self.reasonsShown).map { reason in
      "\(Figures.count(reason.count)) \(reason.reason)"
    }
    let others = facts.rejected.dropFirst(Self.reasonsShown).reduce(0) { $0 + $1.count }
    let rest = others > 0 ? ["\(Figures.count(others)) others"] : []
    return "\(Figures.count(refused)) of \(Figures.count(facts.rows)) rows refused "
      + "(\((shown + rest).joined(separator: ", "))): rejects.csv; \(facts.format)"
  }

  /// Lines for whoever only checks a file: how it was read, its rows by what became of them, and
  /// what of it was not read.
  package var check: String {
    var lines = ["\(facts.file): \(facts.format)"]
    lines.append(row("rows", facts.rows))
    lines.append(row("accepted", facts.accepted))
    lines.append(row("refused", refused))
    lines += facts.rejected.map { row("  \($0.reason)", $0.count) }
    return (lines + facts.notes).map { $0 + "\n" }.joined()
  }

  private func row(_ name: String, _ count: Int) -> String {
    "  " + TextColumns.left(name, 54) + TextColumns.right(Figures.count(count), 12)
  }
}
