internal import SimCore

/// Caller's speech over the agent's voice that has not taken the floor.
struct Overlap: Sendable, Hashable, Codable {
  var start: SimInstant
  /// The caller's last sound; nil while the caller speaks.
  var lastSound: SimInstant?
  /// Long enough to take the floor.
  var isLong = false
}

// Both speak: who goes on?
extension AgentMachine {
  mutating func overlapStarted(
    _ audio: any AudioStream,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    let rule = settings.interruption
    if overlap == nil {
      beginTurn()
      beganAsOverlap = true
      overlap = Overlap(start: now, isLong: rule.durationMin == .zero)
    }
    overlap?.lastSound = nil
    hear(audio, at: now, wantsPartials: rule.wordsMin > 0, &effects)
    if overlap?.isLong == true {
      overlapUnderstood(at: now, &effects)
    } else {
      effects.append(.start(.interruption, until: now.advanced(by: rule.durationMin)))
    }
  }

  mutating func overlapLasted(at now: SimInstant, _ effects: inout AgentEffects) {
    guard overlap != nil else { return }
    overlap?.isLong = true
    overlapUnderstood(at: now, &effects)
  }

  mutating func overlapPaused(
    lastSound: SimInstant,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    guard overlap?.lastSound == nil else { return }
    overlap?.lastSound = lastSound
    if settings.interruption.durationMin > .zero { effects.append(.stop(.interruption)) }
    concludeStretch(&effects)
    if settings.isRealtime { passOver(&effects) }
  }

  /// Something more is known of the overlap.
  mutating func overlapUnderstood(at now: SimInstant, _ effects: inout AgentEffects) {
    guard let overlap else { return }
    let rule = settings.interruption
    let known = rule.wordsCounted(words) + rule.wordsCounted(latestPartial)
    let isOver = overlap.lastSound != nil && finalsPending == 0
    if overlap.isLong && (rule.wordsMin == 0 || known >= rule.wordsMin) {
      takeFloor(at: now, &effects)
    } else if isOver {
      // Short, but whole: it is words that decide.
      if known >= max(rule.wordsMin, 1) { takeFloor(at: now, &effects) } else { passOver(&effects) }
    }
  }

  /// It was a back-channel, or no speech at all.
  private mutating func passOver(_ effects: inout AgentEffects) {
    guard let overlap else { return }
    effects.append(.note(.ignored(until: overlap.lastSound ?? overlap.start)))
    self.overlap = nil
  }

  /// The caller has the floor.
  private mutating func takeFloor(at now: SimInstant, _ effects: inout AgentEffects) {
    guard let overlap else { return }
    self.overlap = nil
    bargeIns += 1
    if settings.interruption.durationMin > .zero { effects.append(.stop(.interruption)) }
    cancelReply(at: now, &effects)
    if phase == .speaking { effects.append(.clearPlayback) }
    effects.append(.note(.cut(request: reply.number, at: now)))
    cutReply()
    hearAsTurn(overlap, at: now, &effects)
  }

  /// What began over the agent's voice is a turn of its own.
  mutating func hearAsTurn(_ overlap: Overlap, at now: SimInstant, _ effects: inout AgentEffects) {
    guard let lastSound = overlap.lastSound else {
      phase = .hearing
      return
    }
    stamps.speechEnded = lastSound
    awaitEndOfTurn(at: now, &effects)
  }

  /// Keeps what the far end has reported as played; `cleared` may add to it.
  mutating func cutReply() {
    settleCut()
    let unheard = reply.sentences.dropFirst(reply.settled).compactMap(\.spoken)
    cut = CutReply(
      request: reply.number,
      sentences: reply.sentences,
      heard: reply.sentences.prefix(reply.settled).compactMap(\.spoken),
      rest: unheard
    )
  }

  mutating func cleared(_ mark: PlaybackMark, heard: Duration) {
    guard var cut, cut.request == mark.request,
      cut.sentences.indices.contains(mark.sentence)
    else { return }
    let sentence = cut.sentences[mark.sentence]
    let whole = cut.sentences.prefix(mark.sentence).compactMap(\.spoken)
    let part = sentence.spoken == nil ? "" : sentence.text(heard: heard)
    let rest = sentence.spoken == nil ? "" : sentence.rest(after: heard)
    let after = cut.sentences.dropFirst(mark.sentence + 1).compactMap(\.spoken)
    cut.heard = part.isEmpty ? whole : whole + [part]
    cut.rest = rest.isEmpty ? after : [rest] + after
    self.cut = cut
  }

  /// Makes what was heard of a cut reply part of the conversation, for good.
  mutating func settleCut() {
    guard let cut else { return }
    self.cut = nil
    contextTokens += cut.heard.reduce(0) { $0 + TokenEstimate.tokens(in: $1) }
    for sentence in cut.heard { conversation.agentSaid(sentence) }
  }
}
