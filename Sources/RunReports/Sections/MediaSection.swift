import SimCore
import VoicePipeline

/// How the audio of the calls arrived: opinion scores, loss, jitter and what had to be made up.
enum MediaSection {
  static func section(_ facts: RunFacts) -> ReportSection? {
    guard let media = facts.media else { return nil }
    return ReportSection(
      key: "media",
      title: "Media quality",
      lead: lead(media, facts),
      body: distribution(media) + carriers(media) + alarms(media) + note(media)
    )
  }

  private static func lead(_ media: MediaFacts, _ facts: RunFacts) -> Markup {
    let frames = media.all.uplink.frames + media.all.downlink.frames
    let origin: Markup =
      facts.scenario.fidelity.hasPrefix(FidelityWords.flow)
      ? "drawn for each call from legs of the same network that were run packet by packet"
      : "run frame by frame through network and jitter buffer"
    return """
      \(Figures.count(frames.frames)) frames of 20\(Figures.space)ms, \(origin). Scores are \
      estimates of the E-model (ITU-T G.107), narrowband, never of a listener.
      """
  }

  private enum FidelityWords {
    static let flow = "flow"
  }

  // MARK: Scores

  private static func distribution(_ media: MediaFacts) -> Markup {
    let scores = media.all.downlink.scores
    guard scores.count > 0 else { return "" }
    let bars = scores.tenths.filter { $0.count > 0 }.reversed().map { step -> BarTable.Row in
      let band = OpinionScore(step.score + 0.05).satisfaction
      return BarTable.Row(
        name: "\(Figures.fixed(step.score, decimals: 1))",
        count: step.count,
        share: percent(step.count, of: scores.count),
        style: step.score < 3.1 ? "badf" : step.score < 3.6 ? "basef" : "accf",
        note: "\(band.rawValue)"
      )
    }
    return """
      <figure><figcaption><h3>\(title(scores))</h3>\
      <p>calls by their estimated score (MOS-CQE) at the caller’s ear, in steps of a tenth</p>\
      </figcaption>\(BarTable(rows: Array(bars)).markup)</figure>
      """
  }

  private static func title(_ scores: ScoreHistogram) -> Markup {
    let poor = scores.countBelow(3.6)
    let share = percent(poor, of: scores.count)
    let median = scores.quantile(0.5) ?? 1
    return """
      Half of \(Figures.counted(scores.count, "call")) score \
      \(Figures.fixed(median, decimals: 2)) or more; \(share) score under 3.6, where users begin \
      to be dissatisfied
      """
  }

  // MARK: Carriers

  private static func carriers(_ media: MediaFacts) -> Markup {
    let rows = media.carriers.flatMap { carrier in
      [
        row(Markup.name(carrier.carrier), "at the agent", carrier.uplink),
        row(Markup.name(carrier.carrier), "at the caller", carrier.downlink),
      ]
    }
    let table = Table(
      label: "Media by carrier",
      columns: [
        .text("carrier"), .text("heard"), .number("calls"), .number("MOS mean"), .number("p5"),
        .number("worst 8 s p5"), .number("lost"), .number("late"), .number("mended"),
        .number("made up"), .number("burst"), .number("jitter p50 / p95 ms"),
        .number("playout p50 / p95 ms"), .number("stretched s"),
      ],
      rows: rows,
      isDense: true
    )
    return """
      <figure><figcaption><h3>Loss, jitter and concealment by carrier</h3>\
      <p>mended: asked for again, or played from the redundancy of the next packet; made up: what \
      is neither there nor mended; burst: mean length in frames; jitter by RFC 3550</p>\
      </figcaption>\(table.markup)</figure>
      """
  }

  private static func row(_ name: Markup, _ end: Markup, _ counts: MediaCounts) -> [Markup] {
    let frames = counts.frames
    return [
      name, end, "\(Figures.count(counts.calls))", score(counts.scores.mean),
      score(counts.scores.quantile(0.05)), score(counts.worstScores.quantile(0.05)),
      percent(frames.lost, of: frames.frames),
      percent(frames.late + frames.discarded, of: frames.frames),
      percent(frames.recovered + counts.retransmitted, of: frames.frames),
      percent(frames.concealed, of: frames.frames),
      "\(Figures.fixed(frames.burstLength, decimals: 2))", pair(counts.jitter),
      pair(counts.playoutDelay),
      "\(Figures.fixed(Double(frames.stretchedMicros) / 1e6, decimals: 1))",
    ]
  }

  private static func alarms(_ media: MediaFacts) -> Markup {
    guard let alarms = media.alarms else { return "" }
    return """
      <p>Agents watched \(Figures.counted(alarms.windows, "window")) of 8\(Figures.space)s of \
      speech, and \(Figures.counted(alarms.raised, "alarm")) rose: \
      \(Figures.count(alarms.raised - alarms.unfounded)) over windows of which too much was made \
      up, \(Figures.count(alarms.unfounded)) over others. Of \
      \(Figures.counted(alarms.badWindows, "such window")) \(Figures.count(alarms.missed)) passed \
      with no alarm standing.</p>
      """
  }

  private static func note(_ media: MediaFacts) -> Markup {
    guard media.isUncalibrated else { return "" }
    return """
      <p class="hint">Some callers have Opus: nobody has published E-model values for it that fit \
      the narrowband scale. Their scores rest on values of Opus at 11\(Figures.space)kbit/s \
      narrowband and are <b>uncalibrated</b>: compare them with each other, not with G.711.</p>
      """
  }

  private static func score(_ value: Double?) -> Markup {
    "\(value.map { Figures.fixed($0, decimals: 2) } ?? Figures.none)"
  }

  private static func pair(_ histogram: LatencyHistogram) -> Markup {
    guard let median = histogram.quantile(0.5), let slow = histogram.quantile(0.95) else {
      return "\(Figures.none)"
    }
    return "\(Figures.milliseconds(median)) / \(Figures.milliseconds(slow))"
  }

  private static func percent(_ part: Int, of whole: Int) -> Markup {
    guard whole > 0 else { return "\(Figures.none)" }
    return "\(Figures.percent(Double(part) / Double(whole)))\(Figures.space)%"
  }
}
