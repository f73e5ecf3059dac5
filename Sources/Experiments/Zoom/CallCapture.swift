internal import SimCore
internal import VoicePipeline

/// One call as its packets: signalling at the agent, audio and its reports as their receivers see
/// them.
struct CallCapture {
  private let record: CallRecord
  private let story: LineStory
  private let fromAgent: MediaStream
  private let fromCaller: MediaStream
  private let dialog: SIPDialog
  /// From the answer until audio can flow.
  private let setUp: Duration

  /// Both audio ports of a call, so that calls of one run do not share any.
  private static let agentPorts = 16_384
  private static let callerPorts = 32_768
  private static let portPairs = 8_192

  /// `hidesKeys` keeps what was pressed out of it, and shows that something was.
  init(_ call: ZoomedCall, payload: any FramePayload, hidesKeys: Bool) {
    record = call.exemplar.record
    story = call.story
    setUp = call.setUp
    let codec = RTPCodec(call.codec)
    fromAgent = MediaStream(
      call.frames.downlink,
      of: story,
      from: .agent,
      codec: codec,
      payload: payload,
      hidesKeys: hidesKeys
    )
    fromCaller = MediaStream(
      call.frames.uplink,
      of: story,
      from: .caller,
      codec: codec,
      payload: payload,
      hidesKeys: hidesKeys
    )
    let (number, key) = (record.id.number, record.id.key)
    let pair = 2 * (number % Self.portPairs)
    let agent = SIPDialog.Party(
      end: .agent,
      name: "agent",
      tag: SIPDialog.hex(Mix.draw(key, 4)),
      audioPort: UInt16(Self.agentPorts + pair)
    )
    let caller = SIPDialog.Party(
      end: .caller,
      name: "call-\(number)",
      tag: SIPDialog.hex(Mix.draw(key, 5)),
      audioPort: UInt16(Self.callerPorts + pair)
    )
    // Who has no campaign has called in.
    let isOutbound = record.campaign != nil
    dialog = SIPDialog(
      client: isOutbound ? agent : caller,
      server: isOutbound ? caller : agent,
      key: key,
      codec: codec
    )
  }

  /// The capture file.
  func bytes(start: UnixInstant) -> [UInt8] {
    let packets =
      signalling + audio(fromAgent, isFromAgent: true)
      + audio(fromCaller, isFromAgent: false) + reports(start)
    return CaptureFile.bytes(of: packets, start: start)
  }

  private var isOutbound: Bool { dialog.client.end == .agent }
  private var agent: SIPDialog.Party { isOutbound ? dialog.client : dialog.server }
  private var caller: SIPDialog.Party { isOutbound ? dialog.server : dialog.client }

  private func datagram(
    fromAgent: Bool,
    _ ports: (agent: UInt16, caller: UInt16),
    _ payload: [UInt8]
  ) -> Datagram {
    fromAgent
      ? Datagram(
        source: agent.end,
        sourcePort: ports.agent,
        destination: caller.end,
        destinationPort: ports.caller,
        payload: payload
      )
      : Datagram(
        source: caller.end,
        sourcePort: ports.caller,
        destination: agent.end,
        destinationPort: ports.agent,
        payload: payload
      )
  }

  private func audio(_ stream: MediaStream, isFromAgent: Bool) -> [CapturedDatagram] {
    let ports = (agent.audioPort, caller.audioPort)
    return stream.arrived.map { arrived in
      CapturedDatagram(
        at: arrived.at,
        datagram: datagram(fromAgent: isFromAgent, ports, arrived.packet.bytes)
      )
    }
  }

  private func reports(_ start: UnixInstant) -> [CapturedDatagram] {
    var exchange = ReportExchange(fromAgent: fromAgent, fromCaller: fromCaller, start: start)
    let ports = (agent.audioPort + 1, caller.audioPort + 1)
    let closing = story.closing ?? (record.ended, .agent)
    let first = story.answered.advanced(by: setUp)
    return exchange.messages(from: first, to: closing.at, by: closing.by).map { message in
      CapturedDatagram(
        at: message.arrival,
        datagram: datagram(fromAgent: message.isFromAgent, ports, message.report.bytes)
      )
    }
  }
}

// The messages of the dialog, as the agent's side sees them.
extension CallCapture {
  /// Between a message and what a machine says to it at once.
  private static let turnaround = Duration.microseconds(200)

  private var signalling: [CapturedDatagram] {
    var messages: [(at: SimInstant, fromClient: Bool, text: String)] = []
    let answered = record.answered ?? story.answered
    let invited = min(record.legStarted, answered)
    let roundTrip = fromAgent.delayMin + fromCaller.delayMin
    let ring = record.progressed.flatMap { $0 > invited && $0 < answered ? $0 : nil }
    let trying = min(roundTrip, invited.duration(to: ring ?? answered) / 2)
    messages.append((invited, true, dialog.invite))
    messages.append((invited.advanced(by: trying), false, dialog.trying))
    if let ring { messages.append((ring, false, dialog.ringing)) }
    messages.append((answered, false, dialog.answer))
    messages.append((answered.advanced(by: Self.turnaround), true, dialog.acknowledgement))
    let closing = story.closing ?? (record.ended, .agent)
    let closedByAgent = closing.by == .agent
    let fromClient = closedByAgent == isOutbound
    // Both ends may part at once: a call is never over before it is acknowledged.
    let earliest = answered.advanced(by: Self.turnaround * 2)
    let bye = closedByAgent ? closing.at : closing.at.advanced(by: fromCaller.delayMin)
    let released = max(bye, earliest)
    messages.append((released, fromClient, dialog.bye(fromClient: fromClient)))
    let answer = released.advanced(by: closedByAgent ? roundTrip : Self.turnaround)
    messages.append((answer, !fromClient, dialog.byeAnswer(fromClient: fromClient)))
    let ports = (SIPDialog.port, SIPDialog.port)
    return messages.map { message in
      CapturedDatagram(
        at: message.at,
        datagram: datagram(
          fromAgent: message.fromClient == isOutbound,
          ports,
          Array(message.text.utf8)
        )
      )
    }
  }
}
