internal import SimCore

// Dials that neither carriers nor agents have taken for too long, and their replay.
extension Dialer {
  /// Whether a dial of the overflow queue may go: there is an agent, and new dials are not crowded
  /// out.
  func isReplayDue(of campaign: Int, at now: SimInstant) -> Bool {
    guard waiting.overflowed(of: campaign) > 0,
      campaigns[campaign].replays?.conforms(at: now) == true
    else { return false }
    return hasAgentForReplay(of: campaign)
  }

  /// A dial that is made without an agent kept free is replayed without one, too.
  func hasAgentForReplay(of campaign: Int) -> Bool {
    campaigns[campaign].settings.capacity == .dial || hasSlot(for: campaign)
  }

  /// Replays the dial that was planned first.
  func replay(of campaign: Int) {
    let now = cell.now
    campaigns[campaign].replays?.take(at: now)
    let next = waiting.takeOverflowed(campaign)
    switch dial(next, of: campaign) {
    case nil:
      campaigns[campaign].account.overflow.replayed += 1
      campaigns[campaign].account.overflow.waits.record(next.planned.duration(to: now))
    case .noAgent:
      waiting.putBackOverflowed(next, of: campaign)
    case .some(let reason):
      campaigns[campaign].account.overflow.withoutLead += 1
      drop(next, of: campaign, reason)
    }
  }

  /// A dial for which there was no agent: kept if the campaign has a queue for it.
  func giveUp(_ dial: PlannedDial, of campaign: Int, _ reason: DropReason) {
    guard reason == .noAgent, let policy = campaigns[campaign].settings.overflow else {
      return drop(dial, of: campaign, reason)
    }
    overflow(dial, of: campaign, policy)
  }

  /// The longest waiting dial of a campaign goes to its overflow queue, or is given up without one.
  func spill(_ campaign: Int, _ reason: DropReason) {
    let dial = waiting.remove(campaign)
    guard let policy = campaigns[campaign].settings.overflow else {
      return drop(dial, of: campaign, reason)
    }
    overflow(dial, of: campaign, policy)
  }

  private func overflow(_ dial: PlannedDial, of campaign: Int, _ policy: OverflowPolicy) {
    if campaigns[campaign].settings.defect == .overflowForgotten, dial.call % 5 == 0 { return }
    guard waiting.overflowed(of: campaign) < policy.most else {
      campaigns[campaign].account.overflow.refused += 1
      return drop(dial, of: campaign, .overflow)
    }
    waiting.overflow(dial, of: campaign)
    let count = waiting.overflowed(of: campaign)
    campaigns[campaign].account.overflow.overflowed += 1
    campaigns[campaign].account.overflow.peak = max(
      campaigns[campaign].account.overflow.peak,
      count
    )
  }

  /// Moves what has waited for too long, and gives up what was kept for too long.
  func spillOverdue(at now: SimInstant) {
    for campaign in campaigns.indices {
      guard let policy = campaigns[campaign].settings.overflow else { continue }
      while let first = waiting.first(of: campaign),
        first.planned.advanced(by: policy.after) <= now
      {
        spill(campaign, .expired)
      }
      while let first = waiting.firstOverflowed(of: campaign),
        first.planned.advanced(by: policy.longest) <= now
      {
        campaigns[campaign].account.overflow.expired += 1
        drop(waiting.removeOverflowed(campaign), of: campaign, .expired)
      }
    }
  }

  /// Gives up what an operator has halted.
  func dropHalted(_ campaign: Int) {
    while campaigns[campaign].isHalted, waiting.count(of: campaign) > 0 {
      drop(waiting.remove(campaign), of: campaign, .halted)
    }
    while campaigns[campaign].isHalted, waiting.overflowed(of: campaign) > 0 {
      campaigns[campaign].account.overflow.halted += 1
      drop(waiting.removeOverflowed(campaign), of: campaign, .halted)
    }
  }

  /// When a dial has waited, or been kept, for too long next.
  var nextSpill: SimInstant {
    var next = SimInstant.distantFuture
    for (index, campaign) in campaigns.enumerated() {
      guard let policy = campaign.settings.overflow else { continue }
      if let first = waiting.first(of: index) {
        next = min(next, first.planned.advanced(by: policy.after))
      }
      if let first = waiting.firstOverflowed(of: index) {
        next = min(next, first.planned.advanced(by: policy.longest))
      }
    }
    return next
  }

  /// When the next dial may be replayed as far as its rate goes; the distant future if it may now.
  func nextReplay(after now: SimInstant) -> SimInstant {
    var next = SimInstant.distantFuture
    for (index, campaign) in campaigns.enumerated() where waiting.overflowed(of: index) > 0 {
      guard let ready = campaign.replays?.earliest(at: now), ready > now else { continue }
      next = min(next, ready)
    }
    return next
  }
}
