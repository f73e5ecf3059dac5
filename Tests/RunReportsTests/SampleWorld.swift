import RunReports
import SimCore
import VoicePipeline

/// Curves of an hour with a rush at minute 24, made by integer arithmetic.
struct SampleWorld {
  let minutes: Int
  let slots: Int

  private var buckets: Int { minutes * 6 }

  /// A number of 0 to 999 that looks random.
  private func noise(_ index: Int, _ salt: Int) -> Int {
    var value = UInt64(index) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(salt) &* 0xBF58_476D_1CE4_E5B9
    value ^= value >> 31
    value = value &* 0x94D0_49BB_1331_11EB
    return Int((value ^ value >> 29) % 1_000)
  }

  /// Calls that want a slot in a bucket.
  private func demand(_ bucket: Int) -> Double {
    let rise = Double(min(bucket, 60)) / 60
    let rush = bucket < 140 ? 0 : max(0, 1 - (Double(bucket - 150) / 25).magnitude)
    return 900 * rise + 240 * rush + Double(noise(bucket, 1)) / 40
  }

  var load: LoadFacts {
    let offered = (0..<buckets).map(demand)
    let active = offered.map { min($0, Double(slots)) }
    let blocked = offered.map { $0 > Double(slots) ? Int(($0 - Double(slots)) / 10) : 0 }
    return LoadFacts(
      bucket: .seconds(10),
      offered: offered,
      active: active,
      blocked: blocked,
      slots: slots,
      activeMean: 902.413,
      activePeak: slots,
      littleMean: 905.1
    )
  }

  var windows: [LatencyWindow] {
    (0..<buckets).map { bucket in
      let rush = bucket < 140 ? 0 : max(0, 1_000 - abs(bucket - 152) * 40)
      let count = min(bucket * 9, 520) + noise(bucket, 2) / 20
      let base = rush * 8 / 10
      return LatencyWindow(
        start: SimInstant(nanoseconds: Int64(bucket) * 10_000_000_000),
        count: count,
        p50: .milliseconds(1_000 + base / 4 + noise(bucket, 3) / 20),
        p95: .milliseconds(1_380 + base + noise(bucket, 4) / 12),
        p99: .milliseconds(2_400 + base * 3 / 2 + noise(bucket, 5) / 3)
      )
    }
  }

  var latencies: [LatencyFacts] {
    func histogram(_ base: Int, _ spread: Int, _ tail: Int, _ count: Int) -> LatencyHistogram {
      var histogram = LatencyHistogram()
      for index in 0..<count {
        let body = base + noise(index, 6) * spread / 1_000 + noise(index, 7) * spread / 1_000
        let rare = 1_000 - noise(index, 8)
        histogram.record(.milliseconds(body + tail / rare))
      }
      return histogram
    }
    func facts(
      _ metric: MetricName,
      _ parent: MetricName?,
      _ histogram: LatencyHistogram
    ) -> LatencyFacts {
      LatencyFacts(metric: metric, parent: parent, histogram: histogram)
    }
    return [
      facts(.responseLatency, nil, histogram(330, 705, 9_000, 18_641)),
      facts(.endpointing, .responseLatency, histogram(300, 60, 900, 18_641)),
      facts(.transcription, .responseLatency, histogram(40, 60, 500, 18_641)),
      facts(.modelQueue, .responseLatency, histogram(0, 4, 4_000, 18_641)),
      facts(.languageModel, .responseLatency, histogram(180, 160, 4_000, 18_641)),
      facts(.synthesis, .responseLatency, histogram(90, 60, 900, 18_641)),
      facts(.bargeInStop, nil, histogram(180, 260, 900, 3_987)),
      facts(.postDialDelay, nil, histogram(900, 1_200, 9_000, 19_980)),
      facts(.timeToFirstWord, nil, histogram(400, 300, 900, 412)),
    ]
  }

  private func describe(_ facts: inout CarrierFacts, index: Int) {
    for call in 0..<200 { facts.duration.record(.milliseconds(4_000 + noise(call, 50) * 40)) }
    facts.pace.offeredMean = Double(facts.legs.attempts) / 3_600
    facts.pace.offeredPeak = 6
    facts.pace.sentMean = Double(facts.legs.attempts - facts.legs.throttled) / 3_600
    facts.pace.sentPeak = 5
    var responses = [LegResponse.answered, LegResponse(CarrierRefusal(.notFound))]
    if facts.legs.throttled > 0 {
      responses.append(
        LegResponse(CarrierRefusal(SIPResponse(429), isThrottled: true, vendorCode: 90103))
      )
    }
    if facts.failed > 0 { responses += [LegResponse(.unreachable), LegResponse(status: nil)] }
    facts.responses = responses.enumerated().map {
      ResponseCount(response: $0.element, count: 400 / ($0.offset + 1))
    }
    guard index == 0 else { return }
    var far = FarSideFacts()
    far.queueTime.record(.milliseconds(1_250))
    far.channelsPeak = 420
    far.billed = .seconds(360_000)
    far.answersTooLate = 2
    facts.farSide = far
    facts.profile = [
      ProfileCondition(.averageDuration, bound: 30, measured: 24.5),
      ProfileCondition(.shortShare, bound: 0.1, measured: 0.42, shortCall: .seconds(12)),
      ProfileCondition(.answerSeizure, bound: 0.7, measured: nil),
    ]
  }

  var carriers: [CarrierFacts] {
    let shares = [("north", 60, 0), ("south", 30, 461), ("west", 2, 0)]
    return shares.enumerated().map { index, carrier in
      let sent = (0..<buckets).map { bucket in
        carrier.1 * (bucket >= 120 && bucket < 138 && index == 0 ? 0 : 1)
          * (900 + noise(bucket, 20 + index) / 5) / 1_600
      }
      let attempts = sent.reduce(0, +)
      var delay = LatencyHistogram()
      for call in 0..<min(attempts, 3_000) {
        delay.record(.milliseconds(1_200 + noise(call, 30 + index) * 5))
      }
      var failover = LatencyHistogram()
      for call in 0..<(index == 0 ? 26 : carrier.2 / 2) {
        failover.record(.milliseconds(index == 0 ? 2_000 : 45 + noise(call, 40)))
      }
      var facts = CarrierFacts(
        name: carrier.0,
        legs: LegCounts(
          attempts: attempts,
          answered: attempts * 59 / 100,
          effective: attempts * 88 / 100,
          throttled: carrier.2
        ),
        failed: index == 0 ? 28 : 0,
        failover: failover,
        postDialDelay: delay,
        attemptsOverTime: sent
      )
      describe(&facts, index: index)
      return facts
    }
  }
}
