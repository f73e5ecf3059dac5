/// What stands in for parts of the simulation in a live run.
package struct BindingsSpec: Sendable, Hashable, Decodable {
  package var agent: AgentBinding?
  package var llm: ModelBinding?

  /// Whether anything is bound.
  package var isEmpty: Bool { agent == nil && llm == nil }
}

/// An agent in a process of its own that serves Twilio Media Streams.
package struct AgentBinding: Sendable, Hashable, Decodable {
  /// `ws://` or `wss://`.
  package var mediaStreams: String
  /// Whether the words travel beside the audio.
  package var carryText: Bool
  /// How long a call whose stream breaks waits for another agent to take it over.
  package var reconnect: Duration
}

/// An OpenAI-compatible endpoint of chat completions.
package struct ModelBinding: Sendable, Hashable, Decodable {
  /// `http://` or `https://`.
  package var baseURL: String
  package var model: String
  /// The environment variable that holds the key.
  package var keyVariable: String?
  package var instructions: String
}
