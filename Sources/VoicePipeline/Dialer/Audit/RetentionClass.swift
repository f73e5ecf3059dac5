package import SimCore

/// For how long a log has to be kept, by what its campaign is about.
package struct RetentionClass: Sendable, Hashable {
  /// Such as `collections`.
  package var name: String
  package var years: Int
  package var provenance: Provenance

  package init(name: String, years: Int, provenance: Provenance) {
    self.name = name
    self.years = years
    self.provenance = provenance
  }

  /// The first day on which a log whose campaign ended on `day` need not be kept any more.
  ///
  /// Years after 29 February end on 1 March: no day too early.
  package func end(from day: CivilDateTime) -> CivilDateTime {
    let year = day.year + years
    guard let end = CivilDateTime(year: year, month: day.month, day: day.day) else {
      return CivilDateTime(year: year, month: 3, day: 1) ?? day
    }
    return end
  }
}
