internal import SimCore

/// Plays a recording to whoever has answered, and hears the keys that are pressed.
///
/// ```
/// recording ──▶ line ──played──▶ wait ──▶ heard
///                 └──key──▶ optedOut, transferred
/// ```
actor ScriptPlayer: CellActor {
  nonisolated let cell: Cell
  private let media: any MediaPath
  private let script: RecordedScript
  private var ended: Reply<ScriptEnding>?

  init(cell: Cell, media: any MediaPath, script: RecordedScript) {
    self.cell = cell
    self.media = media
    self.script = script
  }

  /// Plays it, until it is over or somebody ends it; the line stays open for an agent that was
  /// asked for, and is closed otherwise.
  func play(observer: any CallObserver) async -> ScriptEnding {
    await Reply<ScriptEnding>.wait(on: cell) { reply in
      ended = reply
      media.attach(self, observer: observer)
      let sound = SynthesizedSpeech(
        text: Self.text,
        duration: script.length,
        leadingSilence: .zero
      )
      media.play(sound, mark: PlaybackMark(request: 0, sentence: 0))
    }
  }

  private static let text = "this is a recorded message"

  private func end(_ ending: ScriptEnding) {
    guard let ended else { return }
    self.ended = nil
    if ending == .transferred { media.clear() } else { media.close(.concluded) }
    ended.send(ending)
  }

  private func pressed(_ key: Character) {
    if key == script.optOut { end(.optedOut) }
    if key == script.transfer { end(.transferred) }
  }

  private func played() { after(script.wait) { $0.end(.heard) } }
}

extension ScriptPlayer: AgentEventReceiver {
  nonisolated func receive(_ event: AgentEvent) {
    switch event {
    case .released, .media(.ended): onCell { $0.end(.hungUp) }
    case .media(.failed): onCell { $0.end(.failed) }
    case .media(.played): onCell { $0.played() }
    case .media(.digit(let key)): onCell(with: key) { $0.pressed($1) }
    default: break
    }
  }
}
