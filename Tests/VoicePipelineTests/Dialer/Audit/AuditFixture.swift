import Foundation
import SimCore
import Testing
import VoicePipeline

/// Small logs for tests, uncompressed.
enum AuditFixture {
  static let start = UnixInstant("2026-03-02T14:59:58.25Z")

  static func log(seed: UInt64 = 42) throws -> AuditLog {
    let header = AuditHeader(
      run: "vector",
      seed: seed,
      scenarioDigest: SHA256.hex(of: Array("scenario".utf8)),
      start: try #require(start),
      duration: .seconds(3_600),
      policy: "hours 08:00-21:00, require_consent true",
      retention: RetentionClass(
        name: "collections",
        years: 3,
        provenance: Provenance(grade: .verified, source: "12 CFR 1006.100(a)")
      )
    )
    return AuditLog(header: header, subjects: SubjectKey(seed: seed), compress: { $0 })
  }

  /// The log of `Tests/Oracles/audit_chain.py`.
  static func vector() throws -> FinishedAudit {
    var log = try log()
    let zone = try #require(ZoneTable.zone(named: "America/Chicago"))
    // 13:59:58 UTC is 07:59:58 in Chicago, before clocks are set on 8 March.
    let early = Int64(1_772_459_998)
    log.record(
      AuditEntry(
        .heldBack,
        by: .gate,
        at: .zero,
        campaign: "spring",
        phone: 2_122_340_001,
        rule: ComplianceRule.callingHours.audited,
        data: .clock(of: zone, at: early, hours: .federal)
      )
    )
    func call(_ event: AuditEvent, _ by: AuditDecider, _ at: Int64, _ data: AuditData) {
      var entry = AuditEntry(
        event,
        by: by,
        at: SimInstant(nanoseconds: at),
        of: CallAttempt(id: CallID(number: 1, key: 9), phone: 12_122_340_002, planned: .zero),
        data: data
      )
      entry.campaign = "spring"
      log.record(entry)
    }
    call(.dialled, .dialer, 1_250_000, .dial(carrier: "north", wait: .microseconds(1_250)))
    let reroute = AuditData.reroute(from: "north", to: "south", after: .carrierFailure)
    call(.rerouted, .dialer, 1_750_000_000, reroute)
    log.record(
      AuditEntry(
        .doNotCallJoined,
        by: .gate,
        at: SimInstant(nanoseconds: 1_750_000_000),
        campaign: #"say "hi", twice"#,
        phone: 3_032_340_003,
        attempt: 2,
        rule: .doNotCall,
        data: .text("asked at (303) 234-0003, wrote to anna.b@example.org")
      )
    )
    let ending = AuditData.ending(.completed, carrier: "south", held: .milliseconds(85_210))
    call(.ended, .agent, 91_000_999_400, ending)
    return log.sealed(at: SimInstant(nanoseconds: 91_000_999_400))
  }

  /// A log of random entries with whole chains for its calls.
  static func random(seed: UInt64, entries: Int) throws -> FinishedAudit {
    let key = DrawKey(seed: seed)
    var log = try log(seed: seed)
    var time = Int64(0)
    for index in 0..<UInt64(entries) {
      time += Int64(key.below(3_000_000_000, .auditTime, index))
      let phone = 2_122_340_000 + UInt64(key.below(9_000, .auditPhone, index))
      let instant = SimInstant(nanoseconds: time)
      let attempt = CallAttempt(
        id: CallID(number: Int(index) + 1, key: index),
        phone: phone,
        planned: instant
      )
      let dial = AuditData.dial(carrier: "north", wait: .zero)
      log.record(AuditEntry(.dialled, by: .dialer, at: instant, of: attempt, data: dial))
      let ending = AuditData.ending(.busy, carrier: "north", held: nil)
      log.record(AuditEntry(.ended, by: .carrier, at: instant, of: attempt, data: ending))
    }
    return log.sealed(at: SimInstant(nanoseconds: time))
  }

  /// The text of a log as the independent tool writes it.
  static func oracle() throws -> [UInt8] {
    let url = try #require(
      Bundle.module.url(forResource: "audit", withExtension: "csv", subdirectory: "Vectors")
    )
    return Array(try Data(contentsOf: url))
  }
}

extension Purpose {
  static let auditTime = Purpose("test.audit_time")
  static let auditPhone = Purpose("test.audit_phone")
  static let auditText = Purpose("test.audit_text")
}

extension AuditVerdict {
  var finding: AuditFinding? {
    if case .broken(let finding) = self { finding } else { nil }
  }

  var summary: AuditSummary? {
    if case .whole(let summary) = self { summary } else { nil }
  }
}
