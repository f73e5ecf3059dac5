internal import SimCore

extension HistogramLog {
  /// Reads a log of histograms of our layout.
  package init(reading bytes: [UInt8]) throws(HistogramLogError) {
    self.init(start: nil, intervals: [])
    var moments: HistogramMoments?
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.isEmpty {
      if line.starts(with: "#".utf8) {
        let text = String(decoding: line, as: UTF8.self)
        start = Self.time(text, "#[BaseTime: ") ?? Self.time(text, "#[StartTime: ") ?? start
        moments = try Self.moments(text, line: index + 1) ?? moments
      } else if !line.starts(with: "\"".utf8) {
        intervals.append(try Self.interval(line, number: index + 1, moments: moments))
        moments = nil
      }
    }
  }

  private static func interval(
    _ line: ArraySlice<UInt8>,
    number: Int,
    moments: HistogramMoments?
  ) throws(HistogramLogError) -> Interval {
    var cells = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    var tag: String?
    if let first = cells.first, first.starts(with: "Tag=".utf8) {
      tag = String(decoding: first.dropFirst(4), as: UTF8.self)
      cells.removeFirst()
    }
    guard cells.count == 4, let start = seconds(cells[0]), let length = seconds(cells[1]) else {
      throw .line(number)
    }
    do {
      let histogram = try histogram(cells[3], moments: moments)
      return Interval(tag: tag, start: start, length: length, histogram: histogram)
    } catch {
      throw .histogram(error, line: number)
    }
  }

  /// A decimal number of seconds, to the nanosecond.
  private static func seconds(_ cell: ArraySlice<UInt8>) -> Duration? {
    let parts = String(decoding: cell, as: UTF8.self)
      .split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = Int64(parts[0]), whole >= 0 else { return nil }
    guard parts.count == 2 else { return .seconds(whole) }
    let digits = parts[1].prefix(9)
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }),
      let fraction = Int64(digits + String(repeating: "0", count: 9 - digits.count))
    else { return nil }
    return .seconds(whole) + .nanoseconds(fraction)
  }

  private static func time(_ text: String, _ prefix: String) -> UnixInstant? {
    guard text.hasPrefix(prefix) else { return nil }
    let number = text.dropFirst(prefix.count).prefix { $0 != " " }
    guard let duration = seconds(Array(number.utf8)[...]) else { return nil }
    return UnixInstant(seconds: 0).advanced(by: duration)
  }

  private static func moments(
    _ text: String,
    line: Int
  ) throws(HistogramLogError) -> HistogramMoments? {
    guard text.hasPrefix("#[Exact: ") else { return nil }
    let words = text.dropFirst(9).split { $0 == "," || $0 == " " }
    func value(_ key: String) -> Int128? {
      words.first { $0.hasPrefix(key) }.flatMap { Int128($0.dropFirst(key.count)) }
    }
    guard let sum = value("sum="), let least = value("min="), let greatest = value("max="),
      let low = Int64(exactly: least), let high = Int64(exactly: greatest)
    else { throw .line(line) }
    return HistogramMoments(sum: sum, least: low, greatest: high)
  }
}
