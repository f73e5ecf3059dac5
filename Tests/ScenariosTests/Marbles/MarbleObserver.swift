import SimCore
import VoicePipeline

/// Writes down what the agent of a picture tells for the record.
actor MarbleObserver: CellActor, CallObserver {
  nonisolated let cell: Cell
  /// The notes in words, requests to models left out.
  private(set) var notes: [String] = []
  private(set) var turns: [AgentTurn] = []
  private(set) var calls: [ModelCall] = []

  init(cell: Cell) { self.cell = cell }

  nonisolated func agentNoted(_ note: AgentNote) { onCell(with: note) { $0.take($1) } }

  nonisolated func agentReplied(_ turn: AgentTurn) { onCell(with: turn) { $0.turns.append($1) } }

  nonisolated func callerIdentified(_ label: CallerLabel) {}
  nonisolated func callerSpoke(_ utterance: SpokenWords) {}
  nonisolated func callerHeard(_ hearing: ReplyHeard) {}
  nonisolated func callerHungUp(_ reason: HangUpReason) {}

  private func take(_ note: AgentNote) {
    if case .called(let call) = note {
      calls.append(call)
    } else {
      notes.append(note.word)
    }
  }
}

extension AgentNote {
  fileprivate var word: String {
    switch self {
    case .ignored: "ignored"
    case .cut: "cut"
    case .resumed: "resumed"
    case .tookBack: "took back"
    case .called(let call): "called \(call.service.rawValue)"
    case .transcribed(_, let words): "transcribed \(words.joined(separator: " "))"
    case .filled: "filled"
    case .fellBack(let failure): "fell back \(failure.text)"
    case .handedOff(let task): "handed off \(task)"
    case .escalated: "escalated"
    case .desk(let event): "desk \(event.word)"
    case .callbackPromised: "callback promised"
    case .lineTurned(_, let isBad): isBad ? "line bad" : "line good"
    case .reconnected: "reconnected"
    case .compressed: "compressed"
    }
  }
}

extension DeskEvent {
  fileprivate var word: String {
    switch self {
    case .queued: "queued"
    case .connected: "connected"
    case .closed: "closed"
    case .refused: "refused"
    }
  }
}
