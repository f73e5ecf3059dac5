import SimCore
import VoicePipeline

extension Purpose {
  fileprivate static let number = Purpose("test.lead_number")
  fileprivate static let zone = Purpose("test.lead_zone")
  fileprivate static let priority = Purpose("test.lead_priority")
  fileprivate static let consent = Purpose("test.lead_consent")
  fileprivate static let smsConsent = Purpose("test.lead_sms_consent")
  fileprivate static let isOnList = Purpose("test.lead_is_on_list")
}

/// A campaign of random leads over all area codes, ready to be dialled.
struct CampaignFixture {
  var leads: LeadStore
  var gate: ComplianceGate
  var audit: ComplianceAudit
  var queue: CampaignQueue
  var registry: DoNotCallRegistry
  var start: UnixInstant
  /// What the audit holds the dials to.
  var policy: CompliancePolicy

  init(
    seed: UInt64,
    count: Int,
    start: UnixInstant,
    policy: CompliancePolicy = CompliancePolicy(),
    additionsPerHour: Double = 0
  ) {
    let key = DrawKey(seed: seed)
    leads = Self.leads(key, count: count)
    registry = DoNotCallRegistry(key: key, additionsPerHour: additionsPerHour)
    gate = ComplianceGate(
      policy: policy,
      zoneSets: leads.zoneSets,
      registry: registry,
      start: CampaignStart(start)
    )
    queue = CampaignQueue(
      leads: leads,
      hours: policy.hours,
      start: CampaignStart(start),
      gate: &gate
    )
    audit = ComplianceAudit(registry: registry, start: start)
    self.policy = policy
    self.start = start
  }

  /// Shows a dial to the audit.
  mutating func record(_ lead: Lead, at time: SimInstant) {
    audit.record(lead, zones: leads.zones(of: lead), policy: policy, at: time)
  }

  private static let zoneNames = [
    "America/New_York", "America/Los_Angeles", "America/Phoenix", "America/Denver",
    "Pacific/Honolulu", "Pacific/Guam", "Asia/Kolkata", "Asia/Tokyo",
  ]

  /// Every tenth lead has refused, every twentieth is on a list, every second names a zone.
  private static func leads(_ key: DrawKey, count: Int) -> LeadStore {
    let zones = zoneNames.compactMap { ZoneTable.zone(named: $0) }
    var leads = LeadStore()
    for index in 0..<UInt64(count) {
      let areaCode = AreaCodes.all[key.below(AreaCodes.all.count, .number, index)]
      let text = "\(areaCode)\(2_340_000 + index)"
      guard let phone = try? PhoneNumber(text: text) else { continue }
      let zone = zones[key.below(zones.count, .zone, index)]
      let hasZone = key.chance(0.5, .zone, index)
      leads.append(
        Lead(
          phone: phone,
          zones: leads.zoneSets.index(areaCode: areaCode, adding: hasZone ? zone : nil),
          priority: key.below(10, .priority, index),
          consent: key.chance(0.9, .consent, index) ? .granted : .refused,
          isOnDoNotCallList: key.chance(0.05, .isOnList, index),
          smsConsent: key.chance(0.6, .smsConsent, index) ? .granted : .notRecorded
        )
      )
    }
    return leads
  }
}

extension SimInstant {
  /// A number of seconds after the start of the run.
  static func seconds(_ seconds: Int) -> SimInstant {
    SimInstant(nanoseconds: Int64(seconds) * 1_000_000_000)
  }
}
