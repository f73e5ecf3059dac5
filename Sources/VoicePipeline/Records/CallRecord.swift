package import SimCore

/// Who was called, for the tables of a report: known when the caller is a synthetic one.
package struct CallerLabel: Sendable, Hashable {
  package var profile: String
  package var accent: String
  package var noise: String
  /// The place of the caller's kind in the scenario: several may have the same names, over other
  /// networks.
  package var kind: Int

  package init(profile: String, accent: String, noise: String, kind: Int = 0) {
    self.kind = kind
    self.profile = profile
    self.accent = accent
    self.noise = noise
  }
}

/// A leg that its carrier failed, after which the call went to another one.
package struct FailedLeg: Sendable, Hashable {
  package var carrier: String
  package var started: SimInstant
  /// Over the next carrier.
  package var redialled: SimInstant
  package var outcome: CallOutcome
  package var response: LegResponse
}

/// One attempt from its planned instant to its end.
package struct CallRecord: Sendable, Hashable {
  package var id: CallID
  package var carrier: String
  package var planned: SimInstant
  package var started: SimInstant
  /// The first ring or final response.
  package var progressed: SimInstant?
  package var answered: SimInstant?
  /// When an agent joined: later than the answer where it waits to know who has answered.
  package var conversed: SimInstant?
  package var ended: SimInstant
  package var outcome: CallOutcome
  /// The final response to its last leg.
  package var response = LegResponse(status: nil)
  /// Of carriers that failed it before `carrier` took it, in order.
  package var failedLegs: [FailedLeg] = []
  package var pod: Int?
  /// Pods that were asked for a slot; nil where pods stand, and without a conversation.
  package var podsAsked: Int?
  package var caller: CallerLabel?
  /// Replies that the caller heard after having spoken.
  package var turns = 0
  package var bargeIns = 0
  package var responseMax: Duration?
  /// Answer to the agent's first sound at the caller's ear.
  package var timeToFirstWord: Duration?
  package var wordErrors = WordErrors()
  /// What ended a failed conversation.
  package var failure: PortFailure?
  package var tally = CallTally()
  /// Whether no human was at the desk when the call was answered; nil without a desk.
  package var isAfterHours: Bool?
  /// Of the human that took the call over.
  package var humanTime = Duration.zero
  /// What became of the caller's matter, as a synthetic caller tells.
  package var goal: GoalResult?
  /// The campaign's place among those of the run; nil for somebody who has called in.
  package var campaign: Int?
  /// Which attempt it was for its lead, from 0.
  package var attempt = 0
  /// A machine has answered, whatever it was taken for, as a synthetic one tells.
  package var isMachine = false
  /// Its caller was rendered as sound, and heard by a real recognizer.
  package var isAudible = false
  /// How its audio arrived; nil where the tier knows nothing of packets.
  package var media: CallMedia?
  /// Deaths of the pod that it was on, in order.
  package var podLosses: [PodLossRecord] = []
  /// What its minutes cost at its carrier.
  package var lineCost = Nanodollars.zero
  /// It has done what it was made for.
  package var isResolved = false

  package init(
    id: CallID,
    carrier: String,
    planned: SimInstant,
    started: SimInstant,
    outcome: CallOutcome
  ) {
    self.id = id
    self.carrier = carrier
    self.planned = planned
    self.started = started
    ended = started
    self.outcome = outcome
  }

  /// Answer to end; nil when nobody answered.
  package var holdTime: Duration? { answered.map { $0.duration(to: ended) } }

  /// How long it was on no pod for want of the one that had died; nil if none has.
  package var podGap: Duration? {
    podLosses.isEmpty ? nil : podLosses.reduce(.zero) { $0 + $1.gap }
  }

  /// The agent's joining to the end; nil when none did.
  package var conversation: Duration? { conversed.map { $0.duration(to: ended) } }

  /// When its last leg was dialled.
  package var legStarted: SimInstant { failedLegs.last?.redialled ?? started }

  /// Planned dial to the first ring or final response: pacing counts (no coordinated omission).
  ///
  /// Nil for an inbound call, too: what it waits for is an agent.
  package var postDialDelay: Duration? {
    campaign == nil ? nil : progressed.map { planned.duration(to: $0) }
  }
}

