import Scenarios
import SimCore
import Testing
import VoicePipeline

/// A caller's ear and the record of a call: what reaches them, in milliseconds.
private actor OrphanEar: CellActor {
  nonisolated let cell: Cell
  private(set) var notes: [String] = []

  init(on cell: Cell) { self.cell = cell }

  private func write(_ text: String) { notes.append("\(cell.now.nanoseconds / 1_000_000) \(text)") }
}

extension OrphanEar: CallerEar {
  nonisolated func hear(_ event: EarEvent) {
    onCell { ear in
      switch event {
      case .agentStarted: ear.write("starts")
      case .agentWentOn: ear.write("goes on")
      case .agentStopped(let isCut): ear.write(isCut ? "breaks off" : "ends")
      case .lineClosed: ear.write("closed")
      }
    }
  }

  nonisolated func observed(by observer: any CallObserver) {}
}

extension OrphanEar: CallObserver {
  nonisolated func callerIdentified(_ label: CallerLabel) {}
  nonisolated func agentReplied(_ turn: AgentTurn) {}
  nonisolated func callerSpoke(_ utterance: SpokenWords) {}
  nonisolated func callerHeard(_ hearing: ReplyHeard) {}
  nonisolated func callerHungUp(_ reason: HangUpReason) {}

  nonisolated func callerNoted(_ note: CallerNote) {
    if case .unheard = note { onCell { $0.write("unheard") } }
  }
}

@Suite("Lines without an agent")
struct OrphanedLineTests {
  private let cell = Cell(seed: 1)

  /// A sentence of 3 s from 1 s on, over a line whose agent dies at 2 s; what `rest` adds.
  private func live(
    playsOn: Bool,
    _ rest: (FlowMediaPath, LineListener, OrphanEar) -> Void = { _, _, _ in }
  ) -> (ear: [String], agent: [String], heir: [String]) {
    let path = FlowMediaPath(cell: cell, timing: SeamBench.timing) {}
    let (agent, heir) = (LineListener(cell: cell), LineListener(cell: cell))
    let ear = OrphanEar(on: cell)
    cell.enter {
      path.connect(ear)
      path.attach(agent, observer: ear)
      cell.after(.seconds(1)) {
        path.play(
          SynthesizedSpeech(text: "one", duration: .seconds(3), leadingSilence: .zero),
          mark: PlaybackMark(request: 0, sentence: 0)
        )
      }
      cell.after(.seconds(2)) { path.orphan(playsOn: playsOn) }
      rest(path, heir, ear)
    }
    _ = cell.run()
    return cell.enter {
      (ear.onCell { $0.notes }, agent.onCell { $0.heard }, heir.onCell { $0.heard })
    }
  }

  @Test func `an agent that dies falls silent, or is heard to the end of what has gone out`() {
    // 100 ms to the caller's ear, and nobody is told that it was heard.
    let silent = live(playsOn: false)
    #expect(silent.ear == ["1100 starts", "2100 breaks off"])
    #expect(silent.agent.isEmpty)
    let buffered = OrphanedLineTests().live(playsOn: true)
    #expect(buffered.ear == ["1100 starts", "4100 ends"])
    #expect(buffered.agent.isEmpty)
  }

  @Test func `what is said into the gap is unheard, and speech that goes on is told to the heir`() {
    let word = { @Sendable (index: Int, length: Int) in
      Utterance(
        words: ["w\(index)"],
        wordDuration: .milliseconds(length),
        traits: SpeechTraits(snrDecibels: 30, errorOddsFactor: 1),
        index: index
      )
    }
    let heard = live(playsOn: false) { path, heir, ear in
      for (index, (start, length)) in [(3_000, 500), (5_000, 2_000)].enumerated() {
        cell.after(.milliseconds(start)) { path.say(word(index, length)) }
        cell.after(.milliseconds(start + length)) { path.fallSilent() }
      }
      cell.after(.seconds(6)) { path.attach(heir, observer: ear) }
    }
    // 40 ms from the mouth, and 200 ms of silence.
    #expect(heard.ear.last == "3740 unheard")
    #expect(heard.agent.isEmpty)
    #expect(heard.heir == ["6000 started", "7240 ended: w1"])
  }
}
