import Scenarios
import SimCore
import Testing
import VoicePipeline

/// Lives a pictured conversation and draws what came of it.
struct MarbleWorld {
  private static let column = Duration.milliseconds(100)

  /// Lives the caller's track and expects the other tracks, and the notes that are asked for.
  static func expect(
    _ text: String,
    _ plan: MarblePlan = MarblePlan(),
    notes: [String]? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let wanted = MarblePicture(text)
    let lived = live(wanted["caller"] ?? "", plan, columns: wanted.length)
    let drawn = wanted.likewise(lived.picture)
    #expect(
      drawn == wanted,
      "\nwanted:\n\(wanted)\nlived:\n\(lived.picture)",
      sourceLocation: sourceLocation
    )
    guard let notes else { return }
    #expect(lived.notes == notes, sourceLocation: sourceLocation)
  }

  static func live(
    _ track: String,
    _ plan: MarblePlan,
    columns: Int
  ) -> (picture: MarblePicture, notes: [String]) {
    let cell = Cell(seed: 1)
    let ports = MarblePorts(cell: cell, plan: plan)
    let stage = MarbleStage(cell: cell, plan: plan, ports: ports)
    cell.enter { stage.onCell { $0.begin(track) } }
    var agent = ""
    var phases = ""
    for number in 0..<columns {
      cell.run(until: SimInstant.zero.advanced(by: column * number + column / 2))
      let (voice, phase) = cell.enter { stage.onCell { ($0.voice, $0.phase) } }
      agent.append(voice)
      phases.append(phase)
    }
    cell.run(until: SimInstant.zero.advanced(by: column * columns))
    let (marks, notes) = cell.enter { (ports.onCell { $0.marks }, stage.onCell { $0.notes }) }
    cell.enter { stage.onCell { $0.release() } }
    cell.run()
    var picture = MarblePicture()
    picture.set("caller", track)
    picture.set("agent", agent)
    picture.set("phase", phases)
    for name in ["model", "tools", "desk"] {
      picture.set(name, draw(marks.filter { $0.track == name }.map { ($0.mark, $0.at) }, columns))
    }
    return (picture, notes)
  }

  private static func draw(_ marks: [(mark: Character, at: SimInstant)], _ columns: Int) -> String {
    var track = [Character](repeating: "-", count: columns)
    for (mark, at) in marks {
      let number = Int(SimInstant.zero.duration(to: at) / column)
      if number < columns { track[number] = mark }
    }
    return String(track)
  }
}

/// The people of a picture: the caller, the line, the agent.
actor MarbleStage: CellActor {
  nonisolated let cell: Cell
  private let line: FlowMediaPath
  private let agent: VoiceAgent
  private let observer: MarbleObserver
  /// What the caller hears; `-` is silence.
  private(set) var voice: Character = "-"

  init(cell: Cell, plan: MarblePlan, ports: MarblePorts) {
    self.cell = cell
    observer = MarbleObserver(cell: cell)
    line = FlowMediaPath(cell: cell, timing: plan.timing, onHangUp: {})
    agent = VoiceAgent(
      cell: cell,
      call: CallID(number: 1, key: 1),
      settings: plan.settings,
      ports: ports.ports,
      media: line,
      observer: observer
    )
  }

  var notes: [String] { observer.onCell { $0.notes } }

  var phase: Character {
    switch agent.onCell({ $0.snapshot.phase }) {
    case .idle: "."
    case .listening: "l"
    case .hearing: "h"
    case .endpointing: "e"
    case .transcribing: "t"
    case .thinking: "k"
    case .speaking: "s"
    case .transferring: "d"
    case .ended: "x"
    }
  }

  func begin(_ track: String) {
    line.connect(self)
    for deed in MarbleDeed.deeds(of: track) {
      after(.milliseconds(100) * deed.column) { $0.perform(deed) }
    }
    cell.spawn { [agent] in _ = await agent.converse() }
  }

  private func perform(_ deed: MarbleDeed) {
    switch deed.kind {
    case .says(let utterance): line.say(utterance)
    case .fallsSilent: line.fallSilent()
    case .presses(let key): line.press(key)
    case .hangsUp:
      line.hangUp()
      agent.receive(.released)
    }
  }

  /// Nothing is left to be drawn: the call ends.
  func release() { agent.receive(.released) }

  private func heard(_ event: EarEvent) {
    switch event {
    case .agentStarted(let onset): voice = Self.letter(onset.text)
    case .agentWentOn(let text): voice = Self.letter(text)
    case .agentStopped, .lineClosed: voice = "-"
    }
  }

  private static func letter(_ text: String?) -> Character {
    Character(text?.first?.lowercased() ?? "?")
  }
}

extension MarbleStage: CallerEar {
  nonisolated func hear(_ event: EarEvent) { onCell(with: event) { $0.heard($1) } }

  nonisolated func observed(by observer: any CallObserver) {}
}
