package import SimCore
package import VoicePipeline

/// The story of one line, with the network that it went over and the draws that it took.
package struct RecordedLine: Sendable {
  package internal(set) var story: LineStory
  private let network: CallNetwork
  private let draws: DrawKey
  /// What the way of this call takes longer than others over the network.
  private let distance: Duration
  private let accent: String

  init(
    story: LineStory,
    network: CallNetwork,
    draws: DrawKey,
    distance: Duration,
    accent: String
  ) {
    self.story = story
    self.network = network
    self.draws = draws
    self.distance = distance
    self.accent = accent
  }

  /// The caller's voice, by the name of its accent, and what its draws hang on.
  package var voice: (accent: String, key: DrawKey) {
    let speaker = AudibleSpeaker(accent: accent, draws: draws, over: network)
    return (speaker.accent, speaker.key)
  }

  /// How speech is coded on it.
  package var codec: LineCodec { network.codec }

  /// From the answer until media flows.
  package var setUp: Duration { network.setUp }

  /// The packets of the story: of a call that was lived at the packet tier they are the very ones,
  /// of another one they are drawn now, from the draws that it would have had.
  ///
  /// Whoever spoke, and when, is not changed by what becomes of them.
  package func frames() -> CallFrames {
    let media = PacketMedia(
      network,
      draws: draws,
      answered: story.answered,
      distance: distance,
      keepsFrames: true
    )
    for entry in story.entries {
      switch entry.event {
      case .callerBegan(let utterance):
        _ = media.callerBegins(utterance, at: entry.at)
      case .callerStopped: _ = media.callerStops(at: entry.at)
      case .agentPlayed(let speech, let start):
        _ = media.agentPlays(from: start, for: speech.duration)
      case .agentCut: media.agentStops(at: entry.at)
      case .pressed: break
      case .closed:
        // What is said on a dead line is part of no account.
        _ = media.callerStops(at: entry.at)
        media.agentStops(at: entry.at)
        return media.frames
      }
    }
    return media.frames
  }
}
