import SimCore
package import VoicePipeline

/// How requests to models fared, and what breakers, pools and shedding did.
package struct ResilienceFacts: Sendable {
  /// Requests to one service.
  package struct Endpoint: Sendable {
    package var service: ModelCall.Service
    /// Within the measured part of the run.
    package var total: EndpointTraffic.Counts
    /// Of its minutes; nil where none has requests enough.
    package var worst: Double?
    /// Of the whole run, minute by minute.
    package var minutes: [EndpointTraffic.Counts]
  }

  package var endpoints: [Endpoint]
  package var account: ResilienceAccount
  package var window: MeasuredWindow

  /// Nil where no request was asked again, and nothing was there to break.
  package init?(
    _ account: ResilienceAccount,
    traffic: EndpointTraffic,
    window: MeasuredWindow,
    duration: Duration
  ) {
    let minutes = Int((duration.nanoseconds + 59_999_999_999) / 60_000_000_000)
    endpoints = ModelCall.Service.allCases.compactMap { service in
      let total = traffic.total(of: service, from: window.start, to: window.end)
      guard total.wanted > 0 else { return nil }
      return Endpoint(
        service: service,
        total: total,
        worst: traffic.worst(of: service, from: window.start, to: window.end),
        minutes: Array(traffic[service].prefix(minutes))
      )
    }
    let isCalm = endpoints.allSatisfy { $0.total.sent == $0.total.wanted }
    if isCalm, account.breakers.isEmpty, account.pool == nil, account.shedding == nil {
      return nil
    }
    self.account = account
    self.window = window
  }
}
