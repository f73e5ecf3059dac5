internal import SimCore

/// Counts what calls cost as they end: their minutes at carriers, and their models.
///
/// What is paid for by the hour, whether or not anybody calls, is no call's: see `CostAccount`.
package struct CostMeter: Sendable {
  /// What ended within one minute of the run.
  package struct Minute: Sendable, Hashable {
    package var lines = Nanodollars.zero
    package var models = Nanodollars.zero
    package var calls = 0
    package var resolved = 0

    package init() {}
  }

  /// The measured calls of one carrier.
  package struct Line: Sendable, Hashable {
    package var carrier: String
    @WholeNanoseconds package var held = Duration.zero
    package var cost = Nanodollars.zero
  }

  /// From the start of the run on, warm-up and drain included.
  package private(set) var minutes: [Minute] = []
  /// In the order in which they had their first answered call.
  package private(set) var lines: [Line] = []
  /// Of the measured calls.
  package private(set) var models = Nanodollars.zero
  package private(set) var calls = 0
  package private(set) var answered = 0
  package private(set) var resolved = 0

  package init() {}

  mutating func merge(_ other: CostMeter) {
    let missing = other.minutes.count - minutes.count
    if missing > 0 { minutes += [Minute](repeating: Minute(), count: missing) }
    for (minute, theirs) in other.minutes.enumerated() {
      minutes[minute].lines += theirs.lines
      minutes[minute].models += theirs.models
      minutes[minute].calls += theirs.calls
      minutes[minute].resolved += theirs.resolved
    }
    for line in other.lines {
      let at = lines.firstIndex { $0.carrier == line.carrier } ?? lines.count
      if at == lines.count { lines.append(Line(carrier: line.carrier)) }
      lines[at].held += line.held
      lines[at].cost += line.cost
    }
    models += other.models
    calls += other.calls
    answered += other.answered
    resolved += other.resolved
  }

  mutating func add(_ call: CallRecord, isMeasured: Bool) {
    let minute = Int(call.ended.nanoseconds / 60_000_000_000)
    while minutes.count <= minute { minutes.append(Minute()) }
    minutes[minute].lines += call.lineCost
    minutes[minute].models += call.tally.cost
    minutes[minute].calls += 1
    if call.isResolved { minutes[minute].resolved += 1 }
    guard isMeasured else { return }
    calls += 1
    if call.outcome.isHumanAnswer { answered += 1 }
    if call.isResolved { resolved += 1 }
    models += call.tally.cost
    guard let held = call.holdTime else { return }
    let at = lines.firstIndex { $0.carrier == call.carrier } ?? lines.count
    if at == lines.count { lines.append(Line(carrier: call.carrier)) }
    lines[at].held += held
    lines[at].cost += call.lineCost
  }
}
