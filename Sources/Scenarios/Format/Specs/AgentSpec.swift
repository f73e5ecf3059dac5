/// The voice agent and its model endpoints.
package struct AgentSpec: Sendable, Hashable, Decodable {
  /// Silence after the caller's last sound that ends the caller's turn.
  package var endpointing: Duration
  /// Delay of the voice activity detector in noticing that speech has ended.
  package var vadHangover: Duration
  package var stt: RecognizerSpec
  package var llm: LanguageModelSpec
  package var tts: SynthesizerSpec
  /// Longest silence of the language model within a request before the agent gives it up.
  package var modelTimeout: Duration
  /// What the agent says first; nil lets the caller speak first.
  package var greeting: String?
  /// With which every request to the language model begins.
  package var instructionTokens: Int
  /// One way, between the media server and the carrier's edge.
  package var networkDelay: Duration
  /// Depth of the buffer in front of the caller's ear.
  package var playoutBuffer: Duration
  package var endpointingStrategy: EndpointingStrategy
  package var endpointingMax: Duration
  package var endpointingThreshold: Double
  package var endpointingMemory: Double
  package var interruption: InterruptionSpec
  package var sentenceWise: Bool
  package var filler: FillerSpec?
  package var recovery: RecoverySpec
  package var silence: SilenceSpec?
  package var quality: QualitySpec?
  package var qualityAlarm: QualityAlarmSpec?
  package var context: ContextSpec?
  /// What simple requests go to; nil sends all to `llm`.
  package var llmLight: LanguageModelSpec?
  package var realtime: RealtimeSpec?
  package var turnDetector: TurnDetectorSpec?
  package var router: RouterSpec?
  package var tools: [ToolSpec]
  package var replyCache: ReplyCacheSpec?
  package var desk: DeskSpec?
}
