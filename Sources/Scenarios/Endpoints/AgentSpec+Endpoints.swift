package import SimCore
package import VoicePipeline

// The simulated endpoints of an agent, for a world or for whoever is to stand in for providers.
extension AgentSpec {
  /// `start` is the civil time of the simulation's first instant.
  package func ports(
    on cell: Cell,
    goals: GoalMix = GoalMix([]),
    faults: FaultSchedule = .none,
    listener: (any SpeechListener)? = nil,
    start: UnixInstant = UnixInstant(seconds: 0)
  ) -> AgentPorts {
    let replies = replies(to: goals, on: cell)
    var ports = AgentPorts(
      recognizer: SimulatedRecognizer(
        cell: cell,
        spec: stt,
        health: faults.health(of: .stt),
        listener: listener
      ),
      model: languageModel(on: cell, replies: replies, faults: faults),
      synthesizer: SimulatedSynthesizer(cell: cell, spec: tts, health: faults.health(of: .tts))
    )
    ports.turnDetector = turnDetector(on: cell)
    ports.router = modelRouter(on: cell, replies: replies)
    ports.cache = cache(on: cell)
    ports.tools = agentTools(on: cell, faults: faults)
    ports.desk = humanDesk(on: cell, start: start)
    ports.realtime = realtimeModel(on: cell, replies: replies, faults: faults)
    return ports
  }

  /// Goals have scripts; callers without one are answered at random.
  private func replies(to goals: GoalMix, on cell: Cell) -> any ReplySource {
    guard !goals.isEmpty else { return ReplyBook.appointments }
    return DialogueReplies(
      goals: goals,
      others: ReplyBook.appointments,
      runsTools: true,
      readings: DialogueReadings(cell: cell)
    )
  }

  /// The language model, with the lighter one behind it where there is one.
  package func languageModel(
    on cell: Cell,
    replies: any ReplySource,
    faults: FaultSchedule = .none
  ) -> any LanguageModel {
    let heavy = llm.model(on: cell, replies: replies, health: faults.health(of: .llm))
    guard let llmLight else { return heavy }
    let light = llmLight.model(
      on: cell,
      replies: replies,
      health: faults.health(of: .llmLight)
    )
    return TieredLanguageModel(heavy: heavy, light: light)
  }

  package func realtimeModel(
    on cell: Cell,
    replies: any ReplySource,
    faults: FaultSchedule = .none
  ) -> SimulatedRealtimeModel? {
    realtime.map {
      SimulatedRealtimeModel(
        cell: cell,
        spec: $0,
        replies: replies,
        health: faults.health(of: .realtime)
      )
    }
  }

  package func turnDetector(on cell: Cell) -> SimulatedTurnDetector? {
    turnDetector.map { SimulatedTurnDetector(cell: cell, spec: $0) }
  }

  package func modelRouter(on cell: Cell, replies: any ReplySource) -> SimulatedRouter? {
    router.map { SimulatedRouter(cell: cell, spec: $0, replies: replies) }
  }

  package func agentTools(on cell: Cell, faults: FaultSchedule = .none) -> SimulatedTools {
    SimulatedTools(cell: cell, tools: tools, health: faults.health(of: .tools))
  }

  package func cache(on cell: Cell) -> SimulatedReplyCache? {
    replyCache.map { SimulatedReplyCache(cell: cell, spec: $0) }
  }

  /// `start` is the civil time of the simulation's first instant.
  package func humanDesk(on cell: Cell, start: UnixInstant) -> SimulatedDesk? {
    desk.map { SimulatedDesk(cell: cell, spec: $0, start: start) }
  }
}

extension LanguageModelSpec {
  /// The model as a service or on a machine of ours, hedged if it is to be.
  package func model(
    on cell: Cell,
    replies: any ReplySource,
    health: EndpointHealth? = nil
  ) -> any LanguageModel {
    let inner: any LanguageModel =
      if let server {
        BatchingServer(cell: cell, machine: server, replies: replies, health: health)
      } else {
        SimulatedLanguageModel(cell: cell, spec: self, replies: replies, health: health)
      }
    let asked = hedgeAfter.map { HedgedLanguageModel(inner, cell: cell, after: $0) } ?? inner
    return breaker.map { GuardedLanguageModel(asked, cell: cell, $0.settings) } ?? asked
  }
}
