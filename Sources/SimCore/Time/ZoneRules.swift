/// When clocks of a zone are set: listed transitions from 2000 on, then a yearly rule.
struct ZoneRules: Sendable {
  /// Seconds ahead of UTC before the first transition.
  private var initial: Int32 = 0
  /// Unix times at which clocks are set, rising.
  private var transitions: [Int64] = []
  /// Seconds ahead of UTC from each transition on.
  private var offsets: [Int32] = []
  /// What holds from the last transition on; always, if there is none.
  private var tail = YearlyRule.fixed(0)

  func offset(at time: Int64) -> Int32 {
    let next = firstTransition(after: time)
    if next == transitions.count { return tail.offset(at: time) }
    return next == 0 ? initial : offsets[next - 1]
  }

  func nextTransition(after time: Int64) -> Int64? {
    var next = firstTransition(after: time)
    // The last transition may only mark where the yearly rule begins.
    if next < transitions.count && offset(at: transitions[next]) == offset(at: time) { next += 1 }
    return next < transitions.count
      ? transitions[next] : tail.nextTransition(after: max(time, transitions.last ?? time))
  }

  private func firstTransition(after time: Int64) -> Int {
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension ZoneRules {
  /// Reads "offsets/transitions/rule" as `scripts/generate-zone-table.py` writes it.
  ///
  /// Offsets in minutes, the first the initial one; a transition is five base-36 digits (minutes
  /// since 2000-01-01T00:00Z) and a letter that picks an offset.
  init(encoded text: Substring) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let choices = parts[0].split(separator: ",").map { 60 * (Int32($0) ?? 0) }
    initial = choices[0]
    var minutes: Int64 = 0
    for (index, byte) in parts[1].utf8.enumerated() {
      if index % 6 < 5 {
        minutes = minutes * 36 + Int64(byte < 58 ? byte - 48 : byte - 87)
      } else {
        transitions.append(946_684_800 + 60 * minutes)
        offsets.append(choices[Int(byte) - 97])
        minutes = 0
      }
    }
    tail = YearlyRule(encoded: parts[2])
  }
}

/// Clocks that never change again, or are set on the same two Sundays of every year.
enum YearlyRule: Sendable {
  case fixed(Int32)
  case summer(Summer)

  /// Summer time from `begin` to `end`; in the south `end` comes first in the year.
  struct Summer: Sendable {
    var standardOffset: Int32
    var summerOffset: Int32
    var begin: RuleDate
    var end: RuleDate

    func begin(in year: Int) -> Int64 { begin.localSeconds(in: year) - Int64(standardOffset) }
    func end(in year: Int) -> Int64 { end.localSeconds(in: year) - Int64(summerOffset) }
  }

  /// A weekday of a month: week 5 is the last one (RFC 8536, section 3.3: "M" rules).
  struct RuleDate: Sendable {
    var month: Int
    var week: Int
    var weekday: Int
    /// Seconds of local time from midnight; may lie outside of the day.
    var time: Int64

    func localSeconds(in year: Int) -> Int64 {
      let first = CivilDateTime.dayNumber(year, month, 1)
      let firstWeekday = (first + 4) % 7
      var day = (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
      if day >= CivilDateTime.days(in: month, of: year) { day -= 7 }
      return Int64(first + day) * 86_400 + time
    }
  }

  func offset(at time: Int64) -> Int32 {
    switch self {
    case .fixed(let offset): return offset
    case .summer(let rule):
      let year = CivilDateTime(unixSeconds: time, offset: rule.standardOffset).year
      let (begin, end) = (rule.begin(in: year), rule.end(in: year))
      let isSummer = begin < end ? begin <= time && time < end : time < end || begin <= time
      return isSummer ? rule.summerOffset : rule.standardOffset
    }
  }

  func nextTransition(after time: Int64) -> Int64? {
    guard case .summer(let rule) = self else { return nil }
    let year = CivilDateTime(unixSeconds: time, offset: rule.standardOffset).year
    let candidates = [year, year + 1].flatMap { [rule.begin(in: $0), rule.end(in: $0)] }
    return candidates.filter { $0 > time }.min()
  }

  /// Reads "standard" or "standard,summer,begin,end", in minutes, dates as "month:week:day:time".
  init(encoded text: Substring) {
    let parts = text.split(separator: ",")
    let standard = 60 * (Int32(parts[0]) ?? 0)
    guard parts.count == 4 else {
      self = .fixed(standard)
      return
    }
    self = .summer(
      Summer(
        standardOffset: standard,
        summerOffset: 60 * (Int32(parts[1]) ?? 0),
        begin: RuleDate(encoded: parts[2]),
        end: RuleDate(encoded: parts[3])
      )
    )
  }
}

extension YearlyRule.RuleDate {
  fileprivate init(encoded text: Substring) {
    let numbers = text.split(separator: ":").map { Int($0) ?? 0 }
    month = numbers[0]
    week = numbers[1]
    weekday = numbers[2]
    time = Int64(numbers[3]) * 60
  }
}
