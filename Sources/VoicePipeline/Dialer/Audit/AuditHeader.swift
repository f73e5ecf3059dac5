package import SimCore

/// What the first line of an audit log says: whose log it is, and for how long it has to be kept.
package struct AuditHeader: Sendable, Hashable {
  /// Raised when a column or a word of the header changes its meaning.
  package static let schema = 1

  package var run: String
  package var seed: UInt64
  /// SHA-256 of the resolved scenario, hexadecimal.
  package var scenarioDigest: String
  /// The civil instant at which simulated time is zero.
  package var start: UnixInstant
  /// The rules that the campaign keeps, in words.
  package var policy: String
  package var retention: String
  package var retentionYears: Int
  /// The first day on which the log need not be kept any more.
  package var retainUntil: CivilDateTime

  /// The days are counted from that on which the last dial may start.
  package init(
    run: String,
    seed: UInt64,
    scenarioDigest: String,
    start: UnixInstant,
    duration: Duration,
    policy: String,
    retention: RetentionClass
  ) {
    self.run = run
    self.seed = seed
    self.scenarioDigest = scenarioDigest
    self.start = start
    self.policy = policy
    self.retention = retention.name
    retentionYears = retention.years
    let last = CivilDateTime(unixSeconds: start.advanced(by: duration).seconds)
    let day = CivilDateTime(year: last.year, month: last.month, day: last.day) ?? last
    retainUntil = retention.end(from: day)
  }

  /// `2031-03-02`.
  package var retainUntilText: String {
    var text = TextBuffer()
    text.date(retainUntil)
    return text.contents
  }

  /// As the header line has it; the seed is hexadecimal, lest it look like a telephone number.
  func text(subjectKey: String) -> String {
    var seed = TextBuffer()
    seed.hexadecimal(self.seed)
    return [
      "schema=\(Self.schema)", "run=\(run)", "seed=#\(seed.contents)", "scenario=\(scenarioDigest)",
      "start=\(start.text())", "subject_key=\(subjectKey)", "retention=\(retention)",
      "retention_years=\(retentionYears)", "retain_until=\(retainUntilText)", "policy=\(policy)",
    ].joined(separator: "; ")
  }

  /// Reads a header line's text; nil when a part is missing or is not what it has to be.
  package init?(text: String) {
    var rest = text[...]
    func part(_ key: String, isLast: Bool = false) -> String? {
      guard rest.hasPrefix(key + "=") else { return nil }
      rest = rest.dropFirst(key.count + 1)
      let end = isLast ? nil : rest.firstRange(of: "; ")
      defer { rest = end.map { rest[$0.upperBound...] } ?? "" }
      return String(end.map { rest[..<$0.lowerBound] } ?? rest)
    }
    guard part("schema") == "\(Self.schema)", let run = part("run"),
      let seed = part("seed").flatMap({ UInt64($0.dropFirst(), radix: 16) }),
      let digest = part("scenario"), let start = part("start").flatMap({ UnixInstant($0) }),
      part("subject_key") != nil, let retention = part("retention"),
      let years = part("retention_years").flatMap({ Int($0) }),
      let until = part("retain_until").flatMap({ UnixInstant($0 + "T00:00:00Z") }),
      let policy = part("policy", isLast: true)
    else { return nil }
    self.run = run
    self.seed = seed
    scenarioDigest = digest
    self.start = start
    self.policy = policy
    self.retention = retention
    retentionYears = years
    retainUntil = CivilDateTime(unixSeconds: until.seconds)
  }
}
