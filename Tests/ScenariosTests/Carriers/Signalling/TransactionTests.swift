import Scenarios
import SimCore
import Testing

/// A transaction on a clock of its own: what it sends, and when.
private struct TransactionRig {
  private(set) var sent: [String] = []
  private(set) var news: [TransactionNews] = []
  private var due: [(at: Int64, timer: SIPTimer)] = []
  private var now: Int64 = 0

  mutating func take(_ steps: [TransactionStep]) {
    for step in steps {
      switch step {
      case .request: sent.append("request \(now)")
      case .acknowledge: sent.append("ACK \(now)")
      case .respond(let status): sent.append("\(status) \(now)")
      case .start(let timer, let time):
        due.append((now + time.nanoseconds / 1_000_000, timer))
      case .stop(let timer): due.removeAll { $0.timer == timer }
      case .tell(let heard): news.append(heard)
      }
    }
  }

  /// Lets timers fire up to an instant in milliseconds.
  mutating func run(to end: Int64, _ fire: (SIPTimer) -> [TransactionStep]) {
    while let next = due.indices.min(by: { due[$0].at < due[$1].at }), due[next].at <= end {
      let (at, timer) = due.remove(at: next)
      now = at
      take(fire(timer))
    }
    now = end
  }

  var isAtRest: Bool { due.isEmpty }
}

/// The instants of table 4 and of the text of RFC 3261 section 17, worked out by hand.
@Suite("SIP transactions")
struct TransactionTests {
  private static let udp = SIPTimers(.udp)
  private static let tcp = SIPTimers(.tcp)
  /// Timer E and the 2xx: doubling up to T2.
  private static let capped = [0, 500, 1_500, 3_500, 7_500, 11_500, 15_500, 19_500, 23_500, 27_500]

  private static func texts(_ what: String, _ times: [Int]) -> [String] {
    times.map { "\(what) \($0)" }
  }

  @Test func `an INVITE that nobody answers goes out seven times, and is given up after 32 s`() {
    var invite = InviteClientTransaction(Self.udp)
    var rig = TransactionRig()
    rig.take(invite.begin())
    rig.run(to: 40_000) { invite.fired($0) }
    let times = [0, 500, 1_500, 3_500, 7_500, 15_500, 31_500]
    #expect(rig.sent == Self.texts("request", times))
    #expect(rig.news == [.timedOut] && invite.state == .terminated && rig.isAtRest)
  }

  @Test func `a dialer in a hurry gives its INVITE up sooner`() {
    var invite = InviteClientTransaction(SIPTimers(.udp, b: .seconds(2)))
    var rig = TransactionRig()
    rig.take(invite.begin())
    rig.run(to: 40_000) { invite.fired($0) }
    #expect(rig.sent == Self.texts("request", [0, 500, 1_500]))
    #expect(rig.news == [.timedOut])
  }

  @Test func `over TCP every request goes out once`() {
    var invite = InviteClientTransaction(Self.tcp)
    var bye = ClientTransaction(Self.tcp)
    var (rig, other) = (TransactionRig(), TransactionRig())
    rig.take(invite.begin())
    rig.run(to: 40_000) { invite.fired($0) }
    other.take(bye.begin())
    other.run(to: 40_000) { bye.fired($0) }
    #expect(rig.sent == ["request 0"] && rig.news == [.timedOut])
    #expect(other.sent == ["request 0"] && other.news == [.timedOut])
  }

  @Test func `a provisional response ends the retransmissions of an INVITE for good`() {
    var invite = InviteClientTransaction(Self.udp)
    var rig = TransactionRig()
    rig.take(invite.begin())
    rig.run(to: 600) { invite.fired($0) }
    rig.take(invite.received(100))
    rig.run(to: 170_000) { invite.fired($0) }
    rig.take(invite.received(180))
    rig.take(invite.received(200))
    #expect(rig.sent == Self.texts("request", [0, 500]))
    #expect(rig.news == [.response(100), .response(180), .response(200)])
    #expect(invite.state == .terminated && rig.isAtRest)
  }

