import VoicePipeline

/// The phases of a conversation in which an agent can be lost.
enum AgentPhase: String, Sendable, CaseIterable {
  case greetingSynthesized
  case greetingPlaying
  case listening
  case hearing
  case endpointing
  case transcribing
  /// Asked the language model, and nothing has come yet.
  case thinking
  case speaking
  /// Hearing the caller who has cut a reply short.
  case interrupted

  func matches(_ machine: AgentMachine) -> Bool {
    let phase = machine.phase
    return switch self {
    case .greetingSynthesized: phase == .thinking && machine.turn == 0
    case .greetingPlaying: phase == .speaking && machine.turn == 0
    case .listening: phase == .listening && machine.turn == 1
    case .hearing: phase == .hearing && machine.turn == 1
    case .endpointing: phase == .endpointing && machine.turn == 1
    case .transcribing: phase == .transcribing && machine.turn == 1
    case .thinking: phase == .thinking && machine.turn == 1
    case .speaking: phase == .speaking && machine.turn == 1
    case .interrupted: phase == .hearing && machine.bargeIns == 1
    }
  }
}
