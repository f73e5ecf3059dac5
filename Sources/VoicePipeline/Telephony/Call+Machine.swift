internal import SimCore

// Who has answered, as far as a detector can tell.
extension Call {
  /// Waits until the detector has made up its mind; nil when the call was released before.
  func verdict() async -> DetectionVerdict? {
    await Reply<DetectionVerdict?>.wait(on: cell) { reply in
      leg.onCell { leg in
        leg.whenDetected { if case .verdict(let verdict) = $0 { reply.send(verdict) } }
        leg.whenReleased { reply.send(nil) }
      }
    }
  }

  /// Stops a conversation when a detector finds out that it is with a machine.
  func stopAtMachine(_ stop: @escaping @Sendable () -> Void) {
    let policy = desk.answering
    leg.onCell { [self] leg in
      leg.whenDetected { [self] news in
        guard case .verdict(let verdict) = news, policy.isMachine(verdict) else { return }
        onCell { $0.isMachineFound = true }
        stop()
      }
    }
  }

  /// Ends a call to a machine, with a message if there is one.
  func takeLeave(of media: any MediaPath, message: Duration?) async {
    record.outcome = .voicemail
    if let message, await greetingEnds() { await pause(message) }
    media.close(.released)
    hangUpLeg()
  }

  /// Waits for the tone; false when the call is over before.
  private func greetingEnds() async -> Bool {
    await Reply<Bool>.wait(on: cell) { reply in
      leg.onCell { leg in
        leg.whenDetected { if case .greetingEnded = $0 { reply.send(true) } }
        leg.whenReleased { reply.send(false) }
      }
    }
  }

  /// Lets time pass, or as much of it as the far end stays.
  private func pause(_ length: Duration) async {
    await Reply<Void>.wait(on: cell) { reply in
      after(length) { _ in reply.send(()) }
      leg.onCell { $0.whenReleased { reply.send(()) } }
    }
  }
}
