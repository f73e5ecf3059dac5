internal import SimCore
internal import VoicePipeline

/// A person who has picked up a recording's call: hears it out, hangs up, or presses a key.
///
/// What the person does is one draw of the call: it is the same whatever the recording's length.
actor ScriptListener: CellActor {
  private enum Plan {
    case listen
    case press(Character)
    case hangUp
  }

  nonisolated let cell: Cell
  private let line: any CallerMouth
  private let script: ScriptSpec
  private let plan: Plan
  /// Where in the recording it is done, as a share of its length.
  private let moment: Double
  private let label: CallerLabel
  private let onTransfer: @Sendable () -> Void
  private var timer: TimerID?
  private var observer: (any CallObserver)?

  /// `onTransfer` puts somebody on the line who talks to an agent.
  init(
    cell: Cell,
    line: any CallerMouth,
    script: ScriptSpec,
    draws: DrawKey,
    label: CallerLabel,
    onTransfer: @escaping @Sendable () -> Void
  ) {
    self.cell = cell
    self.line = line
    self.script = script
    self.label = label
    self.onTransfer = onTransfer
    moment = draws.uniform(.scriptMoment)
    let recording = script.recording
    let luck = draws.uniform(.scriptPlan)
    let transfers = recording.transfer == nil ? 0 : script.transfers
    if luck < script.optOuts {
      plan = .press(recording.optOut)
    } else if luck < script.optOuts + transfers, let key = recording.transfer {
      plan = .press(key)
    } else if luck < script.optOuts + transfers + script.hangUps {
      plan = .hangUp
    } else {
      plan = .listen
    }
  }

  private func begin() {
    guard timer == nil else { return }
    // Choices come last in a menu, and so do keys; who hangs up does so at any time.
    switch plan {
    case .listen: return
    case .hangUp: timer = act(at: moment)
    case .press: timer = act(at: 0.5 + moment / 2)
    }
  }

  private func act(at share: Double) -> TimerID {
    let delay = Int64(Double(script.length.nanoseconds) * share)
    return after(.nanoseconds(delay)) { $0.act() }
  }

  private func act() {
    switch plan {
    case .listen: return
    case .hangUp:
      observer?.callerHungUp(.done)
      close()
      line.hangUp()
    case .press(let key):
      let asksForAgent = key == script.recording.transfer
      line.press(key)
      close()
      if asksForAgent { onTransfer() }
    }
  }

  private func close() {
    if let timer { cell.cancel(timer) }
    observer = nil
  }
}

extension ScriptListener: CallerEar {
  nonisolated func hear(_ event: EarEvent) {
    onCell(with: event) { listener, event in
      switch event {
      case .agentStarted: listener.begin()
      case .agentWentOn, .agentStopped: break
      case .lineClosed: listener.close()
      }
    }
  }

  nonisolated func observed(by observer: any CallObserver) {
    onCell { listener in
      listener.observer = observer
      observer.callerIdentified(listener.label)
    }
  }
}

extension Purpose {
  fileprivate static let scriptPlan = Purpose("script.plan")
  fileprivate static let scriptMoment = Purpose("script.moment")
}
