package import SimCore

/// What the human desk adds to the record of a call: who was there, and for how long.
package struct DeskAccount: Sendable {
  /// Whether a human is at the desk at an instant.
  private let isStaffed: @Sendable (SimInstant) -> Bool
  /// How long a human is busy with a call that is connected.
  private let handling: @Sendable (CallID) -> Duration

  package init(
    isStaffed: @escaping @Sendable (SimInstant) -> Bool,
    handling: @escaping @Sendable (CallID) -> Duration
  ) {
    self.isStaffed = isStaffed
    self.handling = handling
  }

  func completed(_ call: CallRecord) -> CallRecord {
    var call = call
    call.isAfterHours = call.answered.map { !isStaffed($0) }
    if call.outcome == .transferred { call.humanTime = handling(call.id) }
    return call
  }
}
