internal import SimCore
internal import VoicePipeline

/// What both ends of a call said, laid out in time: the story of its line without its events.
struct CallScript {
  /// A stretch of speech; times count from when the line was laid.
  struct Stretch {
    var words: [String]
    var wordDuration: Duration
    /// Of the first sound.
    var start: Duration
    /// When it was over, or was broken off.
    var end: Duration
    /// Nil for what the agent says.
    var utterance: Utterance?

    /// Words that were said whole.
    var whole: Int {
      guard wordDuration.nanoseconds > 0, end > start else { return 0 }
      return min(words.count, Int((end - start).nanoseconds / wordDuration.nanoseconds))
    }
  }

  /// In order: the number of a spurt of frames is its place here.
  private(set) var caller: [Stretch] = []
  private(set) var agent: [Stretch] = []

  init(_ story: LineStory) {
    for entry in story.entries {
      let now = story.answered.duration(to: entry.at)
      switch entry.event {
      case .callerBegan(let utterance): caller.append(Stretch(utterance, from: now))
      case .callerStopped: Self.cut(&caller, at: now)
      case .agentPlayed(let speech, let start):
        agent.append(Stretch(speech, from: story.answered.duration(to: start)))
      case .agentCut: Self.cut(&agent, at: now)
      case .pressed: break
      case .closed:
        Self.cut(&caller, at: now)
        Self.cut(&agent, at: now)
        return
      }
    }
  }

  private static func cut(_ stretches: inout [Stretch], at now: Duration) {
    for place in stretches.indices.reversed() {
      guard stretches[place].end > now else { return }
      stretches[place].end = max(now, stretches[place].start)
    }
  }
}

extension CallScript.Stretch {
  fileprivate init(_ utterance: Utterance, from start: Duration) {
    words = utterance.words
    wordDuration = utterance.wordDuration
    self.start = start
    end = start + utterance.duration
    self.utterance = utterance
  }

  fileprivate init(_ speech: SynthesizedSpeech, from begin: Duration) {
    words = speech.text.split(separator: " ").map(String.init)
    let length = max(speech.duration - speech.leadingSilence, .zero)
    wordDuration = words.isEmpty ? .zero : length / words.count
    start = begin + speech.leadingSilence
    end = begin + speech.duration
  }

  /// Whether nothing of it is masked where words are shown.
  var isShown: Bool { SaidDigits.isAbsent(from: words) }

  /// As its frames hold it, which begin in a slot: words that are shown alike are one part.
  fileprivate func spurt(in sent: SentSpurt, masksNumbers: Bool) -> SpokenSpurt {
    let begin = CallScript.frame * sent.slot
    // Frames that wait for earlier ones begin with the speech.
    let lead = max(start - begin, .zero)
    var parts: [SpokenSpurt.Part] = []
    if words.isEmpty {
      parts.append(SpokenSpurt.Part(.noise, start: lead, duration: wordDuration))
    }
    let shown = masksNumbers ? SaidDigits.masked(words) : words
    var first = 0
    while first < words.count {
      let isShown = words[first] == shown[first]
      var last = first
      // The word that is broken off is no part of what was said whole.
      while last + 1 < words.count, last + 1 != whole,
        (words[last + 1] == shown[last + 1]) == isShown
      {
        last += 1
      }
      parts.append(
        SpokenSpurt.Part(
          isShown ? .words(Array(words[first...last])) : .number,
          start: lead + wordDuration * first,
          duration: wordDuration * (last + 1 - first)
        )
      )
      first = last + 1
    }
    return SpokenSpurt(
      parts: parts,
      slot: sent.slot,
      frames: sent.frames,
      end: lead + max(end - start, .zero),
      traits: utterance?.traits
    )
  }
}

extension CallScript {
  static let frame = Duration.milliseconds(20)

  /// The call for who renders it; a tone stands for each number that is masked.
  func spoken(
    _ frames: CallFrames,
    as codec: LineCodec,
    by voice: (accent: String, key: DrawKey),
    from answered: SimInstant,
    to end: SimInstant,
    masksNumbers: Bool = true
  ) -> SpokenCall {
    SpokenCall(
      uplink: Self.leg(frames.uplink, caller, masksNumbers),
      downlink: Self.leg(frames.downlink, agent, masksNumbers),
      codec: codec,
      accent: voice.accent,
      key: voice.key,
      begin: SimInstant.zero.duration(to: answered),
      slots: Self.slots(frames, answered.duration(to: end))
    )
  }

  func spoken(_ call: ZoomedCall, masksNumbers: Bool = true) -> SpokenCall {
    spoken(
      call.frames,
      as: call.codec,
      by: (call.accent, call.soundKey),
      from: call.story.answered,
      to: call.story.closing?.at ?? call.exemplar.record.ended,
      masksNumbers: masksNumbers
    )
  }

  private static func leg(
    _ leg: LegFrames,
    _ stretches: [Stretch],
    _ masksNumbers: Bool
  ) -> SpokenLeg {
    SpokenLeg(
      spurts: leg.spurts.map { stretches[$0.number].spurt(in: $0, masksNumbers: masksNumbers) },
      frames: leg.frames
    )
  }

  /// From the laying of the line until it is closed, and all that was sent has been played.
  private static func slots(_ frames: CallFrames, _ length: Duration) -> Int {
    let last = [frames.uplink, frames.downlink].compactMap { leg in
      leg.frames.last.map { Duration.microseconds($0.playoutDelay) + frame * ($0.slot + 1) }
    }
    let end = ([length] + last).max() ?? .zero
    return max(1, Int((end / frame).rounded(.up)))
  }
}
