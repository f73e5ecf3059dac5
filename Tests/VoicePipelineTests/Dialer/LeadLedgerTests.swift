import SimCore
import Testing
import VoicePipeline

@Suite("Lead ledger")
struct LeadLedgerTests {
  private let policy = RetryPolicy(attemptsMax: 4) { reason in
    switch reason {
    case .busy: RetryRule(after: .seconds(900), most: 2)
    case .noAnswer: RetryRule(after: .seconds(14_400), most: 10)
    case .voicemail, .failed, .blocked: nil
    case .callback: RetryRule(after: .seconds(3_600), most: 1)
    case .dropped: RetryRule(after: .seconds(30), most: 1)
    }
  }

  @Test func `a lead is tried again as its outcome asks, and given up at the cap of the reason`() {
    var ledger = LeadLedger(count: 1, policy: policy)
    #expect(ledger.begin(0) == 0)
    #expect(ledger.end(0, .busy) == .seconds(900))
    #expect(ledger[0] == .retrying)
    #expect(ledger.begin(0) == 1)
    #expect(ledger.end(0, .busy) == .seconds(900))
    #expect(ledger.begin(0) == 2)
    #expect(ledger.end(0, .busy) == nil)
    #expect(ledger[0] == .exhausted)
  }

  @Test func `a promised callback is dialled, and a lead that was reached is not exhausted`() {
    var ledger = LeadLedger(count: 1, policy: policy)
    _ = ledger.begin(0)
    #expect(ledger.end(0, .busy) == .seconds(900))
    _ = ledger.begin(0)
    #expect(ledger.end(0, .callback) == .seconds(3_600))
    _ = ledger.begin(0)
    #expect(ledger.end(0, .callback) == nil)
    #expect(ledger[0] == .reached)
  }

  @Test func `who was cut off is called back, and was reached all the same`() {
    var ledger = LeadLedger(count: 1, policy: policy)
    for outcome in [CallOutcome.failed, .cutOff] {
      _ = ledger.begin(0)
      #expect(ledger.end(0, outcome) == (outcome == .failed ? .seconds(30) : nil))
    }
    #expect(ledger[0] == .reached)
  }

  @Test func `every reason is counted apart, as often as its bits hold`() {
    let policy = RetryPolicy(attemptsMax: 255) { _ in RetryRule(after: .seconds(1), most: 63) }
    let reasons: [(CallOutcome, Int)] = [
      (.busy, 63), (.blocked, 15), (.failed, 3), (.callback, 3), (.carrierFailure, 63),
    ]
    var ledger = LeadLedger(count: 1, policy: policy)
    for (outcome, most) in reasons {
      for _ in 0..<most {
        _ = ledger.begin(0)
        #expect(ledger.end(0, outcome) != nil, "\(outcome)")
      }
    }
    _ = ledger.begin(0)
    #expect(ledger.end(0, .blocked) == nil)
  }

  @Test func `promises are counted apart from other reasons, three at most`() {
    let policy = RetryPolicy(attemptsMax: 255) { reason in
      RetryRule(after: .seconds(1), most: reason == .callback ? 63 : 2)
    }
    var ledger = LeadLedger(count: 1, policy: policy)
    for _ in 0..<3 {
      _ = ledger.begin(0)
      #expect(ledger.end(0, .callback) != nil)
    }
    for _ in 0..<2 {
      _ = ledger.begin(0)
      #expect(ledger.end(0, .blocked) != nil)
    }
    _ = ledger.begin(0)
    #expect(ledger.end(0, .callback) == nil)
  }

  @Test func `no lead has more attempts than the campaign makes, whatever the reasons`() {
    var ledger = LeadLedger(count: 1, policy: policy)
    for attempt in 0..<3 {
      #expect(ledger.begin(0) == attempt)
      #expect(ledger.end(0, .noAnswer) == .seconds(14_400))
    }
    #expect(ledger.begin(0) == 3)
    #expect(ledger.end(0, .noAnswer) == nil)
    #expect(ledger[0] == .exhausted)
  }

  @Test func `every outcome leaves a lead in one state`() {
    for outcome in CallOutcome.allCases {
      var ledger = LeadLedger(count: 3, policy: .none)
      _ = ledger.begin(1)
      #expect(ledger.end(1, outcome) == nil)
      let expected: LeadState =
        switch outcome {
        case .unobtainable, .declined: .unreachable
        case .voicemail, .noAnswer, .busy, .throttled, .carrierFailure: .exhausted
        default: .reached
        }
      #expect(ledger[1] == expected)
      #expect(LeadState.allCases.reduce(0) { $0 + ledger.count(of: $1) } == 3)
    }
  }

  @Test func `leads that may not be called are told apart`() {
    var ledger = LeadLedger(count: 4, policy: policy)
    ledger.refuse(0, .consent)
    ledger.refuse(1, .doNotCall)
    ledger.bar(2)
    let counts = LeadState.allCases.filter { ledger.count(of: $0) > 0 }
    #expect(counts == [.waiting, .withoutConsent, .listed, .barred])
  }
}
