/// A table in a box that scrolls sideways where it does not fit.
struct Table {
  enum Column {
    /// Text, to the left.
    case text(String)
    /// Short text that never breaks, such as a date.
    case mark(String)
    /// Numbers, to the right.
    case number(String)

    var title: String {
      switch self {
      case .text(let title), .mark(let title), .number(let title): title
      }
    }

    fileprivate var style: String {
      switch self {
      case .text: "t"
      case .mark: "t i"
      case .number: "n"
      }
    }
  }

  /// What the box is called, for screen readers.
  let label: String
  let columns: [Column]
  let rows: [[Markup]]
  /// The script makes its heads buttons that sort.
  var isSortable = true
  /// Text cells may break into lines.
  var isWrapping = false
  /// Heads may break into lines, and columns stand closer, so that many of them fit.
  var isDense = false

  var markup: Markup {
    let head = columns.map { "<th class=\"\($0.style)\" scope=\"col\">\($0.title)</th>" as Markup }
    let body = rows.map { row -> Markup in
      let cells = zip(row, columns).map { cell, column -> Markup in
        "<td class=\"\(column.style)\">\(cell)</td>"
      }
      return "<tr>\(cells.joined())</tr>\n"
    }
    let style = [isSortable ? "sort" : nil, isWrapping ? "wrap" : nil, isDense ? "dense" : nil]
      .compactMap(\.self)
    return """
      <div class="scroll" tabindex="0" role="region" aria-label="\(label)">\
      <table class="\(style.joined(separator: " "))"><thead><tr>\(head.joined())</tr></thead>
      <tbody>\(body.joined())</tbody></table></div>
      """
  }
}

/// Quantities as a table with bars, so that it is readable without the drawing.
struct BarTable {
  struct Row {
    var name: Markup
    var count: Int
    var share: Markup
    var style: String
    var note: Markup = ""
  }

  let rows: [Row]

  var markup: Markup {
    let most = Double(max(1, rows.reduce(0) { max($0, $1.count) }))
    let body = rows.map { row -> Markup in
      """
      <tr><th scope="row">\(row.name)</th><td class="n">\(Figures.count(row.count))</td>\
      <td class="n mut">\(row.share)</td>\
      <td class="b">\(SmallDrawing.bar(Double(row.count) / most, row.style))</td>\
      <td class="mut note">\(row.note)</td></tr>

      """
    }
    return "<table class=\"bars\"><tbody>\(body.joined())</tbody></table>"
  }
}
