package import SimCore
package import VoicePipeline

/// How the agent of each call is tuned: by the scenario, and by what the call is for.
package struct AgentTuning: Sendable {
  private let goals: GoalMix
  private let key: DrawKey
  private let usual: Shared<AgentSettings>
  private let byGoal: [Shared<AgentSettings>]

  package init(_ agent: AgentSpec, goals: GoalMix, key: DrawKey) {
    self.goals = goals
    self.key = key
    usual = Shared(agent.settings)
    byGoal = goals.specs.map { Shared(agent.settings(for: $0)) }
  }

  /// Of one call.
  package func settings(of call: CallID) -> Shared<AgentSettings> {
    goals.index(of: call, key: key).map { byGoal[$0] } ?? usual
  }
}
