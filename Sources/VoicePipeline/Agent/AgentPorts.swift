/// The ports that an agent works with.
package struct AgentPorts: Sendable {
  package var recognizer: any SpeechRecognizer
  package var model: any LanguageModel
  package var synthesizer: any SpeechSynthesizer
  /// Judges the ends of turns, for semantic endpointing.
  package var turnDetector: (any TurnDetector)?
  package var router: (any ModelRouter)?
  package var cache: (any ReplyCache)?
  package var tools: (any AgentTools)?
  package var desk: (any HumanDesk)?
  /// Stands in for recognizer, model and synthesizer.
  package var realtime: (any RealtimeModel)?
  /// Where another process finds the conversation if this one goes away.
  package var sessions: (any SessionStore)?

  package init(
    recognizer: any SpeechRecognizer,
    model: any LanguageModel,
    synthesizer: any SpeechSynthesizer,
    sessions: (any SessionStore)? = nil
  ) {
    self.recognizer = recognizer
    self.model = model
    self.synthesizer = synthesizer
    self.sessions = sessions
  }
}
