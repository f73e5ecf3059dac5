package import SimCore

/// How often one person may be called about a debt.
///
/// Reg F, 12 CFR 1006.14(b)(2): a collector is presumed to harass who calls more than seven times
/// within seven days, or within seven days after a conversation.
package struct CallFrequency: Sendable, Hashable {
  /// Attempts within `window` at most.
  package var most: Int
  package var window: Duration
  /// No attempt for so long after a conversation.
  package var pause: Duration

  package init(most: Int, window: Duration, pause: Duration) {
    precondition(most >= 1 && window > .zero && pause >= .zero, "a cap allows a first call")
    self.most = most
    self.window = window
    self.pause = pause
  }

  package static let regulationF = CallFrequency(
    most: 7,
    window: .seconds(7 * 86_400),
    pause: .seconds(7 * 86_400)
  )
}

/// Whom all campaigns together have called and spoken to of late, by phone number.
///
/// Looked up by number and never gone through, so that no order of a hash is seen.
package struct ContactLedger: Sendable {
  private var contacts: [UInt64: Contact] = [:]

  package init() {}

  /// Attempts that count against a cap, by voice or text.
  package mutating func dialled(_ phone: PhoneNumber, at time: SimInstant, cap: CallFrequency) {
    contacts[phone.digits, default: Contact()].add(time, keeping: cap.most)
  }

  package mutating func conversed(_ phone: PhoneNumber, at time: SimInstant) {
    contacts[phone.digits, default: Contact()].conversed = time
  }

  /// Until when a cap forbids a further attempt; nil when it allows one now.
  package func pause(
    of phone: PhoneNumber,
    at time: SimInstant,
    cap: CallFrequency
  ) -> (rule: ComplianceRule, until: SimInstant)? {
    guard let contact = contacts[phone.digits] else { return nil }
    if let conversed = contact.conversed {
      let end = conversed.advanced(by: cap.pause)
      if end > time { return (.afterConversation, end) }
    }
    guard contact.recent.count >= cap.most else { return nil }
    let end = contact.recent[contact.recent.count - cap.most].advanced(by: cap.window)
    return end > time ? (.callFrequency, end) : nil
  }
}

private struct Contact: Sendable {
  /// The last attempts, oldest first.
  var recent: [SimInstant] = []
  var conversed: SimInstant?

  mutating func add(_ time: SimInstant, keeping most: Int) {
    if recent.count >= most { recent.removeFirst(recent.count - most + 1) }
    recent.append(time)
  }
}
