internal import SimCore
internal import VoicePipeline

// Pods and their slots.
extension PlatformChecker {
  mutating func seePod(_ event: PlatformEvent) {
    switch event {
    case .podMade(let number):
      pods[number] = PodSight()
      podNumbers.append(number)
    case .podReady(let number, let owner):
      if pods[number]?.died != nil { took("pod back after its death") }
      pods[number]?.phase = .ready
      pods[number]?.owner = owner
    case .podStopping(let number):
      pods[number]?.phase = .stopping
      pods[number]?.isWanted = false
      took("pod told to stop")
      if pods[number]?.grants.isEmpty == false { took("pod told to stop with calls") }
    case .podDied(let number): die(number)
    case .podGone(let number):
      pods[number] = nil
      podNumbers.removeAll { $0 == number }
    default: break
    }
  }

  /// The slots of a pod that dies are nobody's any more, and its conversations are on none.
  private mutating func die(_ number: Int) {
    guard let pod = pods[number] else { return add(.readyPod, "pod \(number) is not there") }
    if pod.phase == .stopping { took("pod dies while it stops") }
    pods[number]?.phase = .dead
    pods[number]?.died = now
    pods[number]?.grants = []
    for grant in pod.grants {
      guard let sight = grants.removeValue(forKey: grant) else { continue }
      voidGrants.insert(grant)
      if let tenant = sight.tenant, tenant < callsOfTenants.count { callsOfTenants[tenant] -= 1 }
      guard let holder = sight.holder, calls.indices.contains(holder - 1) else { continue }
      calls[holder - 1].grants.removeAll { $0 == grant }
      guard calls[holder - 1].pod == number else {
        took("pod dies with a slot that was kept")
        continue
      }
      calls[holder - 1].pod = nil
      calls[holder - 1].lastPod = number
      calls[holder - 1].lost = now
      took("pod dies with a conversation")
    }
  }

  mutating func give(_ grant: Int, on number: Int, to tenant: Int?) {
    guard let pod = pods[number], pod.phase == .ready else {
      return add(.readyPod, "slot \(grant) is given on pod \(number), which takes no calls")
    }
    if pod.grants.count >= truth.cap {
      add(.cap, "pod \(number) has \(pod.grants.count) calls, and gives slot \(grant)")
    }
    pods[number]?.grants.append(grant)
    grants[grant] = GrantSight(pod: number, tenant: tenant, given: now)
    if isShedding { givenWhileShedding.append(grant) }
    guard let tenant, tenant < callsOfTenants.count else { return }
    if let owner = pod.owner, owner != tenant {
      add(.tenantPlan, "tenant \(tenant) gets a slot on pod \(number) of tenant \(owner)")
    }
    callsOfTenants[tenant] += 1
    if let most = truth.plans[tenant], callsOfTenants[tenant] > most {
      add(.tenantPlan, "tenant \(tenant) has \(callsOfTenants[tenant]) calls of \(most)")
    }
  }

  mutating func takeBack(_ grant: Int, from number: Int) {
    guard let sight = grants.removeValue(forKey: grant), sight.pod == number else {
      return add(.slotLeak, "slot \(grant) on pod \(number) is given back, and was not taken")
    }
    pods[number]?.grants.removeAll { $0 == grant }
    if let tenant = sight.tenant, tenant < callsOfTenants.count { callsOfTenants[tenant] -= 1 }
    guard let holder = sight.holder, calls.indices.contains(holder - 1) else { return }
    calls[holder - 1].grants.removeAll { $0 == grant }
    if calls[holder - 1].pod == number { calls[holder - 1].pod = nil }
  }

  mutating func hold(_ grant: Int, on number: Int, by call: CallID) {
    // The pod may have died at this very instant, before the call has begun.
    if voidGrants.contains(grant) { return }
    guard grants[grant]?.pod == number else {
      return add(.onePod, "call \(call.number) holds slot \(grant), which it was not given")
    }
    grants[grant]?.holder = call.number
    guard calls.indices.contains(call.number - 1) else { return }
    calls[call.number - 1].grants.append(grant)
    grants[grant]?.isForUnderWay = calls[call.number - 1].lost != nil
  }
}

// Layers and what stands before models.
extension PlatformChecker {
  mutating func setPods(_ count: Int, of layer: ServiceLayer) {
    guard let index = layers.firstIndex(where: { $0.truth.layer == layer }) else { return }
    if count > layers[index].ownPods, now > .zero { took("layer with more pods") }
    layers[index].ownPods = count
  }

  mutating func setUse(_ use: Int, of layer: ServiceLayer) {
    guard let index = layers.firstIndex(where: { $0.truth.layer == layer }) else { return }
    let places =
      switch layers[index].truth.places {
      case .fixed(let places): places
      case .perPod(let places): places * podNumbers.count { pods[$0]?.phase == .ready }
      case .perOwnPod(let places): places * layers[index].ownPods
      }
    if use > layers[index].use, use > places {
      add(.layerSlots, "\(layer.label) works on \(use) requests, and has \(places) places")
    }
    if use == places { took("\(layer.label) full") }
    layers[index].use = use
  }

  mutating func turn(_ model: String, isOpen: Bool) {
    guard let index = breakers.firstIndex(where: { $0.model == model }) else { return }
    breakers[index].isOpen = isOpen
    breakers[index].last = now
    took(isOpen ? "breaker opens" : "breaker closes")
  }

  mutating func ask(_ model: String) {
    guard let index = breakers.firstIndex(where: { $0.model == model }) else { return }
    guard breakers[index].isOpen else { return }
    let since = breakers[index].last.duration(to: now)
    if since < breakers[index].pause {
      add(.breaker, "\(model) is asked \(since) after its breaker opened or let a trial through")
    }
    breakers[index].last = now
    took("breaker lets a trial through")
  }
}
