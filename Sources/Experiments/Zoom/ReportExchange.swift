internal import SimCore
internal import VoicePipeline

/// The reports that both ends of a call send each other (RFC 3550 clause 6).
struct ReportExchange {
  /// A report, when it leaves and when it arrives.
  struct Message {
    var isFromAgent: Bool
    var report: RTCPReport
    var sent: SimInstant
    var arrival: SimInstant
  }

  /// The least interval of clause 6.2; without its random part, for the ends do not speak at once.
  static let interval = Duration.seconds(5)

  private var agent: ReportingEnd
  private var caller: ReportingEnd
  private let start: UnixInstant

  /// `start` is the civil time at which the run began.
  init(fromAgent: MediaStream, fromCaller: MediaStream, start: UnixInstant) {
    agent = ReportingEnd(sends: fromAgent, hears: fromCaller, name: "agent@simrun.invalid")
    caller = ReportingEnd(sends: fromCaller, hears: fromAgent, name: "caller@simrun.invalid")
    self.start = start
  }

  /// All reports from an instant until one end closes the line.
  ///
  /// Those of the caller come half an interval later. Both ends say good-bye, the other one when it
  /// learns of it.
  mutating func messages(
    from first: SimInstant,
    to end: SimInstant,
    by closer: LineStory.LineEnd
  ) -> [Message] {
    var messages: [Message] = []
    var at = first.advanced(by: Self.interval)
    var isAgentsTurn = true
    while at < end {
      if let message = message(fromAgent: isAgentsTurn, at: at) { messages.append(message) }
      at = at.advanced(by: Self.interval / 2)
      isAgentsTurn.toggle()
    }
    let isAgent = closer == .agent
    let learned = end.advanced(by: isAgent ? agent.delayMin : caller.delayMin)
    messages += [
      message(fromAgent: isAgent, at: end, isLast: true),
      message(fromAgent: !isAgent, at: learned, isLast: true),
    ].compactMap(\.self)
    return messages
  }

  /// Nil where an end has nothing to report.
  private mutating func message(
    fromAgent: Bool,
    at now: SimInstant,
    isLast: Bool = false
  ) -> Message? {
    let report =
      fromAgent
      ? agent.report(at: now, start, isLast: isLast)
      : caller.report(at: now, start, isLast: isLast)
    guard let report else { return nil }
    let message = Message(
      isFromAgent: fromAgent,
      report: report,
      sent: now,
      arrival: now.advanced(by: fromAgent ? agent.delayMin : caller.delayMin)
    )
    if let time = report.sender?.time {
      if fromAgent {
        caller.senderReports.append((time, message.arrival))
      } else {
        agent.senderReports.append((time, message.arrival))
      }
    }
    return message
  }
}

/// One end, with what it has sent and heard so far.
private struct ReportingEnd {
  private let sends: MediaStream
  private let hears: MediaStream
  private let name: String
  private var reception: RTPReception
  private var sent = 0
  private var octets = 0
  private var heard = 0
  /// The latest packet of its own.
  private var lastSent: SimInstant?
  /// Of the other end, with their arrivals.
  var senderReports: [(time: NTPTime, arrival: SimInstant)] = []

  /// What its packets take at least.
  var delayMin: Duration { sends.delayMin }

  init(sends: MediaStream, hears: MediaStream, name: String) {
    self.sends = sends
    self.hears = hears
    self.name = name
    reception = RTPReception(clockRate: hears.codec.clockRate)
  }

  /// Nil where nothing has been sent or heard.
  mutating func report(
    at now: SimInstant,
    _ start: UnixInstant,
    isLast: Bool
  ) -> RTCPReport? {
    while sent < sends.sent.count, sends.sent[sent].at <= now {
      lastSent = sends.sent[sent].at
      octets += sends.sent[sent].packet.payload.count
      sent += 1
    }
    while heard < hears.arrived.count, hears.arrived[heard].at <= now {
      let (packet, arrival) = (hears.arrived[heard].packet, hears.arrived[heard].at)
      reception.receive(
        sequence: packet.sequence,
        timestamp: packet.timestamp,
        at: arrival,
        isTimed: packet.payloadType == hears.codec.payloadType
      )
      heard += 1
    }
    guard sent > 0 || reception.hasHeard else { return nil }
    return RTCPReport(
      source: sends.source,
      sender: sender(at: now, start),
      blocks: reception.hasHeard ? [block(at: now)] : [],
      name: name,
      isLast: isLast
    )
  }

  /// Who has sent nothing for two intervals is no sender any more (clause 6.3.8).
  private func sender(at now: SimInstant, _ start: UnixInstant) -> RTCPReport.Sender? {
    guard let lastSent, lastSent.duration(to: now) <= ReportExchange.interval * 2 else {
      return nil
    }
    return RTCPReport.Sender(
      time: NTPTime(start.at(now)),
      timestamp: sends.timestamp(at: now),
      packets: UInt32(sent),
      octets: UInt32(octets)
    )
  }

  private mutating func block(at now: SimInstant) -> RTCPReportBlock {
    let last = senderReports.last { $0.arrival <= now }
    let delay = last.map { $0.arrival.duration(to: now).nanoseconds / 1_000 * 65_536 / 1_000_000 }
    return reception.report(
      on: hears.source,
      lastSenderReport: last?.time.middle ?? 0,
      delaySinceIt: UInt32(delay ?? 0)
    )
  }
}
