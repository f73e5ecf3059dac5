/// What became of the conversations of a run, counted over calls that a human answered.
package struct ConversationCounts: Sendable, Hashable {
  /// Conversations with an agent.
  package var held = 0
  package var tally = CallTally()
  /// Those whose caller told what became of the matter.
  package var withGoal = 0
  package var goalsReached = 0
  /// The last step of the matter was reached.
  package var completed = 0
  /// Good ends: the matter settled, or a human found where it called for one.
  package var succeeded = 0
  /// No human was asked for.
  package var contained = 0
  package var escalated = 0
  /// Of these, those whose matter called for a human.
  package var escalatedRightly = 0
  package var needingHuman = 0
  package var transferred = 0
  package var callbacks = 0
  package var repairs = 0
  /// The longest requests of the conversations, added up.
  package var contextTokens = 0
  /// Calls that a human answered while no human was at the desk, and those that ended well.
  package var afterHours = 0
  package var afterHoursCaptured = 0
  /// Calls that a human answered where there is a desk, whoever was at it.
  package var withDesk = 0

  package init() {}

  mutating func merge(_ other: ConversationCounts) {
    tally += other.tally
    held += other.held
    withGoal += other.withGoal
    goalsReached += other.goalsReached
    completed += other.completed
    succeeded += other.succeeded
    contained += other.contained
    escalated += other.escalated
    escalatedRightly += other.escalatedRightly
    needingHuman += other.needingHuman
    transferred += other.transferred
    callbacks += other.callbacks
    repairs += other.repairs
    contextTokens += other.contextTokens
    afterHours += other.afterHours
    afterHoursCaptured += other.afterHoursCaptured
    withDesk += other.withDesk
  }

  mutating func add(_ call: CallRecord) {
    guard call.outcome.isHumanAnswer else { return }
    if call.isAfterHours != nil { withDesk += 1 }
    if call.isAfterHours == true {
      afterHours += 1
      if call.isSuccess { afterHoursCaptured += 1 }
    }
    guard call.pod != nil else { return }
    held += 1
    tally += call.tally
    contextTokens += call.tally.contextTokens
    if !call.tally.isEscalated { contained += 1 } else { escalated += 1 }
    if call.outcome == .transferred { transferred += 1 }
    if call.tally.isCallbackPromised { callbacks += 1 }
    if call.isSuccess { succeeded += 1 }
    guard let goal = call.goal else {
      if call.outcome == .completed { completed += 1 }
      return
    }
    withGoal += 1
    if goal.isReached { goalsReached += 1 }
    if goal.isComplete { completed += 1 }
    if goal.needsHuman { needingHuman += 1 }
    if goal.needsHuman && call.tally.isEscalated { escalatedRightly += 1 }
    repairs += goal.repairs
  }
}

extension CallRecord {
  /// The call reached its goal, or another good end: a human where the matter called for one.
  package var isSuccess: Bool {
    guard let goal else { return outcome == .completed }
    if goal.needsHuman && tally.isEscalated {
      return outcome == .transferred || outcome == .callback || goal.isReached
    }
    return goal.isReached
  }
}
