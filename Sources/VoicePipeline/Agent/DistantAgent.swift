internal import SimCore

/// Stands in for an agent that lives behind the media path, in another process: all that is known
/// of it is what the line says.
actor DistantAgent: CellActor {
  nonisolated let cell: Cell
  private let media: any MediaPath
  private var ended: Reply<ConversationEnd>?

  init(cell: Cell, media: any MediaPath) {
    self.cell = cell
    self.media = media
  }

  /// Lets caller and agent converse until one of them ends the call, or the line breaks.
  func converse(observer: any CallObserver) async -> ConversationEnd {
    await Reply<ConversationEnd>.wait(on: cell) { reply in
      ended = reply
      media.attach(self, observer: observer)
    }
  }

  private func end(_ reason: ConversationEnd) {
    guard let ended else { return }
    self.ended = nil
    media.close(reason)
    ended.send(reason)
  }
}

extension DistantAgent: AgentEventReceiver {
  nonisolated func receive(_ event: AgentEvent) {
    switch event {
    case .released, .media(.ended): onCell { $0.end(.released) }
    case .media(.failed(let failure)): onCell { $0.end(.failed(failure)) }
    default: break
    }
  }
}
