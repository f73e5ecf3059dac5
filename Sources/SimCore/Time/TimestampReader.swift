/// A reader of RFC 3339 timestamps (section 5.6).
struct TimestampReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  /// The instant, if the whole text is one timestamp.
  mutating func read() -> UnixInstant? {
    guard let year = number(4), skip("-"), let month = number(2), skip("-"), let day = number(2),
      skip("T") || skip("t") || skip(" "),
      let hour = number(2), skip(":"), let minute = number(2), skip(":"), let second = number(2),
      second <= 60,
      let civil = CivilDateTime(
        year: year,
        month: month,
        day: day,
        hour: hour,
        minute: minute,
        second: min(second, 59)
      ),
      let nanoseconds = fraction(),
      let offset = offset(),
      position == bytes.count
    else { return nil }
    let leap: Int64 = second == 60 ? 1 : 0
    return UnixInstant(
      seconds: civil.secondsAsUTC + leap - Int64(offset),
      nanoseconds: leap == 1 ? 0 : nanoseconds
    )
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func digit() -> Int? {
    guard position < bytes.count, (48...57).contains(bytes[position]) else { return nil }
    position += 1
    return Int(bytes[position - 1]) - 48
  }

  /// A number of exactly that many digits.
  private mutating func number(_ length: Int) -> Int? {
    var value = 0
    for _ in 0..<length {
      guard let digit = digit() else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  /// Decimals of the second, cut to nanoseconds; 0 where there are none.
  private mutating func fraction() -> Int32? {
    guard skip(".") else { return 0 }
    var value = 0
    var length = 0
    while let digit = digit() {
      if length < 9 { value = value * 10 + digit }
      length += 1
    }
    guard length > 0 else { return nil }
    for _ in 0..<max(0, 9 - length) { value *= 10 }
    return Int32(value)
  }

  /// Seconds east of UTC.
  private mutating func offset() -> Int? {
    if skip("Z") || skip("z") { return 0 }
    let isWest = skip("-")
    guard isWest || skip("+"), let hours = number(2), skip(":"), let minutes = number(2),
      hours < 24, minutes < 60
    else { return nil }
    return (isWest ? -1 : 1) * (hours * 3_600 + minutes * 60)
  }
}
