import SimCore
import Testing
import VoicePipeline

@Suite("Personal data in the audit log")
struct PersonalDataTests {
  /// The ways in which people write a number.
  private static func written(_ phone: UInt64) -> [String] {
    let digits = Array(String(phone))
    let (area, exchange, line) = (
      String(digits[0..<3]), String(digits[3..<6]), String(digits[6..<10])
    )
    return [
      "\(phone)", "1\(phone)", "+1\(phone)", "\(area)-\(exchange)-\(line)",
      "(\(area)) \(exchange)-\(line)", "\(area).\(exchange).\(line)", "\(area) \(exchange) \(line)",
      "1-\(area)-\(exchange)-\(line)", "+1 (\(area)) \(exchange) \(line)", "tel:\(phone);x",
      "\(area) \(exchange)\(line)", "x\(phone)y",
    ]
  }

  /// Every way to write one phone is away, and its four last digits with it.
  @Test func `no phone that a decision was about stands in the log, however it was written`() throws
  {
    for seed in 0..<60 as Range<UInt64> {
      let key = DrawKey(seed: seed)
      let area = 200 + key.below(800, .auditPhone, 0)
      let exchange = 200 + key.below(800, .auditPhone, 1)
      let phone =
        UInt64(area) * 10_000_000 + UInt64(exchange) * 10_000
        + UInt64(key.below(10_000, .auditPhone, 2))
      let subject = String(SubjectKey(seed: seed).subject(of: phone), radix: 16)
      for text in Self.written(phone) {
        var log = try AuditFixture.log(seed: seed)
        log.record(
          AuditEntry(
            .sms,
            by: .agent,
            at: .zero,
            campaign: "to \(text)",
            phone: phone,
            rule: AuditRule(name: text, citation: "see \(text)"),
            data: .text("please call \(text), or \(text)")
          )
        )
        let bytes = log.sealed(at: .zero).table.compressed
        let written = String(decoding: bytes, as: UTF8.self)
        let tail = String(String(phone).suffix(4))
        let open = written.split(separator: "\n")[2].split(separator: ",").dropLast()
        for form in Self.written(phone) {
          #expect(!written.contains(form), "seed \(seed): \(form)")
        }
        #expect(AuditVerifier.verify(bytes).finding == nil, "seed \(seed): \(text)")
        // The hash in the text is that of the column.
        #expect(written.contains("#" + String(repeating: "0", count: 16 - subject.count) + subject))
        #expect(!open.joined(separator: ",").contains("-\(tail)"), "seed \(seed): \(text)")
      }
    }
  }

  @Test func `a phone that a faulty writer let through is found by verifying`() throws {
    for form in Self.written(2_122_340_001) {
      #expect(!PersonalData.isAbsent(from: Array("said \(form) twice".utf8)), "\(form)")
    }
    let others = [
      "123-45-6789", "4111 1111 1111 1111", "4111111111111111", "a@b.example", "+44 20 7946 0958",
    ]
    for other in others {
      #expect(!PersonalData.isAbsent(from: Array("said \(other) twice".utf8)), "\(other)")
    }
  }

  @Test func `times, dates, rules, digests and counts are nobody's data`() {
    let fine = [
      "local 07:59:58 America/Chicago; opens 08:00", "2026-03-02T14:59:58.250Z",
      "last call 2026-03-01 08:00:00", "47 CFR 64.1200(c)(1)", "12 CFR 1006.14(b)(2)",
      "held 85.210 s", "waited 85210.000 ms", "7 calls in 7 days", "#1234567890123456",
      "head=" + SHA256.hex(of: []),
      "subject #1ac43078162ad13c", "over trunk-2", "v1.2.3", "@", "a@b", "",
    ]
    for text in fine { #expect(PersonalData.isAbsent(from: Array(text.utf8)), "\(text)") }
  }

  @Test func `a text of several lines stays one line`() throws {
    var log = try AuditFixture.log()
    log.record(AuditEntry(.sms, by: .agent, at: .zero, data: .text("one\r\ntwo\u{0}\u{7F}")))
    let summary = AuditVerifier.verify(log.sealed(at: .zero).table.compressed).summary
    #expect(summary?.rows[1].data == "one  two  ")
  }

  @Test func `one number has one name under one key, and another under another`() {
    var names: Set<UInt64> = []
    for seed in 0..<500 as Range<UInt64> {
      let key = SubjectKey(seed: seed)
      #expect(key.subject(of: 2_122_340_001) == key.subject(of: 12_122_340_001))
      names.insert(key.subject(of: 2_122_340_001))
      names.insert(key.subject(of: 2_122_340_002))
    }
    #expect(names.count == 1_000)
  }
}
