package import SimCore
package import VoicePipeline

/// Which goal each call has.
package struct GoalMix: Sendable {
  private let scripts: [GoalScript]
  private let mix: AliasTable?

  /// The goals of a scenario that has been checked; none for callers without a matter.
  package init(_ shares: [GoalShare]) {
    scripts = shares.map { share in
      do throws(ScriptFault) {
        return try GoalScript(share.goal)
      } catch {
        preconditionFailure("\(share.goal.name): \(error.path): \(error.message)")
      }
    }
    mix = shares.isEmpty ? nil : AliasTable(weights: shares.map(\.share))
  }

  /// The goal of a call; nil when callers have none.
  package func goal(of call: CallID, key: DrawKey) -> GoalScript? {
    goal(draws: call.draws(from: key))
  }

  func goal(draws: DrawKey) -> GoalScript? { mix.map { scripts[$0.pick(draws.bits(.goal))] } }

  /// The goal of a name.
  func script(named name: String) -> GoalScript? { scripts.first { $0.spec.name == name } }

  package var isEmpty: Bool { scripts.isEmpty }

  /// The goals in their order.
  package var specs: [GoalSpec] { scripts.map(\.spec) }

  /// Which of them a call has; nil when callers have none.
  package func index(of call: CallID, key: DrawKey) -> Int? {
    mix.map { $0.pick(call.draws(from: key).bits(.goal)) }
  }
}

extension Purpose {
  fileprivate static let goal = Purpose("caller.goal")
}
