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

  /// Makes a registry; of all leads a share of `1 - exp(-additionsPerHour)` joins within an hour.
  package init(key: DrawKey, additionsPerHour: Double) {
    precondition(additionsPerHour >= 0, "people do not leave the registry")
    self.key = key
    self.additionsPerHour = additionsPerHour
  }

  /// When a lead joins; `distantFuture` for one that never does.
  package func joining(of lead: LeadKey) -> SimInstant {
    guard additionsPerHour > 0 else { return .distantFuture }
    let draw = key.entity("lead", lead.phone).uniform(.joinsDoNotCall)
    let nanoseconds = -Elementary.log(draw) / additionsPerHour * 3_600e9
    return nanoseconds < 9e18 ? SimInstant(nanoseconds: Int64(nanoseconds)) : .distantFuture
  }

  /// Whether a lead must not be called: by its file, or because it has joined.
  package func contains(_ lead: Lead, at time: SimInstant) -> Bool {
    lead.isOnDoNotCallList || joining(of: lead.key) <= time
  }
}
