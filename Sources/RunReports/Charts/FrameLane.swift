import VoicePipeline

/// One strip of a call's frames beneath its swim-lane: what was lost or late, and how long frames
/// waited to be played.
///
/// ```
///  to the agent  ▁▁▁▁▁|▁▁▁▁▁▁▁     red: lost, pale blue: late, grey: made good by redundancy
/// to the caller       ▁▁▁▁▁▁▁▁▁|▁▁
/// playout delay  ────┐   ┌─────
///                    └───┘
/// ```
struct FrameLane {
  private enum Row {
    static let legs = [10, 30]
    static let legHeight = 12
    static let delayTop = 52
    static let delayHeight = 48
    static let height = 108
  }

  let lane: SwimLane
  /// Of both directions, that to the agent first.
  let legs: [(name: String, runs: [FrameRun])]
  /// What the height of the delay's row stands for, in µs.
  let delayMax: Int

  /// The `<svg>`, to stand beneath that of the swim-lane.
  var markup: Markup {
    """
    <svg class="pl l106 r16" height="\(Row.height)" role="img" \
    aria-label="\(description)">\(frame)\(fates)\(delays)</svg>
    """
  }

  private var description: String {
    let counts = legs.map { name, runs in
      let shown = runs.filter { $0.span.end > lane.start && $0.span.start < lane.end }
      let lost = shown.filter { $0.fate == .lost }.reduce(0) { $0 + $1.frames }
      let late = shown.filter { $0.fate == .late }.reduce(0) { $0 + $1.frames }
      return "\(name) \(Figures.counted(lost, "frame")) lost, \(late) late"
    }
    return counts.joined(separator: "; ")
  }

  private var frame: Markup {
    var result: Markup = ""
    for (row, leg) in zip(Row.legs, legs) {
      let y = row + Row.legHeight
      result += """
        <text class="e inkt" x="0" dx="-10" y="\(y - 2)">\(leg.name)</text>\
        <line class="g" x1="0" x2="100%" y1="\(y)" y2="\(y)"/>
        """
    }
    let (top, bottom) = (Row.delayTop, Row.delayTop + Row.delayHeight)
    result += """
      <text class="e inkt" x="0" dx="-10" y="\(top + 12)">playout delay</text>\
      <text class="e" x="0" dx="-10" y="\(top + 26)">up to \(delayMax / 1_000) ms</text>\
      <line class="g" x1="0" x2="100%" y1="\(top)" y2="\(top)"/>\
      <line class="tick" x1="0" x2="100%" y1="\(bottom)" y2="\(bottom)"/>
      """
    return result
  }

  private var fates: Markup {
    var result: Markup = ""
    for (row, leg) in zip(Row.legs, legs) {
      for run in joined(leg.runs) where run.fate == .played {
        result += lane.bar(run.span, y: row + 4, height: Row.legHeight - 4, "track")
      }
      for run in leg.runs where run.fate != .played {
        let title = "\(Figures.counted(run.frames, "frame")) \(run.fate.rawValue)"
        result += lane.bar(run.span, y: row, height: Row.legHeight, run.fate.style, title: title)
      }
    }
    return result
  }

  /// Runs of one fate put together, whatever their delay.
  private func joined(_ runs: [FrameRun]) -> [FrameRun] {
    runs.reduce(into: []) { result, run in
      if let last = result.last, last.fate == run.fate, last.span.end == run.span.start {
        result[result.count - 1].span.end = run.span.end
      } else {
        result.append(run)
      }
    }
  }

  private var delays: Markup {
    var result: Markup = ""
    for (index, leg) in legs.enumerated() {
      for run in leg.runs where run.span.end > lane.start && run.span.start < lane.end {
        let share = Double(run.playoutDelay) / Double(max(delayMax, 1))
        let y =
          Row.delayTop + Row.delayHeight
          - Int((share * Double(Row.delayHeight)).rounded())
        result += """
          <line class="\(index == 0 ? "si" : "s1")" x1="\(lane.place(run.span.start))" \
          x2="\(lane.place(run.span.end))" y1="\(y)" y2="\(y)"/>
          """
      }
    }
    return result
  }
}

extension FrameRun.Fate {
  fileprivate var style: String {
    switch self {
    case .played: "track"
    case .lost: "badf"
    case .late: "acc2f"
    case .recovered: "basef"
    }
  }
}
