/// A frame of 20 ms of one direction of a call, and what became of it.
package struct SentFrame: Sendable, Hashable {
  /// In slots of 20 ms since the line was laid.
  package var slot: Int
  /// From sending to arrival, in µs; of a lost frame as if it had arrived.
  package var delay: Int
  package var isLost: Bool
  /// Arrived after its turn, or before there was room for it.
  package var isLate: Bool
  /// What the ear hears is made up.
  package var isConcealed: Bool
  /// The network delivers it twice.
  package var isDuplicated: Bool
  /// From sending to playing, at the end of the frame's block, in µs.
  package var playoutDelay: Int

  package init(
    slot: Int,
    delay: Int,
    isLost: Bool = false,
    isLate: Bool = false,
    isConcealed: Bool = false,
    isDuplicated: Bool = false,
    playoutDelay: Int = 0
  ) {
    self.slot = slot
    self.delay = delay
    self.isLost = isLost
    self.isLate = isLate
    self.isConcealed = isConcealed
    self.isDuplicated = isDuplicated
    self.playoutDelay = playoutDelay
  }
}

/// The frames of one stretch of speech.
package struct SentSpurt: Sendable, Hashable {
  /// Counts what this direction was told to say, from 0; what is cut before it begins has no spurt.
  package var number: Int
  /// Of its first frame.
  package var slot: Int
  package var frames: Int

  package init(number: Int, slot: Int, frames: Int) {
    self.number = number
    self.slot = slot
    self.frames = frames
  }
}

/// All frames of one direction of a call, in the order in which they were sent.
package struct LegFrames: Sendable, Hashable {
  package var frames: [SentFrame]
  /// Which stretches of speech they belong to, in the same order.
  package var spurts: [SentSpurt]
  /// How they arrived, as the call's record has it.
  package var media: LegMedia
  /// What every packet takes at least, in µs.
  package var delayMin: Int

  package init(
    frames: [SentFrame],
    spurts: [SentSpurt] = [],
    media: LegMedia,
    delayMin: Int
  ) {
    self.frames = frames
    self.spurts = spurts
    self.media = media
    self.delayMin = delayMin
  }
}

/// Both directions of a call, frame by frame.
package struct CallFrames: Sendable, Hashable {
  /// From the caller, at the agent.
  package var uplink: LegFrames
  /// From the agent, at the caller's ear.
  package var downlink: LegFrames

  package init(uplink: LegFrames, downlink: LegFrames) {
    self.uplink = uplink
    self.downlink = downlink
  }
}
