package import SimCore
internal import VoicePipeline

/// The load that is to come, as far as plans and a forecast's error tell.
///
/// What is planned is known: rates, ramps and surges, the share of people among those who answer
/// and how long they talk. The error is a factor that holds for a while and is drawn for each such
/// while by itself, so that what is asked, and when, changes nothing.
package struct LoadForecast: Sendable {
  private struct Stream: Sendable {
    var callsPerSecond: Double
    var from: Duration
    var until: Duration
    var profile: RateProfile
  }

  private let streams: [Stream]
  /// Seconds that a planned call holds a slot, those left out that never do.
  private let holdSeconds: Double
  private let spec: ForecastSpec
  private let key: DrawKey

  package init(_ scenario: Scenario, spec: ForecastSpec, key: DrawKey) {
    self.spec = spec
    self.key = key
    holdSeconds = scenario.callers.reduce(0) {
      $0 + $1.share * Double($1.talkTime.mean.nanoseconds) / 1e9
    }
    var streams = scenario.campaigns.map { campaign in
      Stream(
        callsPerSecond: campaign.rate * scenario.answers.human,
        from: campaign.from,
        until: min(campaign.until ?? scenario.duration, scenario.duration),
        profile: RateProfile(ramp: campaign.ramp, surge: campaign.surge)
      )
    }
    if let inbound = scenario.inbound, let rate = inbound.rate {
      streams.append(
        Stream(
          callsPerSecond: rate,
          from: inbound.from,
          until: min(inbound.until ?? scenario.duration, scenario.duration),
          profile: RateProfile(ramp: inbound.ramp, surge: inbound.surge)
        )
      )
    }
    self.streams = streams
  }

  /// Calls at a time that are expected a lead after `now`, in Erlang.
  package func load(at now: SimInstant) -> Double {
    let time = SimInstant.zero.duration(to: now) + spec.lead
    let rate = streams.reduce(0.0) { sum, stream in
      guard time >= stream.from, time < stream.until else { return sum }
      return sum + stream.callsPerSecond * stream.profile.factor(at: time - stream.from)
    }
    return max(rate * holdSeconds * factor(at: now), 0)
  }

  private func factor(at now: SimInstant) -> Double {
    let index = UInt64(now.nanoseconds / max(spec.every.nanoseconds, 1))
    let luck = Elementary.normalQuantile(key.uniform(.forecastError, index))
    return 1 + spec.bias + spec.error * luck
  }
}

extension Purpose {
  fileprivate static let forecastError = Purpose("platform.forecast_error")
}
