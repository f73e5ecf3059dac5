import SimCore

/// How late the host's timers were in a run that was shown in real time; no fact of the run itself.
enum PaceSection {
  /// Upper ends of the rows, in milliseconds: the loop serves whole milliseconds.
  private static let steps: [Int64] = [1, 2, 5, 10, 20, 50, 100, 1_000]

  static func markup(_ record: PaceRecord) -> Markup {
    let text = PaceText(record)
    let lead: Markup =
      if let warning = text.warning {
        "<b>\(warning).</b>"
      } else {
        "Every event kept its scheduled stamp: the figures above are those of an unpaced run."
      }
    let section: Markup = """
      <section id="pace"><h2>Pace and timer lag</h2>
      <p class="lead">\(lead)</p>
      \(PageParts.keyValues([("pace", "\(text.pace)"), ("timer lag", "\(text.lag)")]))
      \(BarTable(rows: rows(record.lag.histogram)).markup)
      <p class="hint">Actual minus planned wall time of each instant that had an event, on the \
      host of this run.</p>
      </section>

      """
    return .verbatim(HostText.marked(section.text))
  }

  private static func rows(_ lag: LatencyHistogram) -> [BarTable.Row] {
    var below = 0
    let total = max(lag.count, 1)
    var rows = steps.map { step -> BarTable.Row in
      let count = lag.countBelow(.milliseconds(step)) - below
      below += count
      return row("below \(Figures.count(Int(step))) ms", count, total, step)
    }
    rows.append(row("later", lag.count - below, total, .max))
    while let last = rows.last, last.count == 0 { rows.removeLast() }
    return rows
  }

  private static func row(_ name: String, _ count: Int, _ total: Int, _ end: Int64) -> BarTable.Row
  {
    BarTable.Row(
      name: "\(name)",
      count: count,
      share: "\(Figures.percent(Double(count) / Double(total)))\(Figures.space)%",
      style: end > TimerLag.tolerated.nanoseconds / 1_000_000 ? "badf" : "accf"
    )
  }
}
