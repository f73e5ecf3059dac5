internal import SimCore
internal import VoicePipeline

// Calls, from the plan to the record.
extension PlatformChecker {
  mutating func see(_ kind: TraceKind, _ number: Int, _ a: UInt64) {
    if kind == .dialPlanned {
      if number != calls.count + 1 { add(.oneRecord, "call \(number) is planned out of turn") }
      calls.append(CallSight())
      return
    }
    guard calls.indices.contains(number - 1) else {
      return add(.oneRecord, "call \(number) was never planned")
    }
    switch kind {
    case .dialDropped:
      calls[number - 1].drops += 1
      leaveRoom(number)
    case .dialStarted: serve(number)
    case .conversationStarted: begin(number, on: Int(a))
    case .conversationResumed: resume(number, on: Int(a))
    case .conversationEnded: endConversation(number)
    case .callerHungUp:
      calls[number - 1].hasHungUp = true
      if calls[number - 1].lost != nil { took("caller hangs up in a gap") }
    case .callEnded:
      calls[number - 1].rows += 1
      for grant in calls[number - 1].grants {
        add(.slotLeak, "call \(number) has ended, and holds slot \(grant)")
      }
    default: break
    }
  }

  private mutating func begin(_ number: Int, on pod: Int) {
    calls[number - 1].begins += 1
    calls[number - 1].began = now
    sit(number, on: pod)
    guard pods[pod]?.phase == .stopping else { return }
    took("conversation begins on a pod that stops")
    if truth.isUniform, !isShedding, let freeSince,
      freeSince.advanced(by: truth.sightLag) <= now
    {
      add(.readyPod, "call \(number) begins on pod \(pod), which stops, and another has room")
    }
  }

  private mutating func resume(_ number: Int, on pod: Int) {
    took("conversation resumed")
    if calls[number - 1].lost == nil {
      add(.onePod, "call \(number) comes to pod \(pod), and its own has not died")
    }
    if !truth.keepsState {
      add(.resurrection, "call \(number) goes on on pod \(pod), and nothing has kept it")
    }
    calls[number - 1].lost = nil
    sit(number, on: pod)
  }

  /// A conversation is on a pod from now on: on one that is there, and on its own slot.
  private mutating func sit(_ number: Int, on pod: Int) {
    if let other = calls[number - 1].pod {
      add(.onePod, "call \(number) comes to pod \(pod), and is on pod \(other)")
    }
    let phase = pods[pod]?.phase
    if phase != .ready && phase != .stopping {
      add(.readyPod, "call \(number) comes to pod \(pod), which is dead")
    } else {
      let held = calls[number - 1].grants.compactMap { grants[$0]?.pod }
      if held != [pod] { add(.onePod, "call \(number) comes to pod \(pod) with slots on \(held)") }
    }
    calls[number - 1].pod = pod
  }

  private mutating func endConversation(_ number: Int) {
    calls[number - 1].ends += 1
    calls[number - 1].pod = nil
    guard let lost = calls[number - 1].lost, !calls[number - 1].hasHungUp else { return }
    took("conversation lost")
    guard truth.keepsState, truth.isUniform,
      truth.isStoreSound(from: calls[number - 1].began, to: now)
    else { return }
    let last = calls[number - 1].lastPod
    let free = truth.resumesOnSamePod ? last.flatMap { pods[$0]?.freeSince } : freeSince
    guard let free, max(free, lost).advanced(by: truth.sightLag) <= now else {
      return took("no slot for a conversation")
    }
    add(.lostState, "call \(number) lost its pod at \(lost), and is not resumed")
  }

  /// A call is made; of one that has come in, whether it was its turn.
  private mutating func serve(_ number: Int) {
    if let place = room.callbacks.firstIndex(of: number) {
      room.callbacks.remove(at: place)
      took("callback made")
      if let first = room.line.first {
        add(.waitingRoom, "call \(number) is called back while call \(first) waits")
      }
    } else if let place = room.line.firstIndex(of: number) {
      if place > 0 {
        add(.waitingRoom, "call \(number) is served before call \(room.line[0])")
      }
      room.line.remove(at: place)
    } else if room.left.contains(number) {
      add(.waitingRoom, "call \(number) is served, and has left")
    }
  }

  private mutating func leaveRoom(_ number: Int) {
    guard let place = room.line.firstIndex(of: number) else { return }
    room.line.remove(at: place)
    room.left.append(number)
    took("caller leaves the room")
  }
}
