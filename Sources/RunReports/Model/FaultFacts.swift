package import SimCore

/// A fault of the scenario, and when it lasted.
package struct FaultFacts: Sendable, Hashable {
  /// The endpoint or the carrier that it befell.
  package var part: String
  package var kind: String
  package var start: SimInstant
  package var end: SimInstant

  package init(part: String, kind: String, start: SimInstant, end: SimInstant) {
    self.part = part
    self.kind = kind
    self.start = start
    self.end = end
  }
}

/// Faults that overlap, as one band of a chart.
struct FaultBand: Sendable, Hashable {
  var start: SimInstant
  var end: SimInstant
  var name: String
  private var count = 1

  /// The bands of faults up to the end of a chart, in order of time.
  static func bands(_ faults: [FaultFacts], until end: SimInstant) -> [FaultBand] {
    var bands: [FaultBand] = []
    for fault in faults.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) })
    where fault.start < end {
      let until = min(fault.end, end)
      if let last = bands.last, fault.start < last.end {
        bands[bands.count - 1].join(fault, until: until)
      } else {
        let name = "\(fault.part): \(fault.kind)"
        bands.append(FaultBand(start: fault.start, end: until, name: name))
      }
    }
    return bands
  }

  private init(start: SimInstant, end: SimInstant, name: String) {
    self.start = start
    self.end = end
    self.name = name
  }

  private mutating func join(_ fault: FaultFacts, until end: SimInstant) {
    count += 1
    self.end = max(self.end, end)
    name = "\(count) faults"
  }
}

extension Plot {
  /// More names than this would stand on one another.
  private static let namesMax = 3

  /// Marks when something was wrong.
  mutating func faults(of facts: RunFacts, until end: Duration) {
    let bands = FaultBand.bands(facts.faults, until: SimInstant.zero.advanced(by: end))
    for band in bands {
      let span = (band.start, band.end)
      self.span(
        Self.minutes(span.0),
        Self.minutes(span.1),
        bands.count <= Self.namesMax ? band.name : "",
        "fault"
      )
    }
  }

  private static func minutes(_ instant: SimInstant) -> Double {
    Double(instant.nanoseconds) / 60e9
  }
}
