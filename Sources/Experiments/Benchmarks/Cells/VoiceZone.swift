internal import SimCore

/// One cell of the workload: its model slots, its mail, and in the callback idiom its calls.
actor VoiceZone: MessageActor, TimedActor {
  enum Due: UInt32, Sendable {
    /// The step of the call that the argument names is over.
    case step
  }

  private struct Call {
    var draws: VoiceDraws
    var step = VoiceStep.setUp
    var turn: UInt8 = 0
  }

  nonisolated let cell: Cell
  private let load: VoiceLoad
  private var doors: [CellAddress<VoiceNote>] = []
  private var freeSlots: Int
  private var line: [Int] = []
  private var lineHead = 0
  private var replies: [Reply<Void>] = []
  private var replyHead = 0
  private var calls: [Call] = []
  private var threshold: UInt64
  private(set) var heard: UInt64 = 0
  private(set) var completed = 0

  init(_ cell: Cell, _ load: VoiceLoad) {
    self.cell = cell
    self.load = load
    freeSlots = load.slotsPerCell
    threshold = UInt64(load.messageShare * 0x1p32)
  }

  func begin(_ doors: [CellAddress<VoiceNote>]) {
    self.doors = doors
    for index in 0..<load.callsPerCell {
      var draws = VoiceDraws(cell, index)
      let turn = draws.below(VoiceStep.turns)
      let first = draws.uniform(0, 13.3)
      switch load.idiom {
      case .callbacks:
        calls.append(Call(draws: draws, step: .speech, turn: UInt8(turn)))
        schedule(.step, after: first, UInt64(index))
      case .actors:
        let call = VoiceCall(self, index, draws)
        cell.spawn { await call.live(from: turn, after: first) }
      }
    }
  }

  func received(_ note: VoiceNote) {
    heard &+= note.content
    cell.record(kind: 1, entity: UInt64(note.call), a: note.content)
  }

  // MARK: calls as rows

  func fired(_ due: Due, _ argument: UInt64) {
    let index = Int(truncatingIfNeeded: argument)
    let step = calls[index].step
    mail(index, &calls[index].draws)
    switch step {
    case .recognize:
      calls[index].step = .think
      if freeSlots == 0 { return line.append(index) }
      freeSlots -= 1
      return wait(index)
    case .think:
      calls[index].step = .synthesize
      passSlot()
    case .play:
      calls[index].turn += 1
      let isOver = calls[index].turn == VoiceStep.turns
      if isOver { completed += 1 }
      calls[index].step = isOver ? .setUp : .speech
      if isOver { calls[index].turn = 0 }
    default:
      calls[index].step = VoiceStep(rawValue: step.rawValue + 1) ?? .setUp
    }
    wait(index)
  }

  private func wait(_ index: Int) {
    let delay = calls[index].draws.delay(of: calls[index].step)
    schedule(.step, after: delay, UInt64(truncatingIfNeeded: index))
  }

  /// A slot is free: the first in the line has it and begins to think.
  private func passSlot() {
    if lineHead == line.count {
      freeSlots += 1
      return
    }
    let next = line[lineHead]
    lineHead += 1
    if lineHead > 256 && lineHead * 2 > line.count {
      line.removeFirst(lineHead)
      lineHead = 0
    }
    wait(next)
  }

  /// Sends a message for a share of the steps.
  fileprivate func mail(_ index: Int, _ draws: inout VoiceDraws) {
    let bits = draws.bits()
    if bits >> 32 >= threshold { return }
    let own = cell.id
    let other = draws.below(doors.count - 1)
    let note = VoiceNote(call: UInt32(truncatingIfNeeded: index), content: bits)
    let delay = load.lookahead + draws.exponential(0.010)
    send(note, to: doors[other < own ? other : other + 1], after: delay)
  }

  // MARK: calls as actors

  func acquireSlot() async {
    if freeSlots > 0 {
      freeSlots -= 1
      return
    }
    await Reply<Void>.wait(on: cell) { replies.append($0) }
  }

  func releaseSlot() {
    if replyHead == replies.count {
      freeSlots += 1
      return
    }
    replies[replyHead].send(())
    replyHead += 1
    if replyHead > 256 && replyHead * 2 > replies.count {
      replies.removeFirst(replyHead)
      replyHead = 0
    }
  }

  func mail(for index: Int, _ draws: VoiceDraws) -> VoiceDraws {
    var draws = draws
    mail(index, &draws)
    return draws
  }

  func complete() { completed += 1 }
}

/// A call with a task of its own.
actor VoiceCall: CellActor {
  nonisolated let cell: Cell
  private let zone: VoiceZone
  private let index: Int
  private var draws: VoiceDraws

  init(_ zone: VoiceZone, _ index: Int, _ draws: VoiceDraws) {
    cell = zone.cell
    self.zone = zone
    self.index = index
    self.draws = draws
  }

  func live(from turn: Int, after first: Duration) async {
    try? await clock.sleep(for: first)
    await talk(from: turn)
    while !Task.isCancelled {
      await zone.complete()
      await pass(.setUp)
      await pass(.ring)
      await pass(.answer)
      await talk(from: 0)
    }
  }

  private func talk(from turn: Int) async {
    for _ in turn..<VoiceStep.turns {
      await pass(.speech)
      await pass(.endpoint)
      await pass(.recognize)
      await zone.acquireSlot()
      await pass(.think)
      await zone.releaseSlot()
      await pass(.synthesize)
      await pass(.play)
    }
  }

  private func pass(_ step: VoiceStep) async {
    try? await clock.sleep(for: draws.delay(of: step))
    draws = await zone.mail(for: index, draws)
  }
}
