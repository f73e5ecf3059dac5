package import VoicePipeline

/// An outbound campaign over a file of leads.
package struct CampaignSpec: Sendable, Hashable, Decodable {
  package var name: String
  /// Whose it is; campaigns without one stand for themselves together.
  package var tenant: String?
  /// Where its people are; nil where their zones tell.
  package var region: String?
  package var leadFile: InputPath
  /// Planned dials per second.
  package var rate: Double
  package var arrivals: ArrivalProcess
  /// The number of planned dials at which the campaign ends; nil for no cap.
  package var attempts: Int?
  /// 0 to 9; the higher goes first.
  package var priority: Int
  package var weight: Double
  /// The trade: `collections` brings the caps on calls about a debt.
  package var vertical: String
  /// Where the plan begins and ends, from the start of the run.
  package var from: Duration
  package var until: Duration?
  /// From nothing to the rate.
  package var ramp: Duration?
  package var surge: SurgeSpec?
  /// The campaign's own hours, within those of the law; nil for all of them.
  package var hours: Range<Int>?
  package var pacing: PacingSpec
  package var whenBusy: WhenBusy
  /// How long a dial waits for an agent, and with how many others.
  package var waitMax: Duration
  package var waitingMax: Int
  /// Nil for no overflow queue.
  package var overflow: OverflowSpec?
  package var retry: RetrySpec
  /// Nil for no texts.
  package var sms: TextSpec?
  /// Nil where agents talk.
  package var script: ScriptSpec?

  /// The lead file as the scenario names it.
  package var leads: String { leadFile.written }
  package var leadsPath: String { leadFile.absolute }
}

/// A multiple of the rate for a while.
package struct SurgeSpec: Sendable, Hashable, Decodable {
  package var factor: Double
  /// From the start of the campaign.
  package var at: Duration
  package var length: Duration
}

/// What a campaign does with a dial while no agent is free.
package enum WhenBusy: String, Sendable, Hashable, Decodable, CaseIterable {
  case dial
  case queueBack = "queue-back"
  case wait
}

/// What a campaign does about its pace when carriers push back.
package struct PacingSpec: Sendable, Hashable, Decodable {
  package var policy: Policy
  /// Dials per second; nil for the campaign's rate.
  package var callsPerSecond: Double?
  package var burst: Int
  /// Of `back-off`: what is added in a second, as a share of the rate.
  package var increase: Double
  /// Of `back-off`: what is left after a refusal.
  package var decrease: Double
  package var hold: Duration
  package var calm: Duration

  /// What refusals over a limit do to the pace.
  package enum Policy: String, Sendable, Hashable, Decodable, CaseIterable {
    case open
    case bucket
    case backOff = "back-off"
    case oneAtATime = "one-at-a-time"
  }
}

/// How often a lead is tried, and when again.
package struct RetrySpec: Sendable, Hashable, Decodable {
  /// In all, the first one included.
  package var attempts: Int
  package var busy: RetryRuleSpec
  package var noAnswer: RetryRuleSpec
  package var voicemail: RetryRuleSpec
  package var failed: RetryRuleSpec
  package var blocked: RetryRuleSpec
  package var callback: RetryRuleSpec
  package var dropped: RetryRuleSpec
}

/// When a lead is dialled again after one outcome.
package struct RetryRuleSpec: Sendable, Hashable, Decodable {
  package var after: Duration
  package var most: Int
}

/// Where dials go that nobody takes for too long.
package struct OverflowSpec: Sendable, Hashable, Decodable {
  package var after: Duration
  package var most: Int
  package var longest: Duration
  /// Of the campaign's rate.
  package var replayRate: Double

  package func policy(rate: Double) -> OverflowPolicy {
    OverflowPolicy(
      after: after,
      most: most,
      longest: longest,
      callsPerSecond: rate * replayRate
    )
  }
}

/// What an operator does while the run goes on: to a campaign, or to the do-not-call registry.
package struct OperationSpec: Sendable, Hashable, Decodable {
  package var at: Duration
  package var campaign: String?
  package var action: CampaignAction?
  /// Numbers that join the registry.
  package var file: InputPath?
}
