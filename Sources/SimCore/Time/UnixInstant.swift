/// A point of civil time: seconds since 1970-01-01T00:00:00Z without leap seconds.
package struct UnixInstant: Sendable, Hashable, Comparable {
  package var seconds: Int64
  /// 0 to 999,999,999.
  package var nanoseconds: Int32

  package init(seconds: Int64, nanoseconds: Int32 = 0) {
    precondition((0..<1_000_000_000).contains(nanoseconds), "nanoseconds out of range")
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// The civil time of an instant of a run that started here.
  package func at(_ instant: SimInstant) -> UnixInstant {
    advanced(byNanoseconds: instant.nanoseconds)
  }

  package func advanced(by duration: Duration) -> UnixInstant {
    advanced(byNanoseconds: duration.nanoseconds)
  }

  private func advanced(byNanoseconds step: Int64) -> UnixInstant {
    let whole = step.dividedDown(by: 1_000_000_000)
    let sum = Int64(nanoseconds) + (step - whole * 1_000_000_000)
    let carry: Int64 = sum >= 1_000_000_000 ? 1 : 0
    return UnixInstant(
      seconds: seconds + whole + carry,
      nanoseconds: Int32(sum - carry * 1_000_000_000)
    )
  }

  package static func < (left: UnixInstant, right: UnixInstant) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }
}

extension UnixInstant {
  /// RFC 3339 text with as many decimals of the second as are needed.
  ///
  /// `offset` is in seconds east of UTC and is rounded to whole minutes: "Z" for 0.
  package func text(offset: Int32 = 0) -> String {
    let minutes = (Int(offset) + (offset < 0 ? -30 : 30)) / 60
    let civil = CivilDateTime(unixSeconds: seconds, offset: Int32(minutes * 60))
    var buffer = TextBuffer(reserving: 35)
    buffer.date(civil)
    buffer.text("T")
    buffer.time(civil)
    buffer.fraction(nanoseconds)
    buffer.offset(minutes: minutes)
    return buffer.contents
  }

  /// Reads RFC 3339 text; a leap second (":60") counts as the second that follows.
  ///
  /// Nil for anything else: no zone, a date that does not exist, text behind the offset.
  package init?(_ text: String) {
    var reader = TimestampReader(text)
    guard let instant = reader.read() else { return nil }
    self = instant
  }
}

extension TextBuffer {
  /// Appends a date as 2026-03-02.
  package mutating func date(_ civil: CivilDateTime) {
    if civil.year < 0 { byte(ASCIICode.minus) }
    digits(UInt64(civil.year.magnitude), width: 4)
    byte(ASCIICode.minus)
    digits(UInt64(civil.month), width: 2)
    byte(ASCIICode.minus)
    digits(UInt64(civil.day), width: 2)
  }

  /// Appends a time of day as 14:05:09.
  package mutating func time(_ civil: CivilDateTime) {
    digits(UInt64(civil.hour), width: 2)
    text(":")
    digits(UInt64(civil.minute), width: 2)
    text(":")
    digits(UInt64(civil.second), width: 2)
  }

  fileprivate mutating func fraction(_ nanoseconds: Int32) {
    guard nanoseconds > 0 else { return }
    var (rest, width) = (UInt64(nanoseconds), 9)
    while rest % 10 == 0 { (rest, width) = (rest / 10, width - 1) }
    byte(ASCIICode.point)
    digits(rest, width: width)
  }

  fileprivate mutating func offset(minutes: Int) {
    guard minutes != 0 else { return text("Z") }
    text(minutes < 0 ? "-" : "+")
    digits(UInt64(minutes.magnitude) / 60, width: 2)
    text(":")
    digits(UInt64(minutes.magnitude) % 60, width: 2)
  }
}
