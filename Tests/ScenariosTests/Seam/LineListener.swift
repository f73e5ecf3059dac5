import SimCore
import VoicePipeline

/// Stands where an agent does, and writes down in milliseconds what the line says.
actor LineListener: CellActor {
  nonisolated let cell: Cell
  private(set) var heard: [String] = []
  private var speech: (any HeardSpeech)?

  init(cell: Cell) { self.cell = cell }

  private func hear(_ event: MediaEvent) {
    let instant = cell.now.nanoseconds / 1_000_000
    switch event {
    case .speechStarted(let audio):
      speech = audio as? any HeardSpeech
      heard.append("\(instant) started")
    case .speechEnded:
      let words = speech?.words(at: cell.now) ?? []
      heard.append("\(instant) ended: \(words.joined(separator: " "))")
    case .digit(let digit):
      heard.append("\(instant) key \(digit)")
    case .qualityDropped:
      heard.append("\(instant) line bad")
    case .qualityRecovered:
      heard.append("\(instant) line good")
    case .played, .cleared, .overflowed, .ended, .failed:
      heard.append("\(instant) other")
    }
  }
}

extension LineListener: AgentEventReceiver {
  nonisolated func receive(_ event: AgentEvent) {
    if case .media(let event) = event { onCell { $0.hear(event) } }
  }
}
