import Foundation

/// One wrong file of a user: what is in it, and what the user must be told.
struct BadInput: Sendable, CustomStringConvertible {
  let description: String
  /// The whole scenario file.
  var scenario: Data
  /// The lead file beside it; nil when there is none.
  var leads: Data?
  /// Words after `run FILE`.
  var options: [String] = []
  var exitCode: Int32 = 65
  /// What the first line of the message begins with, after `simrun: error`.
  let place: String
  /// What the remedy says.
  let remedy: String

  init(
    _ description: String,
    _ scenario: String = BadInput.scenario(),
    leads: String? = BadInput.leads,
    options: [String] = [],
    place: String,
    remedy: String
  ) {
    self.description = description
    self.scenario = Data(scenario.utf8)
    self.leads = leads.map { Data($0.utf8) }
    self.options = options
    self.place = place
    self.remedy = remedy
  }

  /// A good scenario with one line in another's place.
  static func scenario(_ line: String = "duration: 2m", for key: String = "duration") -> String {
    good.split(separator: "\n").map { $0.hasPrefix("\(key):") ? line : String($0) }
      .joined(separator: "\n") + "\n"
  }

  /// Line 1 is the name, line 4 the load.
  static let good = """
    scenario: good
    start: 2026-03-02T18:00:00Z
    duration: 2m
    load: {campaign: {leads: leads.csv, rate: 600/h}}
    agent: {endpointing: 500ms}
    callers: [{share: 100%, profile: us-landline-quiet}]
    """

  static let header = "phone,time_zone,priority,consent,do_not_call\n"

  static let leads =
    header + (0..<40).map { "+1212234\(1000 + $0),America/New_York,1,yes,no\n" }.joined()
}
