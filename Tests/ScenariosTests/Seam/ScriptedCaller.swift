import SimCore
import VoicePipeline

/// A caller who follows a script, and remembers what came to the ear.
actor ScriptedCaller: CellActor {
  nonisolated let cell: Cell
  private let script: CallerScript
  private let line: any CallerMouth
  private var isLineClosed = false
  /// When each reply began, and its number.
  private(set) var onsets: [(instant: SimInstant, request: Int?)] = []

  init(cell: Cell, script: CallerScript, line: any CallerMouth) {
    self.cell = cell
    self.script = script
    self.line = line
  }

  /// From now on everything happens at its instant.
  func begin() {
    for (instant, deed) in script.deeds {
      after(cell.now.duration(to: instant)) { $0.perform(deed) }
    }
  }

  private func perform(_ deed: CallerScript.Deed) {
    guard !isLineClosed else { return }
    switch deed {
    case .say(let utterance): line.say(utterance)
    case .fallSilent: line.fallSilent()
    case .press(let digit): line.press(digit)
    case .hangUp: line.hangUp()
    }
  }

  private func heard(_ event: EarEvent) {
    switch event {
    case .agentStarted(let onset): onsets.append((cell.now, onset.request))
    case .agentWentOn, .agentStopped: break
    case .lineClosed: isLineClosed = true
    }
  }
}

extension ScriptedCaller: CallerEar {
  nonisolated func hear(_ event: EarEvent) { onCell(with: event) { $0.heard($1) } }

  nonisolated func observed(by observer: any CallObserver) {}
}
