import Scenarios
import SimCore
import Testing
import VoicePipeline

/// Holds what was seen on a wire against RFC 3261, knowing nothing of who sent it.
private struct WireChecker {
  private(set) var faults: [String] = []

  init(_ events: [WireEvent]) {
    let calls = events.map(\.call).reduce(into: [Int]()) { if !$0.contains($1) { $0.append($1) } }
    for call in calls { check(call, events.filter { $0.call == call }) }
  }

  private mutating func check(_ call: Int, _ events: [WireEvent]) {
    responsesAnswerRequests(call, events)
    answersAreAcknowledged(call, events)
    answeredCallsEnd(call, events)
    retransmissionsKeepTheirPace(call, events)
  }

  /// Nobody answers what has not come.
  private mutating func responsesAnswerRequests(_ call: Int, _ events: [WireEvent]) {
    for (index, event) in events.enumerated() where event.moment == .sent {
      guard event.message.status != nil else { continue }
      let request = events[..<index].contains {
        $0.moment == .received && $0.message.status == nil
          && $0.message.from == event.message.from.other
          && $0.message.branch == event.message.branch
          && $0.message.method == event.message.method
      }
      if !request { faults.append("\(call): \(event.text) answers nothing") }
    }
  }

  /// Each final response to an INVITE that arrives while it is waited for gets an ACK at once.
  private mutating func answersAreAcknowledged(_ call: Int, _ events: [WireEvent]) {
    for event in events where event.moment == .received && event.message.method == .invite {
      guard let status = event.message.status, (200..<300).contains(status) else { continue }
      let isAcknowledged = events.contains {
        $0.moment == .sent && $0.at == event.at && $0.message.method == .ack
          && $0.message.from == event.message.from.other
          && $0.message.sequence == event.message.sequence
      }
      if !isAcknowledged { faults.append("\(call): \(event.text) gets no ACK") }
    }
  }

  /// Whoever was told that a call is answered hears of its end, or says so.
  private mutating func answeredCallsEnd(_ call: Int, _ events: [WireEvent]) {
    let isAnswered = events.contains {
      $0.moment == .sent && $0.name == "200/INVITE" && $0.message.sequence == 1
    }
    let isEnded = events.contains { $0.moment == .sent && $0.name == "BYE" }
    if isAnswered, !isEnded { faults.append("\(call): answered, and never ended") }
  }

  /// No request is sent again sooner than T1, and none more often than its timers allow.
  private mutating func retransmissionsKeepTheirPace(_ call: Int, _ events: [WireEvent]) {
    let requests = events.filter {
      $0.moment == .sent && $0.message.status == nil && $0.message.method != .ack
    }
    for (index, event) in requests.enumerated() {
      let earlier = requests[..<index].filter { $0.message == event.message }
      if let last = earlier.last, last.at.duration(to: event.at) < .milliseconds(500) {
        faults.append("\(call): \(event.text) is sent again too soon")
      }
      if earlier.count > 10 { faults.append("\(call): \(event.text) is sent too often") }
    }
  }
}

@Suite("Wire against RFC 3261")
struct WireCheckTests {
  private static let timeouts = LegTimeouts(invite: .seconds(8), ring: .seconds(20))

  @Test(arguments: [
    "{loss: 20%}", "{duplicates: 50%}", "{reorder: 50%, reorder_max: 800ms}",
    "{loss: 15%, duplicates: 20%, reorder: 30%, reorder_max: 2s, holds: 30%}",
    "{transport: tcp, loss: 20%}",
  ])
  func `no answered call is lost or billed unseen, whatever the network does`(
    signalling: String
  ) throws {
    var (answered, late) = (0, 0)
    for seed in 0..<12 as Range<UInt64> {
      let bench = try CarrierBench(
        """
        [{name: trunk, preset: elastic-trunk, cps: 1000, failure_share: 5%, \
        signalling: \(signalling)}]
        """,
        answer: nil,
        inviteTimeout: .seconds(8),
        seed: seed
      )
      let wire = bench.tapped()
      let draws = DrawKey(seed: seed)
      for call in 1...60 as ClosedRange<UInt64> {
        let hold = Duration.milliseconds(Int64(draws.below(12_000, .hold, call)))
        _ = bench.leg(Int(call), hold: hold, timeouts: Self.timeouts)
        bench.run(to: .milliseconds(Int64(call) * 300))
      }
      bench.run(to: .seconds(900))
      let checker = WireChecker(wire.seen)
      #expect(checker.faults.isEmpty, "seed \(seed): \(checker.faults.prefix(5))")
      // Every leg has come to its end, and so has every message.
      #expect(bench.setups.count == 60, "seed \(seed)")
      #expect(!bench.cell.run(until: .zero.advanced(by: .seconds(1_000))), "seed \(seed)")
      let connected = bench.setups.values.filter { $0.hasPrefix("answered") }.count
      let use = bench.use
      // What the carrier bills, the dialer had, or gave up and ended, or never got a word of.
      #expect(use.answers >= connected + use.answersTooLate, "seed \(seed)")
      let unheard = use.answers - connected - use.answersTooLate
      #expect(unheard <= 2, "seed \(seed): \(unheard) answers that the dialer never heard of")
      answered += connected
      late += use.answersTooLate
    }
    #expect(answered > 12 * 20)
  }

  @Test func `a call's luck on the wire does not hang on other calls`() throws {
    let lines = try (0..<2).map { extra -> [String] in
      let bench = try CarrierBench(
        "[{name: trunk, preset: elastic-trunk, cps: 1000, signalling: {loss: 30%}}]",
        answer: nil
      )
      let wire = bench.tapped()
      bench.dial(1, from: 7)
      if extra == 1 { bench.dial(20, from: 100) }
      bench.run(to: .seconds(200))
      return wire.seen.filter { $0.call == 7 }.map { "\($0.moment) \($0.text)" }
    }
    #expect(lines[0] == lines[1])
  }
}

extension Purpose {
  fileprivate static let hold = Purpose("test.wire_check.hold")
}
