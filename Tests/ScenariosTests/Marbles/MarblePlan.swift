import SimCore
import VoicePipeline

/// How the ports of a pictured conversation behave; all times are whole columns unless said.
struct MarblePlan: Sendable {
  /// One request to the language model.
  enum Answer: Sendable {
    case says(String)
    /// Says something and wants a tool run.
    case calls(ToolCall, saying: String)
    case fails(PortFailure)
    /// Says that, and breaks off.
    case breaksOff(after: String)
    case hangs
    /// Says the first, and the other so much later.
    case stalls(String, Duration, String)

    static func calls(_ tool: String, saying text: String = "") -> Answer {
      .calls(ToolCall(name: tool), saying: text)
    }
  }

  var settings: AgentSettings
  /// In the order of the requests; the last one goes on.
  var answers: [Answer] = [.says("Aaa aaa aaa aaa.")]
  var recognition = Duration.milliseconds(100)
  /// Whether finals come empty, by stretch.
  var emptyFinals: Set<Int> = []
  /// Stretches whose recognition fails.
  var failedFinals: Set<Int> = []
  var confidence: Double?
  var firstToken = Duration.milliseconds(200)
  var synthesis = Duration.milliseconds(100)
  /// Sentences whose first synthesis fails, by their text.
  var mute: Set<String> = []
  var toolTime = Duration.milliseconds(300)
  var toolFailure: PortFailure?
  var detection = Duration.milliseconds(100)
  var routing = Duration.milliseconds(100)
  var tier = ModelTier.heavy
  var memory: String?
  var desk: [(after: Duration, DeskEvent)] = []
  var timing = LineTiming(uplink: .zero, downlink: .zero, onset: .zero, hangover: .zero)
  /// A speech-to-speech model in place of the cascade: how long it is silent before it answers, and
  /// how old its sessions become.
  var realtime: (response: Duration, age: Duration?)?

  /// Endpointing after three columns; nothing else is set.
  init(endpointing: Endpointing = .fixed(.milliseconds(300)), greeting: String? = nil) {
    settings = AgentSettings(
      endpointing: endpointing,
      greeting: greeting,
      instructionTokens: 100,
      modelTimeout: .seconds(1)
    )
    settings.interruption.backchannels = ["m"]
  }
}
