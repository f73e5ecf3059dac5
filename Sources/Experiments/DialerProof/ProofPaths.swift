internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// The rare paths of the dialer and its carriers, by name.
enum ProofPaths {
  /// Those that a run took, each once.
  static func taken(_ result: WorldResult, parts: [String], statuses: [Int]) -> [String] {
    var paths: [String] = []
    func add(_ path: String) { if !paths.contains(path) { paths.append(path) } }
    for part in parts { add(part) }
    for status in statuses.sorted() { add("status \(status)") }
    for campaign in result.campaigns {
      for outcome in CallOutcome.allCases where campaign.account.count(of: outcome) > 0 {
        add("outcome \(outcome.rawValue)")
      }
      for reason in DropReason.allCases where campaign.account.dropped(for: reason) > 0 {
        add("dropped: \(reason.label)")
      }
      for state in LeadState.allCases where campaign.count(of: state) > 0 {
        add("lead \(state.label)")
      }
      if campaign.account.overflow.replayed > 0 { add("replayed from the overflow queue") }
      if campaign.account.overflow.expired > 0 { add("expired in the overflow queue") }
      if campaign.account.overflow.refused > 0 { add("overflow queue full") }
      if campaign.account.retries > 0 { add("retry") }
      let texts = campaign.texts
      if texts.sent > 0 { add("text sent") }
      if texts.putOff > 0 { add("text put off") }
      for rule in ComplianceRule.allCases where texts.heldBack(by: rule) > 0 {
        add("text held back: \(rule.label)")
      }
      for reason in TextDropReason.allCases where texts.dropped(for: reason) > 0 {
        add("text dropped: \(reason.label)")
      }
      if campaign.heldToOne > .zero { add("held to one call at a time") }
    }
    for tally in result.compliance.tallies where tally.heldBack > 0 {
      add("held back: \(tally.check.label)")
    }
    if result.measurements.carriers.contains(where: { $0.failover.count > 0 }) { add("failover") }
    for watch in result.watches where watch.avoidances.contains(where: { $0.cause == .probes }) {
      add("kept away from by probes")
    }
    for watch in result.watches where watch.regions.near > 0 { add("near carrier") }
    for use in result.carriers {
      if use.answersTooLate > 0 { add("200 after the dialer gave up") }
      if use.queueTime.count > 0 { add("queued by a carrier") }
    }
    return paths
  }
}
