internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// Judges by the rows of `calls.csv` whether more urgent campaigns went first.
///
/// A dial that needs neither a free agent nor a pace of its own waits for carriers alone: while it
/// does, no dial of a less urgent campaign may go out.
struct DialOrder {
  /// The first dial that went before a more urgent one; nil when there was none.
  private(set) var inversion: String?

  init(_ measurements: RunMeasurements, _ scenario: Scenario) {
    var table = measurements.calls
    let dials = Self.dials(String(decoding: table.finish().compressed, as: UTF8.self))
    for (place, urgent) in scenario.campaigns.enumerated()
    where Self.waitsForCarriersAlone(urgent) {
      let waiting = dials.filter { $0.campaign == place }
      for (other, campaign) in scenario.campaigns.enumerated()
      where campaign.priority < urgent.priority {
        look(at: dials.filter { $0.campaign == other }, beside: waiting)
      }
    }
  }

  private mutating func look(at dials: [Dial], beside waiting: [Dial]) {
    for dial in dials {
      let first = waiting.first { $0.planned < dial.started && dial.started < $0.started }
      guard let first, inversion == nil else { continue }
      inversion = """
        call \(dial.number) of campaign \(dial.campaign) goes out while call \(first.number) of \
        campaign \(first.campaign) waits
        """
    }
  }

  private static func waitsForCarriersAlone(_ campaign: CampaignSpec) -> Bool {
    campaign.whenBusy != .wait && campaign.pacing.policy == .open && campaign.overflow == nil
  }

  private struct Dial {
    var number: String
    /// Its place in the scenario.
    var campaign: Int
    /// Milliseconds of the run.
    var planned: Double
    var started: Double
  }

  private static func dials(_ table: String) -> [Dial] {
    let rows = table.split(separator: "\n")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    guard let head = rows.first else { return [] }
    let places = ["call", "campaign", "planned_ms", "started_ms"].map { name in
      guard let place = head.firstIndex(where: { $0 == name }) else {
        preconditionFailure("calls.csv has no column \(name)")
      }
      return place
    }
    return rows.dropFirst().compactMap { row in
      guard let campaign = Int(row[places[1]]), let planned = Double(row[places[2]]),
        let started = Double(row[places[3]])
      else { return nil }
      return Dial(
        number: String(row[places[0]]),
        campaign: campaign,
        planned: planned,
        started: started
      )
    }
  }
}
