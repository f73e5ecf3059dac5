package import SimCore

extension Purpose {
  fileprivate static let joinsDoNotCall = Purpose("lead.joins_do_not_call")
}

/// A do-not-call registry that people join while a campaign runs.
///
/// When a lead joins is a pure function of the run's key and the lead, so it does not depend on
/// when or how often anyone looks.
package struct DoNotCallRegistry: Sendable {
  private let key: DrawKey
  /// Hazard that a lead joins, per hour.
  private let additionsPerHour: Double
  private let additions: DoNotCallAdditions
  /// Who has asked for it in a call of this run; looked up only.
  private var optOuts: [UInt64: SimInstant] = [:]

  /// Makes a registry; of all leads a share of `1 - exp(-additionsPerHour)` joins within an hour.
  ///
  /// The numbers of `additions` join at their own instants.
  package init(
    key: DrawKey,
    additionsPerHour: Double,
    additions: DoNotCallAdditions = .none
  ) {
    self.additions = additions
    precondition(additionsPerHour >= 0, "people do not leave the registry")
    self.key = key
    self.additionsPerHour = additionsPerHour
  }

  /// When a lead joins; `distantFuture` for one that never does.
  package func joining(of lead: LeadKey) -> SimInstant {
    var known = additions.joining(of: lead.phone) ?? .distantFuture
    if !optOuts.isEmpty { known = min(known, optOuts[lead.phone] ?? .distantFuture) }
    guard additionsPerHour > 0 else { return known }
    let draw = key.entity("lead", lead.phone).uniform(.joinsDoNotCall)
    let nanoseconds = -Elementary.log(draw) / additionsPerHour * 3_600e9
    let drawn = nanoseconds < 9e18 ? SimInstant(nanoseconds: Int64(nanoseconds)) : .distantFuture
    return min(known, drawn)
  }

  /// A person asks not to be called any more.
  package mutating func list(_ phone: PhoneNumber, at now: SimInstant) {
    optOuts[phone.digits] = min(now, optOuts[phone.digits] ?? now)
  }

  /// Whether a lead must not be called: by its file, or because it has joined.
  package func contains(_ lead: Lead, at time: SimInstant) -> Bool {
    lead.isOnDoNotCallList || joining(of: lead.key) <= time
  }
}
