internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// What is true of the people and carriers of a drawn scenario, put together with none of the
/// dialer's code.
struct ProofTruth {
  struct Person {
    var zones: [ZoneID]
    var hasConsent: Bool
    /// Of each of the campaigns: whether it may send texts.
    var textConsents: [Bool]
    /// From when on the number is on a do-not-call list.
    var barred: SimInstant
    /// The campaigns that it is a lead of.
    var campaigns: [Int]
  }

  let scenario: Scenario
  private var people: [UInt64: Person] = [:]

  init(_ scenario: Scenario, leads: [LeadStore], key: DrawKey) {
    self.scenario = scenario
    let registry = DoNotCallRegistry(
      key: key,
      additionsPerHour: scenario.compliance.doNotCallAdditions
    )
    for (campaign, store) in leads.enumerated() {
      for index in 0..<store.count {
        let lead = store[index]
        if people[lead.phone.digits] != nil {
          people[lead.phone.digits]?.campaigns.append(campaign)
          people[lead.phone.digits]?.textConsents.append(lead.smsConsent == .granted)
          continue
        }
        let area = AreaCodes.zones(of: lead.phone.areaCode)?.zones ?? []
        people[lead.phone.digits] = Person(
          zones: area + store.zones(of: lead),
          hasConsent: lead.consent.isGranted,
          textConsents: [lead.smsConsent == .granted],
          barred: lead.isOnDoNotCallList ? .zero : registry.joining(of: lead.key),
          campaigns: [campaign]
        )
      }
    }
  }

  func person(_ phone: UInt64) -> Person? { people[phone] }

  /// Whether a campaign may send a person texts.
  func mayText(_ person: Person, from campaign: Int) -> Bool {
    zip(person.campaigns, person.textConsents).contains { $0 == campaign && $1 }
  }

  /// Dials of a number in all that its campaigns may make.
  func attemptsMax(of person: Person) -> Int {
    person.campaigns.reduce(0) { $0 + scenario.campaigns[$1].retry.attempts }
  }

  /// From when on no campaign of a person dials any more; nil for never.
  func stopped(_ person: Person) -> SimInstant? {
    let stops = person.campaigns.map { campaign in
      scenario.operations.first {
        $0.action == .stop && $0.campaign == scenario.campaigns[campaign].name
      }?.at
    }
    guard stops.allSatisfy({ $0 != nil }) else { return nil }
    return stops.compactMap(\.self).max().map { SimInstant.zero.advanced(by: $0) }
  }

  /// Whether a clock on a wall of one of the zones shows a forbidden hour.
  func isForbidden(_ person: Person, at time: SimInstant) -> Bool {
    let hours = scenario.compliance.hours
    let second = scenario.start.at(time).seconds
    return person.zones.isEmpty
      || person.zones.contains { zone in
        let wall = zone.civil(at: second)
        return !hours.contains(wall.hour * 3_600 + wall.minute * 60 + wall.second)
      }
  }

  /// Whether the dials are about debts.
  var isCollection: Bool { scenario.campaigns.contains { $0.vertical == "collections" } }
}
