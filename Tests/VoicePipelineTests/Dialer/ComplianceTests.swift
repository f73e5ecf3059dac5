import SimCore
import Testing
import VoicePipeline

@Suite("Compliance")
struct ComplianceTests {
  /// Dials whatever the queue offers, one lead in so many seconds, for a day and a half.
  private func dial(_ fixture: inout CampaignFixture, every interval: Int) -> Int {
    var dialled = 0
    for second in stride(from: 0, to: 36 * 3_600, by: interval) {
      let time = SimInstant.seconds(second)
      guard let next = fixture.queue.next(at: time) else { continue }
      guard fixture.gate.clear(next.lead, at: time).isAllowed else { continue }
      fixture.record(next.lead, at: time)
      dialled += 1
    }
    return dialled
  }

  private func tally(_ fixture: CampaignFixture, _ check: ComplianceCheck) -> ComplianceTally {
    fixture.gate.tallies[check.rawValue]
  }

  @Test(arguments: [
    "2026-03-02T00:00:00Z", "2026-03-08T00:00:00Z", "2026-11-01T00:00:00Z", "2026-12-31T12:00:00Z",
  ])
  func `no dial breaks a rule, on days when clocks are set neither`(_ start: String) throws {
    let instant = try #require(UnixInstant(start))
    for seed in 0..<3 as Range<UInt64> {
      var fixture = CampaignFixture(seed: seed, count: 1_200, start: instant)
      let dialled = dial(&fixture, every: 120)
      #expect(dialled > 300)
      #expect(fixture.audit.dials == dialled)
      for rule in ComplianceRule.allCases { #expect(fixture.audit.violations(of: rule) == 0) }
    }
  }

  @Test func `random leads at random instants: what the gate allows, the audit finds lawful`()
    throws
  {
    let key = DrawKey(seed: 8)
    let start = try #require(UnixInstant("2026-03-07T00:00:00Z"))
    var fixture = CampaignFixture(seed: 8, count: 1_000, start: start, additionsPerHour: 0.01)
    var allowed = 0
    for index in 0..<20_000 as Range<UInt64> {
      let lead = fixture.leads[key.below(fixture.leads.count, .lead, index)]
      let time = SimInstant.seconds(key.below(250 * 86_400, .time, index))
      guard lead.consent == .granted else { continue }
      let before = ComplianceRule.allCases.map { fixture.audit.violations(of: $0) }
      fixture.record(lead, at: time)
      let after = ComplianceRule.allCases.map { fixture.audit.violations(of: $0) }
      let isAllowed = fixture.gate.clear(lead, at: time).isAllowed
      #expect(isAllowed == (before == after), "draw \(index)")
      allowed += isAllowed ? 1 : 0
    }
    #expect(allowed > 100)
  }

  @Test func `texts at random instants: what the gate allows, the audit finds lawful`() throws {
    let start = try #require(UnixInstant("2026-03-07T00:00:00Z"))
    for seed in 0..<4 as Range<UInt64> {
      let key = DrawKey(seed: seed)
      let policy = CompliancePolicy(frequency: .regulationF)
      var fixture = CampaignFixture(
        seed: seed,
        count: 300,
        start: start,
        policy: policy,
        additionsPerHour: 0.001
      )
      var contacts = ContactLedger()
      var allowed = 0
      for index in 0..<4_000 as Range<UInt64> {
        let lead = fixture.leads[key.below(fixture.leads.count, .lead, index)]
        let time = SimInstant.seconds(Int(index) * 180 + key.below(180, .time, index))
        let isAllowed = fixture.gate.clearText(lead, at: time, contacts: contacts).isAllowed
        var trial = fixture.audit
        let zones = fixture.leads.zones(of: lead)
        trial.record(textTo: lead, zones: zones, policy: policy, at: time)
        let isLawful = trial.textViolations == 0
        // A rolling window is never laxer than seven calendar days, and now and then stricter.
        if isAllowed { #expect(isLawful, "seed \(seed), draw \(index)") }
        guard isAllowed else { continue }
        fixture.audit = trial
        contacts.dialled(lead.phone, at: time, cap: .regulationF)
        allowed += 1
      }
      #expect(allowed > 200)
      #expect(fixture.audit.texts == allowed)
      #expect(fixture.audit.dials == 0)
      #expect(fixture.audit.contactsMax <= 7)
    }
  }

  @Test func `a text needs a consent of its own, and asks for it first`() throws {
    let start = try #require(UnixInstant("2026-03-02T18:00:00Z"))
    var gate = CampaignFixture(seed: 1, count: 0, start: start).gate
    let phone = try PhoneNumber(text: "2122334567")
    var sets = ZoneSets()
    let zones = sets.index(areaCode: 212, adding: nil)
    gate = ComplianceGate(
      policy: CompliancePolicy(),
      zoneSets: sets,
      registry: DoNotCallRegistry(key: DrawKey(seed: 1), additionsPerHour: 0),
      start: CampaignStart(start)
    )
    for consent in Consent.allCases {
      for smsConsent in Consent.allCases {
        for isListed in [false, true] {
          let lead = Lead(
            phone: phone,
            zones: zones,
            consent: consent,
            isOnDoNotCallList: isListed,
            smsConsent: smsConsent
          )
          let expected: ComplianceDecision =
            smsConsent != .granted
            ? .heldBack(.smsConsent, until: nil)
            : isListed ? .heldBack(.doNotCall, until: nil) : .allowed
          #expect(gate.clearText(lead, at: .zero) == expected)
        }
      }
    }
    #expect(gate.tallies[ComplianceCheck.smsConsentAtSend.rawValue].checked == 32)
    #expect(gate.tallies[ComplianceCheck.smsConsentAtSend.rawValue].heldBack == 24)
  }

  @Test func `a gate with the wrong hours shows in the audit`() throws {
    let start = try #require(UnixInstant("2026-03-02T00:00:00Z"))
    let policy = CompliancePolicy(hours: CallingHours(secondsOfDay: 0..<86_400))
    var fixture = CampaignFixture(seed: 5, count: 1_200, start: start, policy: policy)
    fixture.policy = CompliancePolicy()
    #expect(dial(&fixture, every: 120) > 300)
    #expect(fixture.audit.violations(of: .callingHours) > 100)
    #expect(fixture.audit.violations(of: .doNotCall) == 0)
  }

  @Test func `people who join the registry while they wait are not called`() throws {
    let start = try #require(UnixInstant("2026-03-02T00:00:00Z"))
    var fixture = CampaignFixture(seed: 6, count: 1_200, start: start, additionsPerHour: 0.02)
    let dialled = dial(&fixture, every: 120)
    let held = tally(fixture, .doNotCallAtDial).heldBack
    #expect(held > 50)
    #expect(fixture.audit.violations(of: .doNotCall) == 0)

    let careless = CompliancePolicy(checksDoNotCallAtDial: false)
    var broken = CampaignFixture(
      seed: 6,
      count: 1_200,
      start: start,
      policy: careless,
      additionsPerHour: 0.02
    )
    #expect(dial(&broken, every: 120) == dialled + held)
    #expect(broken.audit.violations(of: .doNotCall) == held)
    #expect(tally(broken, .doNotCallAtDial).checked == 0)
  }

  @Test func `every lead is asked for consent, then for do-not-call, before it is queued`() throws {
    let fixture = CampaignFixture(seed: 9, count: 3_000, start: UnixInstant(seconds: 0))
    let leads = (0..<fixture.leads.count).map { fixture.leads[$0] }
    let refused = leads.count { $0.consent != .granted }
    let listed = leads.count { $0.consent == .granted && $0.isOnDoNotCallList }
    #expect(tally(fixture, .consentAtQueue).checked == leads.count)
    #expect(tally(fixture, .consentAtQueue).heldBack == refused)
    #expect(tally(fixture, .doNotCallAtQueue).checked == leads.count - refused)
    #expect(tally(fixture, .doNotCallAtQueue).heldBack == listed)
    #expect(fixture.queue.count == leads.count - refused - listed)
    let lax = CompliancePolicy(requiresConsent: false)
    let other = CampaignFixture(seed: 9, count: 3_000, start: UnixInstant(seconds: 0), policy: lax)
    #expect(tally(other, .consentAtQueue).checked == 0)
    #expect(other.queue.count == leads.count { !$0.isOnDoNotCallList })
  }

  @Test func `a gate says which rule holds a lead back, and until when`() throws {
    let start = try #require(UnixInstant("2026-03-02T12:00:00.5Z"))
    let fixture = CampaignFixture(seed: 1, count: 0, start: start)
    var gate = fixture.gate
    let phone = try PhoneNumber(text: "2122334567")
    var sets = fixture.leads.zoneSets
    let zones = sets.index(areaCode: 212, adding: nil)
    let lead = Lead(phone: phone, zones: zones, consent: .granted)
    // Eight o'clock in New York is 13:00 UTC, half a second less than an hour after the start.
    let opening = SimInstant(nanoseconds: 3_599_500_000_000)
    #expect(gate.clear(lead, at: .zero) == .heldBack(.callingHours, until: opening))
    #expect(gate.clear(lead, at: opening) == .allowed)
    #expect(!gate.clear(lead, at: SimInstant(nanoseconds: opening.nanoseconds - 1)).isAllowed)
    let listed = Lead(phone: phone, zones: zones, consent: .granted, isOnDoNotCallList: true)
    #expect(gate.clear(listed, at: opening) == .heldBack(.doNotCall, until: nil))
    #expect(gate.admit(listed, at: .zero) == .heldBack(.doNotCall, until: nil))
    let refused = Lead(phone: phone, zones: zones, consent: .refused)
    #expect(gate.admit(refused, at: .zero) == .heldBack(.consent, until: nil))
    #expect(gate.admit(Lead(phone: phone, zones: zones), at: .zero).isAllowed == false)
  }

  @Test func `the registry grows by its hazard, and a higher hazard only moves joinings forward`() {
    let key = DrawKey(seed: 12)
    let slow = DoNotCallRegistry(key: key, additionsPerHour: 0.1)
    let fast = DoNotCallRegistry(key: key, additionsPerHour: 0.3)
    let hour = SimInstant.seconds(3_600)
    var joined = (slow: 0, fast: 0)
    for phone in 0..<20_000 as Range<UInt64> {
      let lead = LeadKey(phone: 2_120_000_000 + phone)
      #expect(fast.joining(of: lead) < slow.joining(of: lead))
      #expect(fast.joining(of: lead) == fast.joining(of: lead))
      joined.slow += slow.joining(of: lead) <= hour ? 1 : 0
      joined.fast += fast.joining(of: lead) <= hour ? 1 : 0
    }
    // Five standard deviations: 1 - exp(-0.1) and 1 - exp(-0.3) of 20,000.
    #expect(abs(Double(joined.slow) - 1_903.3) < 5 * 41.5)
    #expect(abs(Double(joined.fast) - 5_183.6) < 5 * 62)
    let still = DoNotCallRegistry(key: key, additionsPerHour: 0)
    #expect(still.joining(of: LeadKey(phone: 2_122_334_567)) == .distantFuture)
  }
}

extension Purpose {
  fileprivate static let lead = Purpose("test.lead")
  fileprivate static let time = Purpose("test.time")
}
