internal import SimCore
internal import VoicePipeline

/// What the dialer's user agent knows of a call.
struct DialerAgent {
  var hasProvisional = false
  /// Timer B has run out.
  var hasTimedOut = false
  var hasFinal = false
  var isCancelWanted = false
  var isCancelSent = false
  var isConnected = false
  /// A BYE was sent or has come.
  var isReleased = false
  /// Until it takes the call for dead.
  var silence: TimerID?
  /// Of the ACK to the 200, which is sent again as often as the 200 comes.
  var acknowledgement: SIPMessage?

  var isDone: Bool { isReleased || hasTimedOut || hasFinal && !isConnected }
}

extension WiredCall {
  /// Cancels the INVITE; before a provisional response it cannot be cancelled, and is as soon as
  /// there is one (RFC 3261 section 9.1).
  func cancel() {
    guard !dialer.hasFinal, !dialer.isCancelSent else { return }
    dialer.isCancelWanted = true
    guard dialer.hasProvisional else { return }
    dialer.isCancelSent = true
    send(.dialer, SIPMessage(from: .dialer, .cancel, branch: 1, sequence: 1))
  }

  func hangUp() {
    guard dialer.isConnected, !dialer.isReleased else { return }
    far.silence = schedule(.mediaTimeout, after: spec.mediaTimeout, 1)
    releaseDialer()
    send(.dialer, next(.dialer, .bye))
  }

  /// The carrier's BYE has never come, and neither does a voice.
  func dialerLosesMedia() {
    guard dialer.isConnected, !dialer.isReleased else { return }
    releaseDialer()
    send(.dialer, next(.dialer, .bye))
    tell(.released)
  }

  private func releaseDialer() {
    dialer.isReleased = true
    if let timer = dialer.silence { cell.cancel(timer) }
    dialer.silence = nil
  }

  func dialerHears(_ message: SIPMessage) {
    guard let status = message.status else { return dialerIsAsked(message) }
    guard message.method == .invite else { return }
    if message.sequence == 1 {
      dialHears(status)
    } else {
      reinviteHears(status, message)
    }
  }

  private func dialHears(_ status: Int) {
    if status < 200 {
      guard !dialer.hasFinal else { return }
      dialer.hasProvisional = true
      if dialer.isCancelWanted {
        cancel()
        // Who has given up in silence must not ring the phone again that rings after all.
        guard dialer.hasTimedOut, status == 180 || status == 183 else { return }
      }
      tell(status == 100 ? .trying : status == 182 ? .queued : .ringing)
    } else if status < 300 {
      connect()
    } else if !dialer.hasFinal {
      dialer.hasFinal = true
      if !dialer.isCancelWanted { tell(.rejected(far.refusal(status))) }
    }
  }

  /// A 200, the first or one more: each is acknowledged (RFC 3261 section 13.2.2.4).
  private func connect() {
    let acknowledgement = dialer.acknowledgement ?? next(.dialer, .ack, sequence: 1)
    dialer.acknowledgement = acknowledgement
    send(.dialer, acknowledgement)
    guard !dialer.hasFinal else { return }
    dialer.hasFinal = true
    dialer.isConnected = true
    guard let media = far.media, let answeredBy = far.answeredBy else {
      preconditionFailure("the line opens before a 200 can come")
    }
    if dialer.isCancelWanted || dialer.hasTimedOut { carrier.onCell { $0.countLateAnswer() } }
    if let refresh = spec.signalling.sessionRefresh {
      schedule(.reinvite, after: refresh, UInt64(SIPSide.dialer.rawValue))
    }
    let isEmpty = far.isAnsweredByNobody
    let reported = carrier.onCell { $0.reported(answeredBy, isEmpty: isEmpty) }
    tell(.answered(reported, media))
    for news in detected { leg.receive(.detected(news)) }
  }

  private func dialerIsAsked(_ request: SIPMessage) {
    switch request.method {
    case .bye:
      respond(200, to: request)
      guard !dialer.isReleased else { return }
      releaseDialer()
      dialer.hasFinal = true
      tell(.released)
    case .invite:
      answerReinvite(request)
    case .ack, .cancel:
      break
    }
  }

  func dialerGivesUp(_ request: SIPMessage) {
    if request.method == .invite, request.sequence == 1 { dialer.hasTimedOut = true }
  }
}
