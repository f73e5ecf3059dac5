internal import SimCore
package import VoicePipeline

// How pods die.
extension PodFleet {
  /// A pod is gone with its calls; of some deaths it comes back in its place.
  func lose(_ number: Int, by loss: PodLoss) {
    guard let index = index(of: number) else { return }
    probe?.saw(.podDied(number))
    if pods[index].phase == .ready { leaveService() }
    let calls = router.onCell { $0.lose(pod: number) }
    account.lose(calls, by: loss)
    for watch in deathWatches { watch(number) }
    keepFrames(of: index)
    pods[index].reset(at: cell.now)
    countSlots()
    switch loss {
    case .crash, .outOfMemory, .killed:
      guard pods[index].phase != .draining else { return remove(number) }
      restart(index)
    case .nodeLost, .regionLost:
      // Nobody knows yet: unless it was told to stop, it counts as one of those that there are.
      if pods[index].isWanted { pods[index].phase = .restarting }
      pods[index].ready = nil
    case .reclaimed, .drainEnded:
      remove(number)
      settle()
    }
  }

  /// What was planned for a pod that takes no calls yet is nobody's any more.
  func forget(_ number: Int) {
    guard let index = index(of: number) else { return }
    pods[index].reset(at: cell.now)
    pods[index].phase = .restarting
    pods[index].ready = nil
  }

  /// The container starts again on its node, after a pause that grows as the kubelet's does.
  private func restart(_ index: Int) {
    let (number, life) = (pods[index].number, pods[index].life)
    pods[index].phase = .restarting
    let pause = spec.restartPause * (1 << min(pods[index].restarts, 5))
    pods[index].restarts += 1
    let start = spec.start.sample(
      draws.bits(.restart, UInt64(number) << 16 | UInt64(pods[index].restarts))
    )
    after(min(pause, .seconds(300)) + start) { $0.becomeReady(number, life) }
  }

  func planCrash(_ number: Int, _ life: Int) {
    guard let mean = spec.crashEvery, let index = index(of: number) else { return }
    let place = UInt64(number) << 16 | UInt64(pods[index].restarts)
    let time = DurationDistribution.exponential(mean: mean).sample(draws.bits(.crash, place))
    guard cell.now.advanced(by: time) < end else { return }
    after(time) { fleet in
      guard let index = fleet.index(of: number), fleet.pods[index].life == life else { return }
      fleet.lose(number, by: .crash)
    }
  }

  /// How often it is looked whether a moment has come.
  private static let lookEvery = Duration.milliseconds(10)

  /// A fault of the scenario befalls a pod: now, or as soon as one of its conversations is at a
  /// moment.
  package func kill(pod number: Int, at moment: ConversationMoment? = nil) {
    guard let moment else {
      guard let index = index(of: number), pods[index].ready != nil else { return }
      return lose(number, by: .killed)
    }
    guard !watched.contains(where: { $0.pod == number && $0.moment() == moment }) else {
      return lose(number, by: .killed)
    }
    guard cell.now < end else { return }
    after(Self.lookEvery) { $0.kill(pod: number, at: moment) }
  }

  func checkMemory(of number: Int) {
    guard let index = index(of: number) else { return }
    pods[index].leak(spec.leakPerHour, until: cell.now)
    account.memoryMax = max(account.memoryMax, pods[index].memory)
    let isShort = pods.contains { $0.memory > 0.9 * spec.memory }
    account[.memory].set(isShort, at: cell.now)
    guard pods[index].memory > spec.memory else { return }
    let life = pods[index].life
    after(.zero) { fleet in
      guard let index = fleet.index(of: number), fleet.pods[index].life == life else { return }
      fleet.lose(number, by: .outOfMemory)
    }
  }

  func keepFrames(of index: Int) {
    // Up to now, whatever happens to the pod.
    pods[index].processor.change(0, calls: 0, at: cell.now)
    account.frames += pods[index].processor.frames
    account.framesShed += pods[index].processor.framesShed
    pods[index].processor.forgetFrames()
  }
}

extension Purpose {
  fileprivate static let restart = Purpose("platform.restart")
  fileprivate static let crash = Purpose("platform.crash")
}
