import SimCore
import VoicePipeline

/// `calls/<number>.html`: one call with its frames, as a self-contained page.
package enum ZoomPage {
  /// Strips that are drawn: ten minutes; the trace has all of a longer call.
  private static let stripsMax = 30

  package static func text(_ facts: ZoomFacts) -> String {
    let page = Page(
      title: "call \(facts.exemplar.record.id.number) of \(facts.scenario)",
      kind: "one call",
      head: head(facts),
      sections: [picture(facts), packets(facts), words(facts), events(facts)].compactMap(\.self),
      footer: """
        simrun \(facts.build.version) · source \(String(facts.build.sourceDigest.prefix(8))) \
        · seed \(String(facts.seed)) · same inputs give the same bytes
        """
    )
    return page.text
  }

  private static func head(_ facts: ZoomFacts) -> Markup {
    let record = facts.exemplar.record
    var parts: [Markup] = [
      Markup.name(facts.scenario), "seed \(String(facts.seed))", Markup.name(record.carrier),
      "\(facts.codec)", "\(record.outcome.label)",
    ]
    if let caller = record.caller { parts.append(Markup.name(caller.profile)) }
    let meta = parts.map { "<span>\($0)</span>" as Markup }
    let notes = facts.notes.map { "<p class=\"hint\">\($0)</p>" as Markup }
    return """
      <div id="verdict"><h1>Call \(String(record.id.number))</h1>
      <p class="meta">\(meta.joined())</p>
      <div class="verdict plain"><b>\(facts.sound == nil ? "PACKETS" : "SOUND")</b>\
      <p><strong>\(kind(facts))</strong> \
      \(losses(facts))</p></div>\(notes.joined())\(SpokenText.note)
      \(PageParts.command(facts.command))</div>
      """
  }

  private static func kind(_ facts: ZoomFacts) -> String {
    facts.kind.prefix(1).uppercased() + facts.kind.dropFirst() + "."
  }

  private static func losses(_ facts: ZoomFacts) -> String {
    facts.legs.map { name, leg in
      let counts = leg.media.counts
      return "\(Figures.count(counts.concealed)) of \(Figures.counted(counts.frames, "frame")) "
        + "\(name) concealed"
    }.joined(separator: ", ") + "."
  }

  private static func picture(_ facts: ZoomFacts) -> ReportSection? {
    guard let story = CallStory(facts.exemplar) else { return nil }
    let legs = facts.legs.map { ($0.name, $0.leg.runs(from: facts.framesBegin)) }
    let delayMax = facts.legs.flatMap { $0.leg.frames.map(\.playoutDelay) }.max() ?? 0
    let waves = facts.sound.map { sound in
      [
        ("caller, heard", SoundEnvelope(sound.uplink)),
        ("agent, heard", SoundEnvelope(sound.downlink)),
      ]
    }
    let count = max(1, Int((story.length / SwimLane.window).rounded(.up)))
    let lanes = (0..<min(count, stripsMax)).map { strip -> Markup in
      let lane = SwimLane(story: story, name: "fig-call", strip: strip, limit: nil)
      let frames = FrameLane(lane: lane, legs: legs, delayMax: ceiling(delayMax))
      let sound = waves.map {
        WaveLane(lane: lane, begin: facts.framesBegin, legs: $0).markup + "\n"
      }
      return lane.markup + "\n" + (sound ?? "") + frames.markup
    }
    return ReportSection(
      key: "picture",
      title: "The call and its frames",
      lead: """
        Seconds since the answer: voices at the caller’s ear, frames by when they were sent.
        """,
      body: """
        <figure><figcaption><h3 id="fig-call">Who spoke, and what arrived</h3>\
        <p>frames of 20\(Figures.space)ms; red: lost, pale blue: too late or early to be played, \
        grey: made good by redundancy; delay from sending to playing, grey to the agent, \
        blue to the caller\(facts.sound == nil ? "" : soundLegend)</p></figcaption>
        <div class="scroll" tabindex="0" role="region" aria-label="Swim-lane with frames">\
        <div class="lanes">\(lanes.joined(separator: "\n"))</div></div></figure>
        """
    )
  }

  private static let soundLegend =
    "; sound as the other end heard it, the loudest of the call as high as its row"

  /// In whole steps of 50 ms.
  private static func ceiling(_ micros: Int) -> Int { max(1, (micros + 49_999) / 50_000) * 50_000 }

  private static func packets(_ facts: ZoomFacts) -> ReportSection? {
    let run = facts.exemplar.record.media
    var rows: [[Markup]] = []
    for (place, item) in facts.legs.enumerated() {
      rows.append(row(item.name, item.leg.media))
      if let media = run, isOther(media, facts) {
        rows.append(
          row("\(item.name), as the run drew it", place == 0 ? media.uplink : media.downlink)
        )
      }
    }
    let table = Table(
      label: "Frames of both directions",
      columns: [
        .text("direction"), .number("frames"), .number("lost"), .number("late"),
        .number("concealed"), .number("jitter ms"), .number("playout ms"), .number("MOS-CQE"),
      ],
      rows: rows,
      isSortable: false,
      isWrapping: true
    )
    return ReportSection(
      key: "frames",
      title: "Frames in figures",
      lead: """
        Jitter: RFC 3550 at the end of the call; the score is estimated (ITU-T G.107, P.800.1).
        """,
      body: table.markup
    )
  }

  /// What a real recognizer made of the caller, and where the call can be listened to.
  private static func words(_ facts: ZoomFacts) -> ReportSection? {
    guard let sound = facts.sound else { return nil }
    let table = Table(
      label: "Words of the caller",
      columns: [
        .text("heard by"), .number("words"), .number("wrong"), .number("missing"),
        .number("too many"), .number("WER %"),
      ],
      rows: [
        row("the recognizer of the audio tier, in this sound", sound.errors),
        row("the recognizer of the run", sound.told),
      ],
      isSortable: false,
      isWrapping: true
    )
    let links = sound.files.map { "<a href=\"\($0)\"><code>\($0)</code></a>" as Markup }
    return ReportSection(
      key: "sound",
      title: "The call as sound",
      lead: """
        Errors of pocketsphinx say how conditions differ, not what another recognizer would do.
        """,
      body: """
        \(table.markup)<p class="hint">Beside this page: \(links.joined(separator: ", ")). They \
        are the caller as the agent heard it, the agent as the caller heard it, and both as the \
        agent’s side records them: on the left what it heard, on the right what it sent. \
        A tone stands for a number that is masked in words.</p>
        """
    )
  }

  private static func row(_ name: String, _ errors: WordErrors) -> [Markup] {
    let rate =
      errors.referenceWords == 0 ? "–" : Figures.fixed(errors.rate * 100, decimals: 1)
    return [
      "\(name)", "\(Figures.count(errors.referenceWords))",
      "\(Figures.count(errors.substitutions))", "\(Figures.count(errors.deletions))",
      "\(Figures.count(errors.insertions))", "\(rate)",
    ]
  }

  /// Whether the run's own account is another than that of these packets.
  private static func isOther(_ media: CallMedia, _ facts: ZoomFacts) -> Bool {
    media.uplink != facts.frames.uplink.media || media.downlink != facts.frames.downlink.media
  }

  private static func row(_ name: String, _ leg: LegMedia) -> [Markup] {
    let score = leg.score.map { Figures.fixed($0.value, decimals: 2) } ?? "–"
    let counts = leg.counts
    return [
      "\(name)", "\(Figures.count(counts.frames))", "\(Figures.count(counts.lost))",
      "\(Figures.count(counts.late + counts.discarded))", "\(Figures.count(counts.concealed))",
      "\(Figures.fixed(leg.jitter / .milliseconds(1), decimals: 2))",
      "\(Figures.fixed(leg.playoutDelay / .milliseconds(1), decimals: 1))", "\(score)",
    ]
  }

  private static func events(_ facts: ZoomFacts) -> ReportSection? {
    guard let story = CallStory(facts.exemplar) else { return nil }
    let table = Table(
      label: "What happened, in order of time",
      columns: [.number("second"), .mark("who"), .text("what")],
      rows: story.events.map { event -> [Markup] in
        [
          "\(Figures.fixed(event.at / .seconds(1), decimals: 3))", "\(event.who)", event.markup,
        ]
      },
      isSortable: false,
      isWrapping: true
    )
    return ReportSection(
      key: "events",
      title: "Events",
      lead: "Everything that happened, in order of time.",
      body: table.markup
    )
  }
}