extension CallRecord {
  /// The columns of `calls.csv`; times in milliseconds since the start of the run.
  package static let columns = """
    call,key,carrier,planned_ms,started_ms,pdd_ms,answered_ms,ended_ms,hold_ms,outcome,pod,\
    profile,accent,noise,turns,barge_ins,response_max_ms,ttfw_ms,words,substitutions,deletions,\
    insertions,failure,goal,goal_reached,repairs,caller_turns,answered_turns,interruptions,\
    interruptions_stopped,backchannels,backchannels_stopped,agent_interruptions,false_endpoints,\
    talk_over_ms,caller_speech_ms,dead_air_ms,fillers,fallbacks,escalated,model_calls,\
    input_tokens,output_tokens,cost_usd,failovers,campaign,attempt,\
    agent_frames,agent_lost,agent_concealed,agent_mos,caller_frames,caller_lost,\
    caller_concealed,caller_mos,jitter_ms,audible,quality_alarms,\
    false_quality_alarms,missed_quality_alarms,pods_asked,\
    pod_losses,pod_gap_ms

    """

  /// Appends the record as one row; no phone number is ever written.
  package func append(to row: inout TextBuffer) {
    row.integer(id.number)
    row.byte(UInt8(ascii: ","))
    row.hexadecimal(id.key)
    row.field(carrier)
    row.field(planned)
    row.field(started)
    row.field(postDialDelay)
    row.field(answered)
    row.field(ended)
    row.field(holdTime)
    row.field(outcome.rawValue)
    row.field(pod)
    row.field(caller?.profile ?? "")
    row.field(caller?.accent ?? "")
    row.field(caller?.noise ?? "")
    row.field(turns)
    row.field(bargeIns)
    row.field(responseMax)
    row.field(timeToFirstWord)
    row.field(wordErrors.referenceWords)
    row.field(wordErrors.substitutions)
    row.field(wordErrors.deletions)
    row.field(wordErrors.insertions)
    row.field(failure?.text ?? "")
    appendConversation(to: &row)
    row.field(failedLegs.count)
    row.field(campaign)
    row.field(attempt)
    append(media?.uplink, to: &row)
    append(media?.downlink, to: &row)
    row.field(media?.uplink.jitter)
    row.field(isAudible ? 1 : 0)
    row.field(media?.alarms?.raised)
    row.field(media?.alarms?.unfounded)
    row.field(media?.alarms?.missed)
    row.field(podsAsked)
    row.field(podLosses.isEmpty ? nil : podLosses.count)
    row.field(podGap)
    row.byte(UInt8(ascii: "\n"))
  }

  private func append(_ leg: LegMedia?, to row: inout TextBuffer) {
    row.field(leg?.counts.frames)
    row.field(leg?.counts.lost)
    row.field(leg?.counts.concealed)
    row.byte(UInt8(ascii: ","))
    if let score = leg?.score { row.fixed(Int64((score.value * 1_000).rounded()), decimals: 3) }
  }

  private func appendConversation(to row: inout TextBuffer) {
    row.field(goal?.goal ?? "")
    row.field(goal.map { $0.isReached ? 1 : 0 })
    row.field(goal?.repairs)
    row.field(tally.turnsOffered)
    row.field(tally.turnsAnswered)
    row.field(tally.interruptions.count)
    row.field(tally.interruptions.stopped)
    row.field(tally.backchannels.count)
    row.field(tally.backchannels.stopped)
    row.field(tally.agentInterruptions)
    row.field(tally.falseEndpoints)
    row.field(tally.talkOver)
    row.field(tally.callerSpeech)
    row.field(tally.deadAir)
    row.field(tally.fillers)
    row.field(tally.fallbacks)
    row.field(tally.isEscalated ? 1 : 0)
    row.field(tally.modelCalls)
    row.field(tally.inputTokens)
    row.field(tally.outputTokens)
    row.byte(UInt8(ascii: ","))
    if pod != nil { row.fixed(tally.cost.count / 1_000, decimals: 6) }
  }
}
