package import SimCore

/// What both mouths of one call said, and what became of each frame: for who renders it as sound.
///
/// Times count from when the line was laid, slots of 20 ms as well. Nothing here can be changed by
/// whoever renders it: who speaks when, and what is cut, is the call's own story.
package struct SpokenCall: Sendable {
  /// The caller's speech, on its way to the agent.
  package var uplink: SpokenLeg
  /// The agent's, on its way to the caller.
  package var downlink: SpokenLeg
  package var codec: LineCodec
  /// How the caller's profile names its accent: it stands for a voice.
  package var accent: String
  /// Of the call: the caller's noise and voice hang on it.
  package var key: DrawKey
  /// From the beginning of the run until the line was laid: noise goes on between stretches.
  package var begin: Duration
  /// From the laying of the line to the last sound on it, in frames.
  package var slots: Int

  package init(
    uplink: SpokenLeg,
    downlink: SpokenLeg,
    codec: LineCodec,
    accent: String,
    key: DrawKey,
    begin: Duration,
    slots: Int
  ) {
    self.uplink = uplink
    self.downlink = downlink
    self.codec = codec
    self.accent = accent
    self.key = key
    self.begin = begin
    self.slots = slots
  }
}

/// One direction of a call that is to be rendered.
package struct SpokenLeg: Sendable {
  /// In order; the frames of all of them are `frames`.
  package var spurts: [SpokenSpurt]
  package var frames: [SentFrame]

  package init(spurts: [SpokenSpurt], frames: [SentFrame]) {
    self.spurts = spurts
    self.frames = frames
  }
}

/// What is said without a pause, and the frames that it is sent in.
package struct SpokenSpurt: Sendable, Hashable {
  /// What sounds for a while.
  package enum Content: Sendable, Hashable {
    case words([String])
    /// A number that is masked wherever words are shown: a tone stands for it.
    case number
    /// A cough, a door, a dog.
    case noise
  }

  /// A part of it, with its place within the spurt's frames.
  package struct Part: Sendable, Hashable {
    package var content: Content
    package var start: Duration
    package var duration: Duration

    package init(_ content: Content, start: Duration, duration: Duration) {
      self.content = content
      self.start = start
      self.duration = duration
    }
  }

  package var parts: [Part]
  /// Of its first frame, and how many there are.
  package var slot: Int
  package var frames: Int
  /// From the beginning of its first frame until it is over, or was broken off: nothing of it
  /// sounds from there on.
  package var end: Duration
  /// What stands behind the speaker; nil for who speaks where there is no noise.
  package var traits: SpeechTraits?

  package init(
    parts: [Part],
    slot: Int,
    frames: Int,
    end: Duration,
    traits: SpeechTraits? = nil
  ) {
    self.parts = parts
    self.slot = slot
    self.frames = frames
    self.end = end
    self.traits = traits
  }
}
