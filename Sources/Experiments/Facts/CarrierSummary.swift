internal import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

extension WorldResult {
  /// What each carrier was sent and made of it, by name.
  func carrierFacts(_ scenario: Scenario, bucket: Duration) -> [CarrierFacts] {
    let buckets = Int(scenario.duration / bucket)
    return measurements.carriers.sorted { $0.name < $1.name }.map { counts in
      var facts = CarrierFacts(
        name: counts.name,
        legs: counts.legs,
        failed: counts.failed,
        failover: counts.failover,
        postDialDelay: counts.postDialDelay,
        attemptsOverTime: self.counts(of: counts.starts, bucket: bucket, buckets: buckets)
      )
      facts.duration = counts.duration
      facts.responses = counts.responses.sorted {
        LegResponse.precedes($0.response, $1.response)
      }
      facts.pace = pace(counts)
      facts.farSide = carriers.first { $0.name == counts.name }.map(FarSideFacts.init)
      facts.health = health(of: counts.name)
      let spec = scenario.carriers.first { $0.name == counts.name }
      facts.profile = spec?.trafficProfile.map { $0.conditions(counts) } ?? []
      return facts
    }
  }

  private func pace(_ counts: CarrierCounts) -> DialPaceFacts {
    let window = measurements.window
    let seconds = Double(window.start.duration(to: window.end).nanoseconds) / 1e9
    var pace = DialPaceFacts()
    pace.offeredPeak = DialRate.peak(counts.starts)
    pace.sentPeak =
      counts.throttledStarts.isEmpty ? pace.offeredPeak : DialRate.peak(counts.sentStarts)
    guard seconds > 0 else { return pace }
    pace.offeredMean = Double(counts.attempts) / seconds
    pace.sentMean = Double(counts.attempts - counts.throttled) / seconds
    return pace
  }
}

extension FarSideFacts {
  fileprivate init(_ use: CarrierUse) {
    self.init()
    queueTime = use.queueTime
    channelsPeak = use.channelsPeak
    billed = use.billed
    answersTooLate = use.answersTooLate
    answersFalse = use.answersFalse
  }
}

extension TrafficProfileSpec {
  /// The vendor's conditions with what a carrier's traffic was; those that anything meets are left
  /// out.
  fileprivate func conditions(_ counts: CarrierCounts) -> [ProfileCondition] {
    var conditions: [ProfileCondition] = []
    if durationMin > .zero {
      let mean = counts.duration.mean.map { Double($0.nanoseconds) / 1e9 }
      let bound = Double(durationMin.nanoseconds) / 1e9
      conditions.append(ProfileCondition(.averageDuration, bound: bound, measured: mean))
    }
    if shortShareMax < 1 {
      let short = Double(counts.duration.count(atMost: shortCall))
      conditions.append(
        ProfileCondition(
          .shortShare,
          bound: shortShareMax,
          measured: counts.answered > 0 ? short / Double(counts.answered) : nil,
          shortCall: shortCall
        )
      )
    }
    if answerSeizureMin > 0 {
      let share = Double(counts.answered) / Double(max(counts.attempts, 1))
      conditions.append(
        ProfileCondition(
          .answerSeizure,
          bound: answerSeizureMin,
          measured: counts.attempts > 0 ? share : nil
        )
      )
    }
    return conditions
  }
}

extension WorldResult {
  /// When something was wrong by the scenario's own will.
  var faultFacts: [FaultFacts] {
    faults.windows.map {
      FaultFacts(part: $0.target.name, kind: $0.kind.rawValue, start: $0.start, end: $0.end)
    }
  }
}
