internal import SimCore

// Calls that a recording answers for.
extension Call {
  /// The recording of the call's campaign; nil where agents talk.
  var script: RecordedScript? {
    guard let campaign = attempt.lead?.campaign, campaign < desk.scripts.count else { return nil }
    return desk.scripts[campaign]
  }

  func play(_ script: RecordedScript, to answeredBy: AnsweredBy, over media: any MediaPath) async {
    guard let isMachine = await isMachine(answeredBy) else {
      record.outcome = .abandoned
      ending = .hungUp
      return media.close(.released)
    }
    if isMachine {
      ending = .machine
      // Nobody tells of the tone where nobody listens for it.
      let hearsTone = desk.answering.mode == .synchronous
      return await takeLeave(of: media, message: hearsTone ? script.length : nil)
    }
    let player = ScriptPlayer(cell: cell, media: media, script: script)
    leg.onCell { leg in leg.whenReleased { player.receive(.released) } }
    let ending = await player.play(observer: self)
    self.ending = ending
    if ending == .transferred { return await talk(over: media) }
    hangUpLeg()
    switch ending {
    case .heard, .optedOut, .transferred, .machine: record.outcome = .completed
    case .hungUp: record.outcome = .abandoned
    case .failed: record.outcome = .failed
    }
  }

  /// Nil when a person has hung up before it was known.
  private func isMachine(_ answeredBy: AnsweredBy) async -> Bool? {
    switch answeredBy {
    case .human: return false
    case .machine: return true
    case .undetermined:
      guard desk.answering.mode == .synchronous else { return false }
      guard let verdict = await verdict() else { return nil }
      return desk.answering.isMachine(verdict)
    }
  }

  /// What the call came to, once it is over.
  var cost: CallCost {
    var cost = CallCost()
    cost.models = record.tally.cost
    guard let held = record.holdTime else { return cost }
    cost.held = held
    cost.line = desk.carriers.tariffs[route].cost(of: held)
    cost.isResolved = isResolved
    return cost
  }

  /// A message has done its work when it was heard; a menu, and an agent, when the person has what
  /// they wanted.
  private var isResolved: Bool {
    guard record.outcome.isHumanAnswer else { return false }
    switch ending {
    case .heard: return script?.kind == .prerecorded
    case .optedOut: return script?.kind == .ivr
    case .hungUp, .machine, .failed: return false
    case .transferred, nil:
      return record.goal?.isReached ?? (record.outcome == .completed)
    }
  }
}
