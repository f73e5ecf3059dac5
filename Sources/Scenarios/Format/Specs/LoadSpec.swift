package import VoicePipeline

/// The calls that the campaign plans.
package struct LoadSpec: Sendable, Hashable, Decodable {
  package var leadFile: InputPath
  /// Planned dials per second.
  package var rate: Double
  package var arrivals: ArrivalProcess
  /// The number of planned dials at which the campaign ends; nil for no cap.
  package var attempts: Int?

  /// The lead file as the scenario names it.
  package var leads: String { leadFile.written }
  package var leadsPath: String { leadFile.absolute }
}

/// A file that a scenario names, relative to the scenario's own file.
package struct InputPath: Sendable, Hashable {
  package var written: String
  package var absolute: String
}
