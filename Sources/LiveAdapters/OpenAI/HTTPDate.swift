import SimCore

/// The dates of HTTP headers (RFC 9110, section 5.6.7), in their three forms.
enum HTTPDate {
  /// Seconds since 1970, or nil for what is no date.
  static func unixSeconds(_ text: String) -> Int64? {
    let words = text.split { " ,-".contains($0) }.map(String.init)
    // Sun, 06 Nov 1994 08:49:37 GMT | Sunday, 06-Nov-94 08:49:37 GMT | Sun Nov  6 08:49:37 1994
    if words.count == 6, words[5] == "GMT" {
      return seconds(year: words[3], month: words[2], day: words[1], time: words[4])
    }
    guard words.count == 5 else { return nil }
    return seconds(year: words[4], month: words[1], day: words[2], time: words[3])
  }

  private static func seconds(
    year: String,
    month: String,
    day: String,
    time: String
  ) -> Int64? {
    guard let monthIndex = months.firstIndex(of: month), let number = Int(day) else { return nil }
    // A year of two digits is one within 50 years; this trade began after 1970.
    let century = year.utf8.count == 2 ? (year < "70" ? "20" : "19") : ""
    let paddedMonth = monthIndex < 9 ? "0\(monthIndex + 1)" : "\(monthIndex + 1)"
    let paddedDay = number < 10 ? "0\(number)" : "\(number)"
    return UnixInstant("\(century)\(year)-\(paddedMonth)-\(paddedDay)T\(time)Z")?.seconds
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
