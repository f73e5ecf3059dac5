import Scenarios
import SimCore
import Testing
import VoicePipeline

/// Calls message by message, as somebody at the wire sees them: the one-way delay is 20 ms.
@Suite("Calls on the wire")
struct WiredCallTests {
  private static let trunk =
    "{name: trunk, preset: elastic-trunk, cps: 10000, failure_share: 0%"
  private static let patient = LegTimeouts(invite: .seconds(32), ring: .seconds(20))

  private static func bench(
    _ more: String = "",
    answer: String? = "human",
    faults: String = "[]",
    inviteTimeout: Duration = .seconds(32),
    delay: String = "1s",
    talkTime: String = "10s",
    seed: UInt64 = 1
  ) throws -> CarrierBench {
    try CarrierBench(
      "[\(trunk), post_dial_delay: \(delay)\(more)}]",
      answer: answer,
      faults: faults,
      inviteTimeout: inviteTimeout,
      talkTime: talkTime,
      seed: seed
    )
  }

  @Test func `a call is INVITE, 100, 180, 200, ACK, BYE and its 200`() throws {
    let bench = try Self.bench()
    let wire = bench.tapped()
    _ = bench.leg(1, hold: .seconds(1), timeouts: Self.patient)
    bench.run(to: .seconds(60))
    #expect(wire.sent(.dialer) == ["INVITE 0", "ACK 5000", "BYE 6000"])
    #expect(
      wire.sent(.carrier) == ["100/INVITE 20", "180/INVITE 980", "200/INVITE 4980"]
        + ["200/BYE 6020"]
    )
    #expect(bench.setups[1] == "answered by human")
    #expect(bench.use.billed == .milliseconds(1_040))
  }

  @Test func `an INVITE into a void is on the wire at 0, .5, 1.5, 3.5, 7.5, 15.5 and 31.5 s`()
    throws
  {
    let bench = try Self.bench(", signalling: {loss: 100%}")
    let wire = bench.tapped()
    _ = bench.leg(1, timeouts: Self.patient)
    bench.run(to: .seconds(90))
    let times = [0, 500, 1_500, 3_500, 7_500, 15_500, 31_500]
    #expect(wire.sent(.dialer) == times.map { "INVITE \($0)" })
    #expect(wire.sent(.carrier).isEmpty)
    #expect(bench.setups[1] == "carrierFailure")
    // Nothing of the call is left: the cell comes to rest.
    #expect(!bench.cell.run(until: .zero.advanced(by: .seconds(91))))
  }

  @Test func `over a sound network nobody hears whether the messages are sent`() throws {
    for seed in 0..<6 as Range<UInt64> {
      var heard: [[String]] = []
      var billed: [Duration] = []
      for isTapped in [false, true] {
        let bench = try Self.bench(
          answer: nil,
          delay: "{median: 400ms, sigma: 1.5}",
          seed: seed
        )
        let wire = isTapped ? bench.tapped() : nil
        let draws = DrawKey(seed: seed)
        var now = Duration.zero
        for call in 1...150 {
          now += .milliseconds(Int64(draws.below(400, .gap, UInt64(call))))
          bench.run(to: now)
          bench.dial(1, from: call)
          // Somewhere before, around and after a usual answer.
          if call > 20, draws.chance(0.5, .cancels, UInt64(call)) {
            bench.cancel(call - draws.below(20, .cancelled, UInt64(call)))
          }
        }
        bench.run(to: now + .seconds(300))
        // Of a call that was cancelled the dialer's leg wants to hear nothing more.
        let news = bench.heard.filter { $0.name != "487" }.map {
          "\($0.call) \($0.name) \($0.at.nanoseconds)"
        }
        heard.append(news.sorted())
        billed.append(bench.use.billed)
        if let wire { #expect(wire.seen.count > 1_000) }
      }
      let differences =
        heard[0].filter { !heard[1].contains($0) }.map { "told \($0)" }
        + heard[1].filter { !heard[0].contains($0) }.map { "wired \($0)" }
      #expect(differences.isEmpty, "seed \(seed)")
      #expect(heard[0].count > 300)
      #expect((billed[0] - billed[1]).nanoseconds.magnitude < 150 * 40_000_000, "seed \(seed)")
    }
  }

  @Test func `a CANCEL in time gets 200 and the INVITE 487`() throws {
    let bench = try Self.bench(answer: "no_answer")
    let wire = bench.tapped()
    _ = bench.leg(1, timeouts: Self.patient)
    bench.run(to: .seconds(90))
    #expect(wire.sent(.dialer) == ["INVITE 0", "CANCEL 21000", "ACK 21040"])
    #expect(wire.sent(.carrier).suffix(2) == ["200/CANCEL 21020", "487/INVITE 21020"])
    #expect(bench.setups[1] == "noAnswer")
  }

  @Test func `a 200 that crosses the CANCEL is acknowledged and hung up, and counted`() throws {
    // Picked up at 4.98 s; the leg gives up between 0 and 40 ms before it can know.
    for ring in [3_961, 3_980, 3_999] {
      for isTapped in [true, false] {
        let bench = try Self.bench()
        let wire = isTapped ? bench.tapped() : nil
        _ = bench.leg(1, timeouts: LegTimeouts(ring: .milliseconds(ring)))
        bench.run(to: .seconds(120))
        #expect(bench.setups[1] == "noAnswer")
        #expect(bench.use.answersTooLate == 1)
        #expect(bench.use.billed <= .milliseconds(40))
        guard let wire else { continue }
        #expect(
          wire.sent(.dialer) == ["INVITE 0", "CANCEL \(1_000 + ring)", "ACK 5000", "BYE 5000"]
        )
        #expect(!wire.sent(.carrier).contains { $0.hasPrefix("487") })
      }
    }
  }

  @Test func `a CANCEL waits for the first provisional response`() throws {
    let bench = try Self.bench(", signalling: {loss: 1%}", answer: "no_answer")
    let wire = bench.tapped()
    bench.dial(1)
    bench.run(to: .milliseconds(10))
    bench.cancel(1)
    #expect(wire.sent(.dialer) == ["INVITE 0"])
    bench.run(to: .seconds(90))
    #expect(wire.sent(.dialer).contains("CANCEL 40"))
  }

  @Test func `a 200 that is heard after the dialer has given up is ended at once`() throws {
    // All that the carrier says from 0 to 10 s is lost: the dialer gives up after 2 s.
    let bench = try Self.bench(
      faults: "[{carrier: trunk, kind: signalling-outage, at: 10ms, for: 10s}]",
      inviteTimeout: .seconds(2)
    )
    let wire = bench.tapped()
    _ = bench.leg(1, timeouts: LegTimeouts(invite: .seconds(2), ring: .seconds(20)))
    bench.run(to: .seconds(120))
    #expect(bench.setups[1] == "carrierFailure")
    #expect(bench.use.answersTooLate == 1)
    let dialer = wire.sent(.dialer)
    #expect(dialer.prefix(3) == ["INVITE 0", "INVITE 500", "INVITE 1500"])
    // Picked up at 4.98 s, and sent again every 4 s at last: that of 12.48 s comes through.
    #expect(dialer.suffix(2) == ["ACK 12500", "BYE 12500"])
    #expect(bench.use.billed == .milliseconds(12_520 - 4_980))
  }

  @Test func `a carrier that says late who has answered leaves the caller on a dead line`() throws {
    let bench = try Self.bench(
      faults: "[{carrier: trunk, kind: late-200, late_by: 3s, for: 1m}]"
    )
    let wire = bench.tapped()
    _ = bench.leg(1, timeouts: Self.patient)
    bench.run(to: .seconds(60))
    #expect(wire.sent(.carrier).contains("200/INVITE 7980"))
    #expect(bench.setups[1] == "answered by human")
  }

  @Test func `a BYE that is lost goes out for 32 s, and the carrier ends the call by itself`()
    throws
  {
    let bench = try Self.bench(
      ", media_timeout: 60s",
      faults: "[{carrier: trunk, kind: lost-messages, share: 100%, at: 5500ms, for: 40s}]"
    )
    let wire = bench.tapped()
    _ = bench.leg(1, hold: .seconds(1), timeouts: Self.patient)
    bench.run(to: .seconds(200))
    let byes = wire.sent(.dialer).filter { $0.hasPrefix("BYE") }
    let gaps = [0, 500, 1_500, 3_500, 7_500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500]
    #expect(byes == gaps.map { "BYE \(6_000 + $0)" })
    #expect(wire.sent(.carrier).contains("BYE 66000"))
    #expect(wire.sent(.dialer).last == "200/BYE 66020")
    // Billed for a minute that the dialer knows nothing of: the carrier's own count tells.
    #expect(bench.use.billed == .milliseconds(66_000 - 4_980))
  }

  @Test func `two BYEs that cross are each answered`() throws {
    let bench = try Self.bench()
    let wire = bench.tapped()
    bench.dial(1)
    bench.run(to: .seconds(60))
    let carrierBye = try #require(
      wire.seen.first { $0.name == "BYE" && $0.message.from == .carrier }
    )
    let crossing = try Self.bench()
    let other = crossing.tapped()
    crossing.dial(1)
    let at = Duration.nanoseconds(carrierBye.at.nanoseconds) + .milliseconds(10)
    crossing.run(to: at)
    crossing.hangUp(1)
    crossing.run(to: .seconds(120))
    for side in SIPSide.allCases {
      let names = other.seen.filter { $0.moment == .sent && $0.message.from == side }.map(\.name)
      #expect(names.filter { $0 == "BYE" }.count == 1)
      #expect(names.filter { $0 == "200/BYE" }.count == 1)
    }
    #expect(!crossing.heard.contains { $0.name == "released" })
  }

  @Test func `two sessions that change at once get 491 each, and try again by turns`() throws {
    // The callee's hold comes at a random moment; refreshes every time at the same one.
    let bench = try Self.bench(", signalling: {holds: 100%}", talkTime: "10m")
    let wire = bench.tapped()
    _ = bench.leg(1, hold: .seconds(300), timeouts: Self.patient)
    bench.run(to: .seconds(400))
    let held = wire.seen.first {
      $0.moment == .sent && $0.name == "INVITE" && $0.message.from == .carrier
    }
    let hold = try #require(held)
    let refresh = SimInstant(nanoseconds: 5_000_000_000).duration(to: hold.at)
    let glare = try Self.bench(
      ", signalling: {holds: 100%, session_refresh: \(refresh.nanoseconds / 1_000_000)ms}",
      talkTime: "10m"
    )
    let other = glare.tapped()
    _ = glare.leg(1, hold: .seconds(300), timeouts: Self.patient)
    glare.run(to: .seconds(400))
    let names = other.seen.filter { $0.moment == .sent }
    #expect(names.filter { $0.name == "491/INVITE" }.count == 2)
    let invites = names.filter { $0.name == "INVITE" && $0.message.sequence > 0 }.map {
      (side: $0.message.from, at: $0.at)
    }
    let dialer = invites.filter { $0.side == .dialer }.dropFirst()
    let carrier = invites.filter { $0.side == .carrier }
    #expect(dialer.count == 2 && carrier.count == 2)
    let (first, second) = (try #require(dialer.first), try #require(dialer.last))
    let wait = first.at.duration(to: second.at)
    #expect(wait >= .milliseconds(2_140) && wait <= .milliseconds(4_040))
    let patience = carrier[0].at.duration(to: carrier[1].at)
    #expect(patience >= .milliseconds(40) && patience <= .milliseconds(2_040))
  }

  @Test func `early media is a 183, and a false answer a 200 where nobody is`() throws {
    let bench = try Self.bench(
      ", signalling: {early_media: 100%, false_answers: 100%}",
      answer: "no_answer"
    )
    let wire = bench.tapped()
    _ = bench.leg(1, hold: .seconds(2), timeouts: Self.patient)
    bench.run(to: .seconds(60))
    #expect(
      wire.sent(.carrier).prefix(3) == ["100/INVITE 20", "183/INVITE 980"] + ["200/INVITE 6980"]
    )
    #expect(bench.setups[1] == "answered by machine")
    #expect(bench.use.answersFalse == 1)
    #expect(bench.use.billed == .milliseconds(2_040))
  }

  @Test func `no way to a carrier is a transport error at once`() throws {
    for kind in ["dns-loss", "registration-loss"] {
      let bench = try Self.bench(faults: "[{carrier: trunk, kind: \(kind), for: 1m}]")
      bench.dial(1)
      bench.run(to: .seconds(1))
      let refusal = try #require(bench.rejections.first?.refusal)
      #expect(bench.rejections.first?.at == .zero)
      #expect(refusal.isLocal && LegEnding(refusal.outcome, refusal: refusal).mayGoElsewhere)
      #expect(LegEnding(refusal.outcome, refusal: refusal).showsFailure == true)
    }
  }

  @Test func `stale routing says 404 of a share of the numbers that exist`() throws {
    let bench = try Self.bench(
      faults: "[{carrier: trunk, kind: stale-routing, share: 25%, for: 1m}]"
    )
    bench.dial(2_000)
    bench.run(to: .seconds(10))
    let stale = bench.rejections.filter { $0.refusal?.response == .notFound }.count
    // Three standard deviations.
    #expect((stale - 500).magnitude < 58, "\(stale) of 2,000")
  }

  @Test func `a brown-out makes phones ring late by its factor`() throws {
    let bench = try Self.bench(
      faults: "[{carrier: trunk, kind: brown-out, latency_factor: 4, error_share: 0%, for: 1m}]"
    )
    bench.dial(1)
    bench.run(to: .seconds(10))
    #expect(bench.heard.first { $0.name == "ringing" }?.milliseconds == 4_000)
  }
}

extension Purpose {
  fileprivate static let gap = Purpose("test.wire.gap")
  fileprivate static let cancels = Purpose("test.wire.cancels")
  fileprivate static let cancelled = Purpose("test.wire.cancelled")
}
