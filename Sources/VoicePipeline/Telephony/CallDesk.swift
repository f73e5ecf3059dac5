internal import SimCore

/// What every call of a run shares.
package struct CallDesk: Sendable {
  package var router: PodRouter
  package var ports: AgentPorts
  package var settings: AgentSettings
  package var ringTimeout: Duration
  package var log: RunLog

  package init(
    router: PodRouter,
    ports: AgentPorts,
    settings: AgentSettings,
    ringTimeout: Duration,
    log: RunLog
  ) {
    self.router = router
    self.ports = ports
    self.settings = settings
    self.ringTimeout = ringTimeout
    self.log = log
  }
}
