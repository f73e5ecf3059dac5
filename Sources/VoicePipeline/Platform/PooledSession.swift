internal import SimCore

/// A call's session that may still be on its way: what it is told until then, it tells on.
actor PooledSession: CellActor {
  private enum Word: Sendable {
    case hear(any AudioStream, turn: Int)
    case silence(turn: Int)
    case respond(request: Int, after: String?)
    case interrupt(request: Int)
  }

  nonisolated let cell: Cell
  /// When the call asked for it.
  nonisolated let asked: SimInstant
  private let request: GenerationRequest
  private var agent: (any AgentEventReceiver)?
  private var session: (any RealtimeSession)?
  private var words: [Word] = []

  init(cell: Cell, request: GenerationRequest, agent: any AgentEventReceiver) {
    self.cell = cell
    self.request = request
    self.agent = agent
    asked = cell.now
  }

  /// Whether the call still wants it.
  var isWanted: Bool { agent != nil }

  func take(_ connection: any RealtimeConnection) {
    guard let agent else { return connection.close() }
    let session = connection.begin(request, for: agent)
    self.session = session
    let said = words
    words = []
    for word in said { tell(word, to: session) }
  }

  func fail(_ failure: PortFailure) {
    guard let agent else { return }
    self.agent = nil
    words = []
    agent.receive(.realtime(.failed(failure)))
  }

  private func say(_ word: Word) {
    if let session { tell(word, to: session) } else if agent != nil { words.append(word) }
  }

  private func tell(_ word: Word, to session: any RealtimeSession) {
    switch word {
    case .hear(let audio, let turn): session.hear(audio, turn: turn)
    case .silence(let turn): session.hearSilence(turn: turn)
    case .respond(let request, let result): session.respond(request: request, after: result)
    case .interrupt(let request): session.interrupt(request: request)
    }
  }

  private func shut() {
    agent = nil
    words = []
    session?.close()
    session = nil
  }
}

extension PooledSession: RealtimeSession {
  nonisolated func hear(_ audio: any AudioStream, turn: Int) {
    onCell(with: (audio, turn)) { $0.say(.hear($1.0, turn: $1.1)) }
  }

  nonisolated func hearSilence(turn: Int) {
    onCell(with: turn) { $0.say(.silence(turn: $1)) }
  }

  nonisolated func respond(request: Int, after result: String?) {
    onCell(with: (request, result)) { $0.say(.respond(request: $1.0, after: $1.1)) }
  }

  nonisolated func interrupt(request: Int) {
    onCell(with: request) { $0.say(.interrupt(request: $1)) }
  }

  nonisolated func close() { onCell { $0.shut() } }
}
