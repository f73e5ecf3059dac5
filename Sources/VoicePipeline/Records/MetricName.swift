/// The one vocabulary of measured quantities: thresholds, reports and records all use these names.
package enum MetricName: String, Sendable, Hashable, Codable, CaseIterable {
  /// Caller's last sound to the agent's first sound, at the caller's ear.
  case responseLatency = "response_latency"
  /// The same of turns that had to wait for earlier requests: tools and retries.
  case toolTurnLatency = "tool_turn_latency"
  /// The same of all other turns.
  case plainTurnLatency = "plain_turn_latency"
  /// End of speech to the decision that the turn has ended.
  case endpointing
  /// From that decision until the final transcript is there; zero if it came earlier.
  case transcription
  /// Looking for a known reply, for passages and for the right model, in turns that did.
  case routing
  /// Requests before the one that was answered, in turns that had them: tools and retries.
  case tools
  /// Waiting for a slot of the language model's pool.
  case modelQueue = "model_queue"
  /// Request sent to the first sentence complete.
  case languageModel = "language_model"
  /// Request sent to the first token.
  case timeToFirstToken = "time_to_first_token"
  /// First token to the first sentence complete.
  case firstSentence = "first_sentence"
  /// Text sent to the first audible sound, leading silence included.
  case synthesis
  /// Both directions of the network, with the jitter buffer.
  case network
  /// Planned dial to the first ring or final response (RFC 6076 SRD, from the planned instant).
  case postDialDelay = "post_dial_delay"
  /// Planned to actual start of a dial: what pacing and limits added.
  case dialDelay = "dial_delay"
  /// Answer to the agent's first sound.
  case timeToFirstWord = "time_to_first_word"
  /// Duration of an answered call.
  case holdTime = "hold_time"
  /// Conversation, and the time of the human that took it over: an agent has no after-call work.
  case handleTime = "handle_time"
  /// Answer to end of every answered call, machines included; its mean is the average call duration
  /// of the trade.
  case callDuration = "call_duration"
  /// From a dial that a carrier failed to the same dial over another one.
  case failoverTime = "failover_time"
  /// The caller's onset over the agent's voice to the agent's silence, where it broke off.
  case bargeInStop = "barge_in_stop"
  /// Silences of both sides of over 2 s.
  case deadAir = "dead_air"
  case wordErrorRate = "word_error_rate"
  case callSuccessRate = "call_success_rate"
  case blockedCalls = "blocked_calls"
  case abandonedCalls = "abandoned_calls"
  /// Conversations that a carrier dropped for want of audio.
  case cutOffCalls = "cut_off_calls"
  /// Conversations that a model's failure ended.
  case failedCalls = "failed_calls"
  case answerSeizureRatio = "answer_seizure_ratio"
  /// Calls that a person answered, of all that were made.
  case answerRate = "answer_rate"
  /// Legs whose far end was reached: answered, busy, no answer or declined (ITU-T E.425).
  case networkEffectivenessRatio = "network_effectiveness_ratio"
  /// INVITEs that were answered with 200 (RFC 6076 section 4.6).
  case sessionEstablishmentRatio = "session_establishment_ratio"
  /// Legs that a carrier refused over a limit of its own.
  case throttledLegs = "throttled_legs"
  /// Calls that no carrier took, for a limit of its own.
  case throttledCalls = "throttled_calls"
  /// How long carriers held dials back over their limits, of those that waited.
  case carrierQueue = "carrier_queue"
  /// Calls a second whose first ring or final response came within the window, refusals over limits
  /// left out.
  case effectiveDialsPerSecond = "effective_dials_per_second"
  /// Start of a carrier's fault to the dialer's keeping away from it, of those that it noticed.
  case outageDetection = "outage_detection"
  /// Faults of carriers that it did not.
  case unseenOutages = "unseen_outages"
  /// Probes of carriers without an answer, or with one that says that the carrier is not well.
  case failedProbes = "failed_probes"
  /// Dials over a carrier of the called person's region, of those to people whose region is known.
  case nearDials = "near_dials"
  /// Calls that rang over more than one carrier.
  case rangTwice = "rang_twice"
  case activeCalls = "active_calls"
  case doNotCallViolations = "dnc_violations"
  case callingHoursViolations = "calling_hours_violations"
  case consentViolations = "consent_violations"
  /// Dials over the cap of calls about a debt, or too soon after a conversation.
  case callFrequencyViolations = "call_frequency_violations"
  /// Campaigns and periods of 30 days in which over 3 % of those who answered found nobody there.
  case abandonmentViolations = "abandonment_violations"
  /// Phones that were given up before they had rung for long enough.
  case ringTimeViolations = "ring_time_violations"
  /// Rules that texts broke, those on consent and those that hold for calls too.
  case smsViolations = "sms_violations"
  case textsSent = "texts_sent"
  /// Calls and texts to one debtor within one window of the cap, at most.
  case debtContactsMax = "debt_contacts_max"
  /// Of all rules.
  case complianceViolations = "compliance_violations"
  case droppedCalls = "dropped_calls"
  /// Planned to actual start of the dials of the campaign that the file lists first.
  case firstCampaignDelay = "first_campaign_delay"
  /// The same of the one that it lists last.
  case lastCampaignDelay = "last_campaign_delay"
  /// Dials that went before one of a higher priority which could have gone.
  case priorityInversions = "priority_inversions"
  /// Dials that went to an overflow queue.
  case overflowedDials = "overflowed_dials"
  /// Those that were made after all.
  case replayedDials = "replayed_dials"
  /// Those that were kept there for too long.
  case expiredDials = "expired_dials"
  /// Leads whom a call has reached, of all campaigns.
  case leadsReached = "leads_reached"
  /// For how long campaigns were held to one call at a time.
  case heldToOneMinutes = "held_to_one_minutes"
  /// Calls whose outcome was to be written to the CRM or the call log.
  case outcomeRows = "outcome_rows"
  /// Those that were not: their pod was killed, its buffer full, or the store refused them.
  case outcomeRowsLost = "outcome_rows_lost"
  /// Transactions that wrote them.
  case outcomeBatches = "outcome_batches"
  /// Rows of a transaction, on average.
  case outcomeBatchRows = "outcome_batch_rows"
  /// The end of a call to its outcome written.
  case outcomeDelay = "outcome_delay"
  /// What dashboards were to be told.
  case dashboardEvents = "dashboard_events"
  /// That of it which never came to the bus.
  case dashboardEventsLost = "dashboard_events_lost"
  /// Events that wait on the bus.
  case eventBacklog = "event_backlog"
  /// What happened in a call to its being shown.
  case eventAge = "event_age"
  /// For how long transactions waited for the locked counter of a campaign, each time that they
  /// asked for one.
  case lockWait = "lock_wait"
  /// Calls that the audit log does not lead from one dial to one end.
  case openAuditChains = "open_audit_chains"
  /// Numbers of leads, and other numbers and addresses of people, that stand in the audit log in
  /// clear.
  case personalDataInLog = "personal_data_in_log"
  /// For how many years the audit log says that it has to be kept.
  case auditRetentionYears = "audit_retention_years"
  /// Arrival of an inbound call to its agent, of those who had to wait and got one.
  case inboundWait = "inbound_wait"
  /// Inbound calls that ended before an agent was there: turned away, or hung up.
  case inboundLost = "inbound_lost"
  /// Caller turns that were answered before the caller spoke again.
  case turnsAnswered = "turns_answered"
  /// Pauses within turns that the agent took for their ends, against all turns.
  case falseEndpoints = "false_endpoints"
  /// Caller turns into which the agent began to speak.
  case agentInterruptions = "agent_interruptions"
  /// Interruptions at which the agent broke off within 2 s; where it came to its own end by then,
  /// it was not put to the test.
  case bargeInSuccess = "barge_in_success"
  /// Interruptions at which it did not.
  case missedBargeIns = "missed_barge_ins"
  /// Back-channels, asides and noises at which the agent stopped within 2 s.
  case falseBargeIns = "false_barge_ins"
  /// Caller's speech while the agent spoke, of all the caller's speech.
  case talkOver = "talk_over"
  /// Conversations whose goal was reached, of those that had one.
  case goalSuccess = "goal_success"
  /// Conversations that came to their last step.
  case completionRate = "completion_rate"
  /// Conversations in which no human was asked for.
  case containment
  /// Escalations that the matter called for, of all escalations.
  case escalationAccuracy = "escalation_accuracy"
  /// Conversations that called for a human and got none asked for.
  case missedEscalations = "missed_escalations"
  /// Replies that a model failed to give.
  case fallbacks
  /// What the models of a conversation cost, on average; telephony and machines are not in it.
  case costPerCall = "cost_per_call"
  /// The same of all conversations, over those that reached their goal.
  case costPerSuccess = "cost_per_success"
  /// Caller turns in which a filler was said while the answer was being made.
  case fillers
  /// Of what the caller said to be answered, "hello?" into dead air.
  case hellos
  /// Requests to models and tools that failed.
  case modelFailures = "model_failures"
  /// Calls answered while the human desk was closed that came to a good end all the same.
  case afterHoursCapture = "after_hours_capture"
  /// Calls answered while the human desk was closed, of all that were answered.
  case afterHoursCalls = "after_hours_calls"
  /// Tokens that models read in a conversation, those of unheard branches included.
  case inputTokens = "input_tokens"
  /// Tokens that models wrote in a conversation, those of unheard branches included.
  case outputTokens = "output_tokens"
  /// Tokens of the longest request of a conversation.
  case contextTokens = "context_tokens"
  /// Peak of what a model server of our own keeps in memory: weights and cache, in gigabytes.
  case serverMemory = "server_memory_gb"
  /// Requests of the mean length that fit into its memory and batch at the same time.
  case serverSlots = "server_slots"
  /// Answer to the verdict of a detector of answering machines.
  case verdictTime = "verdict_time"
  /// End of a person's greeting to the agent's first word; zero where it had come before.
  case feltDelay = "felt_delay"
  /// People whom a detector took for machines, of those who answered.
  case humansHungUp = "humans_hung_up"
  /// Machines that an agent talked to, of those that answered.
  case machinesTalkedTo = "machines_talked_to"
  /// People who heard no word within 2 s of their greeting (16 CFR 310.4(b)(4)).
  case lateConnects = "late_connects"
  /// What the detector costs, for each answer.
  case detectionCost = "detection_cost"
  /// Estimated opinion score (MOS-CQE, ITU-T G.107) of each call at the caller's ear.
  case callerScore = "caller_mos"
  /// The same at the agent: what the recognizer has to work with.
  case agentScore = "agent_mos"
  /// The worst 8 s of speech at the caller's ear, of calls that have as much.
  case worstScore = "worst_mos"
  /// Frames of speech that the network lost, both ways.
  case packetLoss = "packet_loss"
  /// Frames of speech that had to be made up: lost, late or discarded, and not recovered.
  case concealedFrames = "concealed_frames"
  /// Interarrival jitter at the end of each call, at the agent (RFC 3550 clause 6.4.1).
  case interarrivalJitter = "interarrival_jitter"
  /// From a frame's sending to its playing at the caller's ear, buffer included.
  case playoutDelay = "playout_delay"
  /// Times that an agent was told that it hears its caller badly.
  case qualityAlarms = "quality_alarms"
  /// Those at 8 s of speech of which few enough frames were made up.
  case falseQualityAlarms = "false_quality_alarms"
  /// 8 s of speech of which too many were, while no alarm stood.
  case missedQualityAlarms = "missed_quality_alarms"
  /// Conversations that there would be if none were blocked; an autoscaler never sees them.
  case offeredCalls = "offered_calls"
  /// Pods that take calls.
  case pods
  /// Pods that the autoscaler asks for.
  case desiredPods = "desired_pods"
  /// Conversations, of the slots of pods that take calls.
  case podUtilisation = "pod_utilisation"
  /// From the wish for a pod until it takes calls.
  case podStart = "pod_start"
  /// What the queue of a pod's processor adds to sound and to what voice activity tells.
  case mediaLag = "media_lag"
  /// Frames of sound that a pod's processor had no time for.
  case framesShed = "frames_shed"
  /// Minutes in which every slot was taken.
  case fullMinutes = "full_minutes"
  /// Pods that died: crashed, out of memory, taken back, or stopped before their calls were over.
  case podsLost = "pods_lost"
  /// Calls that were on them.
  case callsLostWithPods = "calls_lost_with_pods"
  /// From a pod's death until another one had the conversation, of those that went on.
  case resumeGap = "resume_gap"
  /// Conversations that went on, of those whose pod died.
  case resumedCalls = "resumed_calls"
  /// Callers who hung up before, of all whose pod died.
  case gapHangUps = "gap_hang_ups"
  /// Conversations that could not be taken up for want of their state, of all whose pod died.
  case lostStates = "lost_states"
  /// Sentences that were said again on resuming, for each conversation that went on.
  case repeatedSentences = "repeated_sentences"
  /// Stretches of callers' speech that fell into a gap, for each conversation that went on.
  case unheardSpeech = "unheard_speech"
  /// Pods that were asked for a call and had no slot, of all that were asked.
  case placementRefusals = "placement_refusals"
  /// Calls that were turned away while some pod had a slot.
  case missedPlacements = "missed_placements"
  /// Pods of the layer that is named first, on average.
  case servicePods = "service_pods"
  /// Requests that wait for a slot of it at a time, at most.
  case serviceWaiting = "service_waiting"
  /// Conversations that were held elsewhere than in the nearest region that may hold them.
  case farCalls = "far_calls"
  /// Conversations that were held where those people's have to stay out of.
  case residencyViolations = "residency_violations"
  /// Calls of the tenant that is named first which found no slot, of all that asked for one.
  case firstTenantBlocked = "first_tenant_blocked"
  /// The same of the one that is named last.
  case lastTenantBlocked = "last_tenant_blocked"
  /// What pods, machines and what stands by cost in the run.
  case platformCost = "platform_cost"
  /// The same, over the minutes of all conversations.
  case platformCostPerMinute = "platform_cost_per_minute"
  /// What the measured part of the run cost: machines, bandwidth, telephony and models.
  case totalCost = "total_cost"
  /// The same, over all calls that were made or came in.
  case totalCostPerCall = "total_cost_per_call"
  /// The same, over the calls that people answered.
  case totalCostPerAnswer = "total_cost_per_answer"
  /// The same, over the calls that did what they were made for.
  case totalCostPerResolved = "total_cost_per_resolved"
  /// Of it, what pods, nodes, serverless seconds and model servers cost.
  case machineCost = "machine_cost"
  /// Of it, what left the platform's network.
  case bandwidthCost = "bandwidth_cost"
  /// Of it, minutes of calls, machine detection and texts.
  case telephonyCost = "telephony_cost"
  /// Of it, models and their sessions.
  case modelCost = "model_cost"
  /// Calls that did what they were made for: a goal reached, a conversation without a goal
  /// completed, a recording heard.
  case resolvedCalls = "resolved_calls"
  /// Requests that went to the language model, or to the speech-to-speech model that stands in for
  /// it, for each that was wanted; the most in any minute, or on average.
  case retryAmplification = "retry_amplification"
  /// Times that circuit breakers in front of language models opened.
  case breakerOpenings = "breaker_openings"
  /// Requests that they kept from a model.
  case requestsKeptBack = "requests_kept_back"
  /// Sessions with a speech-to-speech model that waited for their call, of all that were asked for.
  case poolHits = "pool_hits"
  /// From asking for such a session until it was the call's own.
  case poolWait = "pool_wait"
  /// The same of calls that found none waiting.
  case coldWait = "cold_wait"
  /// Sessions that wait for a call.
  case warmSessions = "warm_sessions"
  /// Calls and dials that were turned away for the load.
  case shedCalls = "shed_calls"
  /// Minutes in which they were.
  case shedMinutes = "shed_minutes"

  /// What a value of the metric is.
  package enum Kind: Sendable, Hashable {
    /// A distribution of durations.
    case latency
    /// A share of 0 to 1, printed in percent.
    case ratio
    /// A number of things.
    case count
    /// US dollars.
    case money
    /// A mean opinion score of 1 to 4.5.
    case score
  }

  package var kind: Kind {
    switch self {
    case .responseLatency, .toolTurnLatency, .plainTurnLatency, .handleTime, .endpointing,
      .transcription, .modelQueue, .languageModel,
      .timeToFirstToken, .synthesis, .network, .postDialDelay, .dialDelay, .timeToFirstWord,
      .holdTime, .callDuration, .failoverTime, .routing, .tools, .firstSentence, .bargeInStop,
      .deadAir, .inboundWait, .verdictTime, .feltDelay, .carrierQueue, .firstCampaignDelay,
      .lastCampaignDelay, .interarrivalJitter, .playoutDelay, .outageDetection,
      .outcomeDelay, .eventAge, .lockWait, .podStart, .mediaLag, .poolWait, .coldWait, .resumeGap:
      .latency
    case .wordErrorRate, .callSuccessRate, .blockedCalls, .abandonedCalls, .cutOffCalls,
      .failedCalls,
      .answerSeizureRatio, .networkEffectivenessRatio, .sessionEstablishmentRatio, .throttledLegs,
      .turnsAnswered, .falseEndpoints, .agentInterruptions, .bargeInSuccess, .missedBargeIns,
      .falseBargeIns, .talkOver, .goalSuccess, .completionRate, .containment,
      .escalationAccuracy, .missedEscalations, .fallbacks, .fillers, .hellos, .modelFailures,
      .afterHoursCapture, .inboundLost, .humansHungUp, .machinesTalkedTo, .lateConnects,
      .answerRate, .throttledCalls, .afterHoursCalls, .packetLoss, .concealedFrames,
      .failedProbes, .nearDials, .firstTenantBlocked, .lastTenantBlocked, .podUtilisation,
      .framesShed, .placementRefusals, .resumedCalls, .gapHangUps, .lostStates, .poolHits,
      .farCalls:
      .ratio
    case .activeCalls, .doNotCallViolations, .callingHoursViolations, .consentViolations,
      .callFrequencyViolations, .abandonmentViolations, .ringTimeViolations,
      .complianceViolations,
      .smsViolations, .textsSent, .debtContactsMax, .effectiveDialsPerSecond, .rangTwice,
      .priorityInversions, .leadsReached, .heldToOneMinutes, .unseenOutages,
      .overflowedDials, .replayedDials, .expiredDials,
      .outcomeRows, .outcomeRowsLost, .dashboardEvents, .dashboardEventsLost, .eventBacklog,
      .outcomeBatches, .outcomeBatchRows, .openAuditChains, .personalDataInLog,
      .auditRetentionYears,
      .qualityAlarms, .falseQualityAlarms, .missedQualityAlarms,
      .offeredCalls, .pods, .desiredPods, .servicePods, .serviceWaiting, .fullMinutes, .podsLost,
      .callsLostWithPods,
      .missedPlacements, .repeatedSentences, .unheardSpeech, .resolvedCalls,
      .retryAmplification, .breakerOpenings, .requestsKeptBack,
      .warmSessions, .shedCalls, .shedMinutes, .residencyViolations,
      .droppedCalls, .inputTokens, .outputTokens, .contextTokens, .serverMemory, .serverSlots:
      .count
    case .costPerCall, .costPerSuccess, .detectionCost, .platformCost, .platformCostPerMinute,
      .totalCost, .totalCostPerCall, .totalCostPerAnswer, .totalCostPerResolved, .machineCost,
      .bandwidthCost, .telephonyCost, .modelCost:
      .money
    case .callerScore, .agentScore, .worstScore: .score
    }
  }

  /// The name as a reader sees it, in lower case.
  package var label: String {
    switch self {
    case .doNotCallViolations: "do-not-call violations"
    case .postDialDelay: "post-dial delay"
    case .cutOffCalls: "cut-off calls"
    case .answerSeizureRatio: "answer-seizure ratio"
    case .bargeInStop: "barge-in stop"
    case .bargeInSuccess: "barge-in success"
    case .missedBargeIns: "missed barge-ins"
    case .falseBargeIns: "false barge-ins"
    case .talkOver: "talk-over"
    case .afterHoursCapture: "after-hours capture"
    case .afterHoursCalls: "after-hours calls"
    case .smsViolations: "SMS violations"
    case .toolTurnLatency: "tool-turn latency"
    case .plainTurnLatency: "plain-turn latency"
    case .serverMemory: "server memory (GB)"
    case .callerScore: "MOS at the caller's ear"
    case .agentScore: "MOS at the agent"
    case .worstScore: "MOS of the worst 8 s"
    default: rawValue.split(separator: "_").joined(separator: " ")
    }
  }
}
