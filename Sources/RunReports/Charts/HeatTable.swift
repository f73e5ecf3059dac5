/// A table of shares, shaded by value: rows by columns, each cell with its n.
struct HeatTable {
  struct Cell {
    var share: Share
    /// Too few to be shaded.
    var isFew: Bool
  }

  let label: String
  let rows: [String]
  let columns: [String]
  /// By row, then column; nil where nothing was measured.
  let cells: [[Cell?]]

  var markup: Markup {
    let head = columns.map { "<th scope=\"col\">\(Markup.name($0))</th>" as Markup }
    let body = rows.enumerated().map { index, row -> Markup in
      """
      <tr><th scope="row">\(Markup.name(row))</th>\(cells[index].map(cell).joined())</tr>
      """
    }
    return """
      <div class="scroll" tabindex="0" role="region" aria-label="\(label)">\
      <table class="heat\(columns.count > 6 ? " wide" : "")"><thead><tr><td></td>\
      \(head.joined())</tr></thead><tbody>\(body.joined())</tbody></table></div>
      """
  }

  private func cell(_ cell: Cell?) -> Markup {
    guard let cell, let value = cell.share.value else {
      return "<td class=\"few\">\(Figures.none)</td>"
    }
    let style = cell.isFew ? "few" : "q\(shade(value))"
    return """
      <td class="\(style)">\(Figures.fixed(100 * value, decimals: 1))\
      <small>\(Figures.count(cell.share.whole))</small></td>
      """
  }

  /// One of seven equal steps from 0 to the greatest shaded value.
  private func shade(_ value: Double) -> Int {
    let top = cells.joined().compactMap { $0 }.filter { !$0.isFew }.compactMap(\.share.value)
      .reduce(0, max)
    return top > 0 ? min(6, Int(value / top * 7)) : 0
  }
}
