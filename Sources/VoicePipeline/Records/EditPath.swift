/// The cheapest way from a reference to a hypothesis, each edit costing 1 (Levenshtein).
///
/// There are many equally cheap ones, and how many of their edits are hits differs. This is the
/// one that RapidFuzz 3 takes, the aligner of jiwer 4: what the two have in common at their ends is
/// set aside; from the end backwards, a deletion is preferred; then an insertion, if before it one
/// more word of the reference costs one less; then a hit or a substitution.
struct EditPath {
  enum Edit {
    case hit, substitution, deletion, insertion
  }

  /// What the two have in common at the beginning, and at the end of what is left.
  private let prefix: Int
  private let suffix: Int
  /// What lies between, of the reference and of the hypothesis.
  private let rows: Int
  private let columns: Int
  /// Least costs, row by row, of their first parts; empty where a part has none or both have one.
  private let cost: [Int32]

  /// `isSame` compares an element of the reference with one of the hypothesis.
  init(_ reference: Int, _ hypothesis: Int, isSame: (Int, Int) -> Bool) {
    let shorter = min(reference, hypothesis)
    var prefix = 0
    while prefix < shorter, isSame(prefix, prefix) { prefix += 1 }
    var suffix = 0
    while suffix < shorter - prefix, isSame(reference - 1 - suffix, hypothesis - 1 - suffix) {
      suffix += 1
    }
    self.prefix = prefix
    self.suffix = suffix
    rows = reference - prefix - suffix
    columns = hypothesis - prefix - suffix
    let needsTable = rows > 0 && columns > 0 && rows + columns > 2
    cost =
      needsTable
      ? Self.costs(rows, columns) { isSame(prefix + $0, prefix + $1) } : []
  }

  /// Row 0 and column 0 stand for nothing of the one, all of the other.
  private static func costs(_ rows: Int, _ columns: Int, isSame: (Int, Int) -> Bool) -> [Int32] {
    let width = columns + 1
    var cost = [Int32](repeating: 0, count: (rows + 1) * width)
    for column in 1...columns { cost[column] = Int32(column) }
    for row in 1...rows {
      let here = row * width
      var left = Int32(row)
      var diagonal = Int32(row - 1)
      cost[here] = left
      for column in 1...columns {
        let above = cost[here - width + column]
        left = min(min(above, left) + 1, diagonal + (isSame(row - 1, column - 1) ? 0 : 1))
        cost[here + column] = left
        diagonal = above
      }
    }
    return cost
  }

  /// Calls for each edit, from the last to the first, with how many elements of the reference and
  /// of the hypothesis come before it.
  func walk(_ visit: (Edit, Int, Int) -> Void) {
    let width = columns + 1
    var (row, column) = (rows, columns)
    for back in 0..<suffix {
      visit(.hit, prefix + rows + suffix - 1 - back, prefix + columns + suffix - 1 - back)
    }
    while row > 0 || column > 0 {
      let edit = edit(row, column, width)
      if edit != .insertion { row -= 1 }
      if edit != .deletion { column -= 1 }
      visit(edit, prefix + row, prefix + column)
    }
    for back in 0..<prefix { visit(.hit, prefix - 1 - back, prefix - 1 - back) }
  }

  /// The edit by which the cheapest way comes to this place of the table.
  private func edit(_ row: Int, _ column: Int, _ width: Int) -> Edit {
    guard row > 0 else { return .insertion }
    guard column > 0 else { return .deletion }
    guard !cost.isEmpty else { return .substitution }
    let here = row * width + column
    if cost[here] == cost[here - width] + 1 { return .deletion }
    let diagonal = cost[here - width - 1]
    // There is no such place in the column of the empty hypothesis: its costs rise.
    if cost[here - 1] == diagonal - 1 { return .insertion }
    return cost[here] == diagonal ? .hit : .substitution
  }
}
