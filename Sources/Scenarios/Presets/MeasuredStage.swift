internal import SimCore

/// What a user can have measured: a time that a scenario draws, and that a preset can carry.
package enum MeasuredStage: String, Sendable, Hashable, CaseIterable {
  case recognition = "stt"
  case firstToken = "ttft"
  case firstByte = "tts"
  case leadingSilence = "leading_silence"
  case endpointing = "endpointing"
  case turnGap = "turn_gap"
  case talkTime = "talk_time"

  /// Names of columns and of stages that mean it, in lower case and without a unit.
  private var words: [String] {
    switch self {
    case .recognition:
      ["stt", "stt_latency", "stt_final", "transcription", "transcription_delay", "recognition"]
    case .firstToken: ["ttft", "llm", "llm_ttft", "llm_latency", "time_to_first_token"]
    case .firstByte: ["tts", "ttfb", "tts_ttfb", "tts_latency", "time_to_first_byte"]
    case .leadingSilence: ["leading_silence"]
    case .endpointing: ["endpointing", "endpointing_delay", "end_of_turn", "end_of_turn_delay"]
    case .turnGap: ["turn_gap"]
    case .talkTime: ["talk_time"]
    }
  }

  /// The stage that a word of a file or of the command line means; capitals do not matter.
  package init?(word: String) {
    let word = word.lowercased()
    guard let stage = Self.allCases.first(where: { $0.words.contains(word) }) else { return nil }
    self = stage
  }

  /// The presets that can carry it; nil where a scenario has one figure, and no distribution.
  package var family: PresetFamily? {
    switch self {
    case .recognition: .recognizers
    case .firstToken: .languageModels
    case .firstByte, .leadingSilence: .synthesizers
    case .turnGap, .talkTime: .callerProfiles
    case .endpointing: nil
    }
  }

  /// The key in the section that such a preset fills.
  package var key: String {
    switch self {
    case .recognition: "latency"
    case .firstToken: "time_to_first_token"
    case .firstByte: "time_to_first_byte"
    case .leadingSilence, .endpointing, .turnGap, .talkTime: rawValue
    }
  }

  /// Where a scenario has it, such as `agent.stt.latency`.
  package var path: String { "\(family?.path ?? "agent").\(key)" }

  /// The key of the share that is never answered, where the section has one.
  package var hangKey: String? { self == .firstToken ? "failures.hang" : nil }

  /// The times that a scenario allows.
  package var limits: ClosedRange<Duration> {
    let section = family.flatMap { ScenarioFormat.root.filled(by: $0) } ?? ScenarioFormat.agent
    switch section.settable().first(where: { $0.path == key })?.notation {
    case let notation as DistributionNotation: return notation.range
    case let notation as DurationNotation: return notation.range
    default: return .zero ... .seconds(120)
    }
  }
}
