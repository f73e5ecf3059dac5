/// When an agent is told that it hears its caller badly, and what it does then.
package struct QualityAlarmRule: Sendable, Hashable, Codable {
  /// What an alarm makes an agent do.
  package enum Action: String, Sendable, Hashable, Codable, CaseIterable {
    case none
    /// Asks, once, whether what it has understood is what was said.
    case confirm
    /// Promises to call back, and ends the call.
    case callback
  }

  /// Windows of a lower opinion score are bad.
  package var scoreMin: Double
  /// So many bad windows in a row raise the alarm, and so many good ones end it.
  package var windows: Int
  package var action: Action
  /// For the record only: a window is bad in truth when a greater share of its frames was made up.
  package var concealedMax: Double
  package var confirmation = "I have trouble hearing you. Did you say:"
  package var callback = "I am sorry, the line is too bad. We will call you back. Goodbye."

  package init(
    scoreMin: Double,
    windows: Int = 1,
    action: Action = .none,
    concealedMax: Double = 0.05
  ) {
    precondition(windows >= 1, "an alarm is raised by a window")
    self.scoreMin = scoreMin
    self.windows = windows
    self.action = action
    self.concealedMax = concealedMax
  }
}

/// Watches the windows of a line at its receiver, and raises an alarm when they are bad.
///
/// It sees what a live receiver sees: one window after the other, each once it has been played.
package struct QualityMonitor: Sendable, Hashable {
  /// The line has become bad, or good again.
  package enum Change: Sendable, Hashable {
    case dropped(OpinionScore)
    case recovered(OpinionScore)
  }

  private let rule: QualityAlarmRule
  /// Windows in a row that speak against the present state.
  private var contrary = 0
  package private(set) var isAlarmed = false
  package private(set) var alarms = QualityAlarms()

  package init(_ rule: QualityAlarmRule) { self.rule = rule }

  /// Takes the next window; says whether the alarm is raised or ends by it.
  package mutating func take(_ window: RatedWindow) -> Change? {
    let score = window.score
    let isBad = score.value < rule.scoreMin
    let isTrulyBad = window.concealedRatio > rule.concealedMax
    contrary = isBad == isAlarmed ? 0 : contrary + 1
    let changes = contrary >= rule.windows
    if changes {
      isAlarmed.toggle()
      contrary = 0
    }
    alarms.windows += 1
    if changes && isAlarmed {
      alarms.raised += 1
      if !isTrulyBad { alarms.unfounded += 1 }
    }
    if isTrulyBad {
      alarms.badWindows += 1
      if !isAlarmed { alarms.missed += 1 }
    }
    guard changes else { return nil }
    return isAlarmed ? .dropped(score) : .recovered(score)
  }
}

/// Alarms over the quality of a line, against what has become of its frames in truth.
package struct QualityAlarms: Sendable, Hashable {
  /// Windows of 8 s of speech.
  package var windows = 0
  /// Those of which too many frames were made up.
  package var badWindows = 0
  package var raised = 0
  /// Alarms at windows that were not bad in truth.
  package var unfounded = 0
  /// Windows that were bad in truth, and passed without an alarm standing.
  package var missed = 0

  package init() {}

  package static func + (left: QualityAlarms, right: QualityAlarms) -> QualityAlarms {
    var sum = left
    sum.windows += right.windows
    sum.badWindows += right.badWindows
    sum.raised += right.raised
    sum.unfounded += right.unfounded
    sum.missed += right.missed
    return sum
  }
}
