package import SimCore

/// Why a text is no histogram log that can be read here; lines count from 1.
package enum HistogramLogError: Error, Hashable {
  /// Neither a comment, nor the legend, nor an interval.
  case line(Int)
  /// The histogram of a line is cut off, or not ours.
  case histogram(HistogramError, line: Int)
}

/// A log of HdrHistogram, format 1.3: what `hist/*.hlog` holds, and what its tools read.
///
/// Values are microseconds. An interval has the exact sum, least and greatest value in a comment of
/// its own, so that merging the logs of two runs gives what one run would have recorded.
package struct HistogramLog: Sendable, Equatable {
  /// One histogram of the log.
  package struct Interval: Sendable, Equatable {
    /// The metric.
    package var tag: String?
    /// Since the log's start.
    package var start: Duration
    package var length: Duration
    package var histogram: LatencyHistogram

    package init(tag: String?, start: Duration, length: Duration, histogram: LatencyHistogram) {
      self.tag = tag
      self.start = start
      self.length = length
      self.histogram = histogram
    }
  }

  /// The civil time that intervals count from; nil if it is not known.
  package var start: UnixInstant?
  package var intervals: [Interval]

  package init(start: UnixInstant?, intervals: [Interval]) {
    self.start = start
    self.intervals = intervals
  }

  private static let version = "#[Histogram log format version 1.3]"
  private static let legend =
    "\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\",\"Interval_Compressed_Histogram\""
  /// Of the frame around the compressed payload.
  private static let cookie: [UInt8] = [0x1C, 0x84, 0x93, 0x14]
  /// No payload of our layout is longer: 40 bytes, and nine for each of 25,000 buckets.
  private static let payloadMax = 1 << 18

  /// The whole log.
  package var text: String {
    var lines = [Self.version]
    if let start {
      let seconds = FixedDecimal.text(Double(start.seconds), decimals: 3)
      lines.append("#[StartTime: \(seconds) (seconds since epoch), \(start.text())]")
      lines.append("#[BaseTime: \(seconds) (seconds since epoch)]")
    }
    lines.append("#[Unit: microseconds, Interval_Max in milliseconds]")
    lines.append(Self.legend)
    for interval in intervals { lines += Self.lines(interval) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(_ interval: Interval) -> [String] {
    let histogram = interval.histogram
    var lines: [String] = []
    if let moments = histogram.moments {
      lines.append(
        "#[Exact: sum=\(moments.sum), min=\(moments.least), max=\(moments.greatest) (nanoseconds)]"
      )
    }
    let cells = [
      thousandths(interval.start, unit: 1_000_000_000),
      thousandths(interval.length, unit: 1_000_000_000),
      thousandths(histogram.max ?? .zero, unit: 1_000_000),
      encoded(histogram),
    ]
    let tag = interval.tag.map { "Tag=\($0)," } ?? ""
    return lines + [tag + cells.joined(separator: ",")]
  }

  private static func thousandths(_ duration: Duration, unit: Int64) -> String {
    FixedDecimal.text(Double(duration.nanoseconds) / Double(unit), decimals: 3)
  }

  /// The compressed payload in its frame, in Base64: `HISTF...`.
  package static func encoded(_ histogram: LatencyHistogram) -> String {
    let stream = Zlib.stream(HistogramEncoding.payload(of: histogram))
    let length = UInt32(stream.count)
    let size = stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: length >> $0) }
    return Base64.text(cookie + size + stream)
  }

  /// Reads what `encoded` wrote, or another tool for the same layout.
  package static func histogram(
    _ encoded: some Collection<UInt8>,
    moments: HistogramMoments? = nil
  ) throws(HistogramError) -> LatencyHistogram {
    guard let frame = Base64.bytes(encoded), frame.count >= 8, Array(frame[..<4]) == cookie else {
      throw .damaged
    }
    let length = frame[4..<8].reduce(0) { ($0 << 8) | Int($1) }
    guard frame.count == length + 8 else { throw .damaged }
    let payload: [UInt8]
    do {
      payload = try Zlib.content(Array(frame[8...]), limit: payloadMax)
    } catch {
      throw .damaged
    }
    return try HistogramEncoding.histogram(payload, moments: moments)
  }
}

extension HistogramLog {
  /// What does not depend on the compressor, for a digest: names, times and uncompressed payloads.
  package func update(_ digest: inout SHA256) {
    for interval in intervals {
      let moments = interval.histogram.moments
      let head = """
        \(interval.tag ?? "") \(interval.start.nanoseconds) \(interval.length.nanoseconds) \
        \(moments?.sum ?? 0) \(moments?.least ?? 0) \(moments?.greatest ?? 0)

        """
      digest.update(Array(head.utf8))
      digest.update(HistogramEncoding.payload(of: interval.histogram))
    }
  }
}
