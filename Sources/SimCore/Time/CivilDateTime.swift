/// A date and a time of day in the proleptic Gregorian calendar, of no particular zone.
package struct CivilDateTime: Sendable, Hashable, Comparable {
  package var year: Int
  /// 1 to 12.
  package var month: Int
  /// 1 to 31.
  package var day: Int
  package var hour: Int
  package var minute: Int
  /// 0 to 59: no leap seconds, as in Unix time.
  package var second: Int

  /// Nil when the parts make no date.
  package init?(
    year: Int,
    month: Int,
    day: Int,
    hour: Int = 0,
    minute: Int = 0,
    second: Int = 0
  ) {
    guard (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year),
      (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
    (self.hour, self.minute, self.second) = (hour, minute, second)
  }

  /// The civil time of a Unix time where the clock is `offset` seconds ahead of UTC.
  package init(unixSeconds: Int64, offset: Int32 = 0) {
    let local = unixSeconds + Int64(offset)
    let days = local.dividedDown(by: 86_400)
    let rest = Int(local - days * 86_400)
    (year, month, day) = Self.date(dayNumber: Int(days))
    (hour, minute, second) = (rest / 3_600, rest / 60 % 60, rest % 60)
  }

  /// Seconds since 1970-01-01T00:00:00 read as if the clock showed UTC.
  package var secondsAsUTC: Int64 {
    Int64(dayNumber) * 86_400 + Int64(secondOfDay)
  }

  /// 0 to 86,399.
  package var secondOfDay: Int { hour * 3_600 + minute * 60 + second }

  /// Days since 1970-01-01.
  package var dayNumber: Int { Self.dayNumber(year, month, day) }

  /// 0 for Sunday to 6 for Saturday.
  package var weekday: Int {
    let days = dayNumber + 4
    return days - 7 * days.dividedDown(by: 7)
  }

  package static func < (left: CivilDateTime, right: CivilDateTime) -> Bool {
    left.secondsAsUTC < right.secondsAsUTC
  }

  package static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  package static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

/// Days and dates by eras of 400 years that begin on 1 March (Howard Hinnant's algorithms).
extension CivilDateTime {
  static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted.dividedDown(by: 400)
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  static func date(dayNumber: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = dayNumber + 719_468
    let era = shifted.dividedDown(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let leaps = dayOfEra / 1_460 - dayOfEra / 36_524 + dayOfEra / 146_096
    let yearOfEra = (dayOfEra - leaps) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day)
  }
}

extension FixedWidthInteger where Self: SignedInteger {
  /// The quotient rounded down, for a positive divisor.
  @inline(__always)
  func dividedDown(by divisor: Self) -> Self {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
