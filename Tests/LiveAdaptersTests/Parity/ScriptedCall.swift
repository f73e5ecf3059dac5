import LiveAdapters
import Scenarios
import SimCore
import Testing
import VoicePipeline

/// A caller who speaks by the clock, and writes down what the ear hears.
actor ScriptedCaller: CellActor {
  nonisolated let cell: Cell
  private(set) var heard: [(at: SimInstant, event: EarEvent)] = []
  private(set) var turns: [AgentTurn] = []

  init(on cell: Cell) { self.cell = cell }

  /// Says words at an instant, over whatever is playing.
  nonisolated func say(
    _ words: String,
    at instant: SimInstant,
    index: Int,
    on line: any TelephoneLine
  ) {
    let utterance = Utterance(
      words: words.split(separator: " ").map(String.init),
      wordDuration: .milliseconds(300),
      traits: SpeechTraits(snrDecibels: 40, errorOddsFactor: 1),
      index: index
    )
    let delay = cell.now.duration(to: instant)
    _ = cell.after(delay) { line.say(utterance) }
    _ = cell.after(delay + utterance.duration) { line.fallSilent() }
  }

  /// When the agent stopped, each time.
  var stops: [SimInstant] {
    heard.compactMap { if case .agentStopped = $0.event { $0.at } else { nil } }
  }
}

extension ScriptedCaller: CallerEar {
  nonisolated func hear(_ event: EarEvent) {
    onCell(with: event) { $0.heard.append(($0.cell.now, $1)) }
  }

  nonisolated func observed(by observer: any CallObserver) {}
}

/// Sees what the agent's replies are.
extension ScriptedCaller: CallObserver {
  nonisolated func agentReplied(_ turn: AgentTurn) { onCell(with: turn) { $0.turns.append($1) } }

  nonisolated func callerIdentified(_ label: CallerLabel) {}
  nonisolated func callerSpoke(_ utterance: SpokenWords) {}
  nonisolated func callerHeard(_ hearing: ReplyHeard) {}
  nonisolated func callerHungUp(_ reason: HangUpReason) {}
}

/// What a distant agent would hear: nothing but the end.
final class FakeAgentEnd: AgentEventReceiver {
  func receive(_ event: AgentEvent) {}
}
