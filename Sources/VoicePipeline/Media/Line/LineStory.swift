package import SimCore

/// What one line was told, in order of time: who spoke when, what was cut, how it closed.
package struct LineStory: Sendable {
  /// Something that a line was told.
  package enum Event: Sendable {
    /// The caller opens its mouth; it goes on for the utterance's duration at most.
    case callerBegan(Utterance)
    case callerStopped
    /// The agent's next sentence leaves from `start` on, behind all earlier ones.
    case agentPlayed(SynthesizedSpeech, from: SimInstant)
    /// What the agent had queued is dropped from now on.
    case agentCut
    case pressed(Character)
    case closed(by: LineEnd)
  }

  /// Which end has closed a line.
  package enum LineEnd: String, Sendable, Hashable {
    case caller, agent
  }

  /// An event, with its instant.
  package struct Entry: Sendable {
    package var at: SimInstant
    package var event: Event

    package init(at: SimInstant, event: Event) {
      self.at = at
      self.event = event
    }
  }

  package let call: CallID
  /// When the line was laid: slots of frames count from here.
  package let answered: SimInstant
  package private(set) var entries: [Entry] = []

  package init(call: CallID, answered: SimInstant) {
    self.call = call
    self.answered = answered
  }

  package mutating func add(_ event: Event, at now: SimInstant) {
    entries.append(Entry(at: now, event: event))
  }

  /// The first closing of the line; nil for one that is still open.
  package var closing: (at: SimInstant, by: LineEnd)? {
    for entry in entries {
      if case .closed(let end) = entry.event { return (entry.at, end) }
    }
    return nil
  }

  /// How the caller's speech is coded; nil for a caller who says nothing.
  package var codec: LineCodec? {
    for entry in entries {
      if case .callerBegan(let utterance) = entry.event { return utterance.traits.codec }
    }
    return nil
  }
}

extension LineStory.Event {
  /// Whether it is the same thing to whoever was on the line, be it at another instant.
  package func isSame(as other: Self) -> Bool {
    switch (self, other) {
    case (.callerBegan(let one), .callerBegan(let two)):
      one.words == two.words && one.duration == two.duration && one.kind == two.kind
    case (.callerStopped, .callerStopped), (.agentCut, .agentCut): true
    case (.agentPlayed(let one, _), .agentPlayed(let two, _)):
      one.text == two.text && one.duration == two.duration
    case (.pressed(let one), .pressed(let two)): one == two
    case (.closed(let one), .closed(let two)): one == two
    default: false
    }
  }
}
