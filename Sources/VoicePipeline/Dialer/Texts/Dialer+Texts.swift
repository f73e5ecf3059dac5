internal import SimCore

// The texts that follow calls which have reached nobody.
extension Dialer {
  /// Plans the text that follows a call, if one does.
  func planText(to lead: Int, of campaign: Int, after outcome: CallOutcome) {
    guard let delay = campaigns[campaign].texts.plan(lead, after: outcome) else { return }
    after(delay) { $0.text(lead, of: campaign, after: outcome) }
  }

  /// Sends a text that has fallen due, unless something speaks against it.
  private func text(_ index: Int, of campaign: Int, after outcome: CallOutcome) {
    let now = cell.now
    let lead = campaigns[campaign].leads[index]
    switch campaigns[campaign].decideText(to: index, at: now, contacts: contacts) {
    case .send:
      send(to: lead, of: campaign, after: outcome)
    case .wait(let until):
      putOff(index, of: campaign, after: outcome, until: until)
    case .drop(let reason):
      campaigns[campaign].texts.account.drop(reason)
    case .heldBack(let rule, let until):
      let entry = campaigns[campaign].textHeld(lead, by: rule, until: until, at: now)
      desk.log.onCell { $0.audit(entry) }
      guard let until else { return campaigns[campaign].texts.account.holdBack(rule) }
      campaigns[campaign].texts.account.putOff += 1
      putOff(index, of: campaign, after: outcome, until: until)
    }
  }

  private func putOff(
    _ lead: Int,
    of campaign: Int,
    after outcome: CallOutcome,
    until: SimInstant
  ) {
    after(cell.now.duration(to: until)) { $0.text(lead, of: campaign, after: outcome) }
  }

  private func send(to lead: Lead, of campaign: Int, after outcome: CallOutcome) {
    let now = cell.now
    let policy = campaigns[campaign].settings.policy
    campaigns[campaign].texts.account.send(at: campaigns[campaign].texts.policy?.price ?? .zero)
    audit.record(
      textTo: lead,
      zones: campaigns[campaign].leads.zones(of: lead),
      policy: policy,
      at: now
    )
    if let cap = policy.frequency, desk.defect != .textsUncounted {
      contacts.dialled(lead.phone, at: now, cap: cap)
    }
    desk.texts?.send(OutgoingText(at: now, campaign: campaign, phone: lead.phone.digits))
    let entry = campaigns[campaign].textSent(lead, after: outcome, at: now)
    desk.log.onCell { $0.audit(entry) }
  }
}
