import SimCore
import Testing
import VoicePipeline

@Suite("Contacts")
struct ContactLedgerTests {
  private let phone: PhoneNumber
  private let other: PhoneNumber
  private let day = 86_400

  init() throws {
    phone = try PhoneNumber(text: "2122334567")
    other = try PhoneNumber(text: "2122334568")
  }

  @Test func `the eighth call in seven days waits until the first is seven days old`() {
    var ledger = ContactLedger()
    let cap = CallFrequency.regulationF
    for attempt in 0..<7 {
      #expect(ledger.pause(of: phone, at: .seconds(attempt * 3_600), cap: cap) == nil)
      ledger.dialled(phone, at: .seconds(attempt * 3_600), cap: cap)
    }
    let pause = ledger.pause(of: phone, at: .seconds(7 * 3_600), cap: cap)
    #expect(pause?.rule == .callFrequency)
    #expect(pause?.until == .seconds(7 * day))
    #expect(ledger.pause(of: phone, at: .seconds(7 * day - 1), cap: cap) != nil)
    #expect(ledger.pause(of: phone, at: .seconds(7 * day), cap: cap) == nil)
    ledger.dialled(phone, at: .seconds(7 * day), cap: cap)
    let next = ledger.pause(of: phone, at: .seconds(7 * day + 1), cap: cap)
    #expect(next?.until == .seconds(7 * day + 3_600))
  }

  @Test func `nobody is called for seven days after a conversation`() {
    var ledger = ContactLedger()
    ledger.conversed(phone, at: .seconds(100))
    let pause = ledger.pause(of: phone, at: .seconds(day), cap: .regulationF)
    #expect(pause?.rule == .afterConversation)
    #expect(pause?.until == .seconds(7 * day + 100))
    #expect(ledger.pause(of: phone, at: .seconds(7 * day + 100), cap: .regulationF) == nil)
    #expect(ledger.pause(of: other, at: .seconds(day), cap: .regulationF) == nil)
  }

  @Test func `what a cap allows at random instants, a count of all attempts allows too`() {
    for seed in 0..<30 as Range<UInt64> {
      let key = DrawKey(seed: seed)
      let cap = CallFrequency(most: 3, window: .seconds(1_000), pause: .seconds(700))
      var ledger = ContactLedger()
      var attempts: [Int] = []
      var conversed: Int?
      var now = 0
      for step in 0..<400 as Range<UInt64> {
        now += key.below(300, .pause, step)
        let recent = attempts.count { $0 > now - 1_000 }
        let isFree = conversed.map { now - $0 >= 700 } ?? true
        let allowed = ledger.pause(of: phone, at: .seconds(now), cap: cap) == nil
        #expect(allowed == (recent < 3 && isFree), "seed \(seed), step \(step)")
        guard allowed else { continue }
        ledger.dialled(phone, at: .seconds(now), cap: cap)
        attempts.append(now)
        if key.chance(0.1, .conversation, step) {
          ledger.conversed(phone, at: .seconds(now))
          conversed = now
        }
      }
    }
  }
}

extension Purpose {
  fileprivate static let pause = Purpose("test.pause_between_attempts")
  fileprivate static let conversation = Purpose("test.conversation")
}