  @Test func `each copy of a refusal is acknowledged for 32 s, and told of once`() {
    var invite = InviteClientTransaction(Self.udp)
    var rig = TransactionRig()
    rig.take(invite.begin())
    rig.run(to: 100) { invite.fired($0) }
    rig.take(invite.received(486))
    rig.run(to: 600) { invite.fired($0) }
    rig.take(invite.received(486))
    rig.run(to: 32_099) { invite.fired($0) }
    #expect(invite.state == .completed)
    rig.run(to: 32_100) { invite.fired($0) }
    #expect(invite.state == .terminated)
    #expect(rig.sent == ["request 0", "ACK 100", "ACK 600"])
    #expect(rig.news == [.response(486)])
  }

  @Test func `another request goes out every four seconds at last, and is given up after 32`() {
    var bye = ClientTransaction(Self.udp)
    var rig = TransactionRig()
    rig.take(bye.begin())
    rig.run(to: 40_000) { bye.fired($0) }
    #expect(rig.sent == Self.texts("request", Self.capped + [31_500]))
    #expect(rig.news == [.timedOut] && bye.state == .terminated)
    // After a provisional response it goes out every T2.
    var early = ClientTransaction(Self.udp)
    var other = TransactionRig()
    other.take(early.begin())
    other.take(early.received(100))
    other.run(to: 40_000) { early.fired($0) }
    #expect(other.sent == Self.texts("request", [0] + (0..<8).map { 500 + 4_000 * $0 }))
  }

  @Test func `a response is remembered for T4 over UDP, and not at all over TCP`() {
    for (timers, rest) in [(Self.udp, ClientTransaction.State.completed), (Self.tcp, .terminated)] {
      var bye = ClientTransaction(timers)
      var rig = TransactionRig()
      rig.take(bye.begin())
      rig.take(bye.received(200))
      #expect(bye.state == rest)
      rig.run(to: 5_000) { bye.fired($0) }
      #expect(bye.state == .terminated && rig.isAtRest)
    }
  }

  @Test func `a refusal goes out again until its ACK, and for 32 s at most`() {
    var refused = InviteServerTransaction(Self.udp)
    var rig = TransactionRig()
    rig.take(refused.respond(100))
    rig.take(refused.respond(486))
    rig.run(to: 40_000) { refused.fired($0) }
    #expect(rig.sent == ["100 0"] + Self.texts("486", Self.capped + [31_500]))
    #expect(rig.news == [.timedOut] && refused.state == .terminated)
    var heard = InviteServerTransaction(Self.udp)
    var other = TransactionRig()
    other.take(heard.respond(486))
    other.run(to: 600) { heard.fired($0) }
    other.take(heard.acknowledged())
    other.run(to: 5_600) { heard.fired($0) }
    #expect(other.sent == ["486 0", "486 500"])
    #expect(other.news == [.acknowledged] && heard.state == .terminated && other.isAtRest)
  }

  @Test func `a request that comes once more gets the same response`() {
    var invite = InviteServerTransaction(Self.udp)
    var rig = TransactionRig()
    rig.take(invite.requestedAgain())
    rig.take(invite.respond(180))
    rig.take(invite.requestedAgain())
    rig.take(invite.respond(404))
    rig.take(invite.requestedAgain())
    #expect(rig.sent == ["180 0", "180 0", "404 0", "404 0"])
    var bye = ServerTransaction(Self.udp)
    var other = TransactionRig()
    other.take(bye.respond(200))
    other.take(bye.requestedAgain())
    other.run(to: 32_000) { bye.fired($0) }
    other.take(bye.requestedAgain())
    #expect(other.sent == ["200 0", "200 0"] && bye.state == .terminated)
  }

  @Test func `a 200 goes out again until its ACK, over TCP too`() {
    for timers in [Self.udp, Self.tcp] {
      var answer = AnswerRetransmission(timers)
      var rig = TransactionRig()
      rig.take(answer.begin())
      rig.run(to: 40_000) { answer.fired($0) }
      #expect(rig.sent == Self.texts("200", Array(Self.capped.dropFirst()) + [31_500]))
      #expect(rig.news == [.timedOut])
      var heard = AnswerRetransmission(timers)
      var other = TransactionRig()
      other.take(heard.begin())
      other.run(to: 1_600) { heard.fired($0) }
      other.take(heard.acknowledged())
      other.run(to: 40_000) { heard.fired($0) }
      #expect(other.sent == ["200 500", "200 1500"] && other.news == [.acknowledged])
    }
  }
}
