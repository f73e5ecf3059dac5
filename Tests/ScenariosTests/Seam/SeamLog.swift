import SimCore
import VoicePipeline

/// Everything that crosses the seam, in its order: what agents do, and what they learn.
actor SeamLog: CellActor {
  struct Entry: Sendable, Hashable {
    let instant: SimInstant
    /// The agent.
    let name: String
    let isDeed: Bool
    let verb: String
    let detail: String
  }

  nonisolated let cell: Cell
  private(set) var entries: [Entry] = []

  init(cell: Cell) { self.cell = cell }

  nonisolated func note(_ name: String, does verb: String, _ detail: String = "") {
    note(name, isDeed: true, (verb, detail))
  }

  nonisolated func note(_ name: String, learns event: AgentEvent) {
    note(name, isDeed: false, event.words)
  }

  private nonisolated func note(
    _ name: String,
    isDeed: Bool,
    _ words: (verb: String, detail: String)
  ) {
    let entry = Entry(
      instant: cell.now,
      name: name,
      isDeed: isDeed,
      verb: words.verb,
      detail: words.detail
    )
    onCell(with: entry) { $0.entries.append($1) }
  }
}

extension AgentEvent {
  fileprivate var words: (verb: String, detail: String) {
    switch self {
    case .connected: ("connected", "")
    case .resumed: ("resumed", "")
    case .media(let event): event.words
    case .recognition(let turn, let event): event.words(turn)
    case .generation(let request, let event): event.words(request)
    case .synthesis(let mark, let event): event.words(mark)
    case .elapsed(let timer): ("elapsed", "\(timer)")
    case .summary(let event): event.words(0)
    case .turnJudged(let turn, let stretch, let completeness):
      ("turn judged", "\(turn) \(stretch) \(completeness)")
    case .tool(let run, let event): ("tool", "\(run) \(event)")
    case .routed(let request, let tier): ("routed", "\(request) \(tier.rawValue)")
    case .remembered(let request, let reply): ("remembered", "\(request) \(reply ?? "")")
    case .realtime(let event): ("realtime", "\(event)")
    case .desk(let event): ("desk", "\(event)")
    case .released: ("released", "")
    }
  }
}

extension MediaEvent {
  fileprivate var words: (verb: String, detail: String) {
    switch self {
    case .speechStarted(let audio): ("speech started", audio.words)
    case .speechEnded(let silence): ("speech ended", "\(silence.nanoseconds)")
    case .played(let mark): ("played", mark.words)
    case .cleared(let mark, let heard): ("cleared", "\(mark.words) \(heard.nanoseconds)")
    case .overflowed(let mark): ("overflowed", mark.words)
    case .digit(let digit): ("digit", String(digit))
    case .qualityDropped(let score): ("quality dropped", "\(score.value)")
    case .qualityRecovered(let score): ("quality recovered", "\(score.value)")
    case .ended: ("ended", "")
    case .failed(let failure): ("media failed", "\(failure)")
    }
  }
}

extension RecognitionEvent {
  fileprivate func words(_ turn: Int) -> (verb: String, detail: String) {
    switch self {
    case .partial(let words): ("partial", "\(turn) " + words.joined(separator: " "))
    case .final(let final): ("final", "\(turn) " + final.words.joined(separator: " "))
    case .failed(let failure): ("recognition failed", "\(turn) \(failure)")
    }
  }
}

extension GenerationEvent {
  fileprivate func words(_ request: Int) -> (verb: String, detail: String) {
    switch self {
    case .started: ("started", "\(request)")
    case .text(let text): ("text", "\(request) \(text)")
    case .toolCall(let call): ("tool call", "\(request) \(call.name) \(call.arguments)")
    case .completed(let usage): ("completed", "\(request) \(usage.output)")
    case .failed(let failure): ("generation failed", "\(request) \(failure)")
    case .cancelled(let tokens): ("generation cancelled", "\(request) \(tokens)")
    }
  }
}

extension SynthesisEvent {
  fileprivate func words(_ mark: PlaybackMark) -> (verb: String, detail: String) {
    switch self {
    case .audio(let audio): ("audio", "\(mark.words) \(audio.words)")
    case .completed(let audio): ("synthesized", "\(mark.words) \(audio.nanoseconds)")
    case .failed(let failure): ("synthesis failed", "\(mark.words) \(failure)")
    case .cancelled(let audio): ("synthesis cancelled", "\(mark.words) \(audio.nanoseconds)")
    }
  }
}

extension AudioStream {
  /// What can be told about a handle.
  var words: String {
    if let speech = self as? any HeardSpeech {
      return "\(speech.index) \(speech.traits.snrDecibels)"
    }
    guard let speech = self as? SynthesizedSpeech else { return "unknown" }
    return "\(speech.duration.nanoseconds) \(speech.text)"
  }
}

extension PlaybackMark {
  var words: String { "\(request).\(sentence)" }
}

extension ConversationTurn {
  var words: String {
    switch self {
    case .caller(let words): "caller: " + words.joined(separator: " ")
    case .agent(let sentences): "agent: " + sentences.joined(separator: " | ")
    case .tool(let result): "tool: " + result
    case .summary(let text): "summary: " + text
    }
  }
}
