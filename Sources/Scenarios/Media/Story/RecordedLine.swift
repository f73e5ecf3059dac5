internal import SimCore
package import VoicePipeline

/// The story of one line, with the network that it went over and the draws that it took.
package struct RecordedLine: Sendable {
  package internal(set) var story: LineStory
  private let network: CallNetwork
  private let draws: DrawKey
  /// What the way of this call takes longer than others over the network.
  private let distance: Duration

  init(story: LineStory, network: CallNetwork, draws: DrawKey, distance: Duration) {
    self.story = story
    self.network = network
    self.draws = draws
    self.distance = distance
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
    var callerSpeaks = false
    for entry in story.entries {
      switch entry.event {
      case .callerBegan(let utterance):
        callerSpeaks = true
        _ = media.callerBegins(at: entry.at, for: utterance.duration)
      case .callerStopped:
        callerSpeaks = false
        _ = media.callerStops(at: entry.at)
      case .agentPlayed(let speech, let start):
        _ = media.agentPlays(from: start, for: speech.duration)
      case .agentCut: media.agentStops(at: entry.at)
      case .pressed: break
      // What is said on a dead line is part of no account.
      case .closed:
        if callerSpeaks { _ = media.callerStops(at: entry.at) }
        return media.frames
      }
    }
    return media.frames
  }
}
