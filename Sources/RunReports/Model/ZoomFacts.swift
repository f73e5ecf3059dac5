package import VoicePipeline

/// One call of a run, with its frames, as its page shows it.
package struct ZoomFacts: Sendable {
  package var exemplar: ExemplarCall
  package var frames: CallFrames
  /// From the answer until the slot 0 of the frames: a line is laid where it is answered.
  package var framesBegin: Duration
  package var codec: String
  package var scenario: String
  package var seed: UInt64
  /// Where the packets come from, such as `the run's own packets`.
  package var kind: String
  /// What a reader has to know besides, one sentence each.
  package var notes: [String]
  /// Makes the page again.
  package var command: String
  package var build: BuildFacts
  /// Nil for a call of which only packets were rendered.
  package var sound: ZoomSound?

  package init(
    exemplar: ExemplarCall,
    frames: CallFrames,
    framesBegin: Duration,
    codec: String,
    scenario: String,
    seed: UInt64,
    kind: String,
    notes: [String],
    command: String,
    build: BuildFacts,
    sound: ZoomSound? = nil
  ) {
    self.exemplar = exemplar
    self.frames = frames
    self.framesBegin = framesBegin
    self.codec = codec
    self.scenario = scenario
    self.seed = seed
    self.kind = kind
    self.notes = notes
    self.command = command
    self.build = build
    self.sound = sound
  }
}

extension ZoomFacts {
  /// Both directions with their names, that to the agent first.
  var legs: [(name: String, leg: LegFrames)] {
    [("to the agent", frames.uplink), ("to the caller", frames.downlink)]
  }
}

/// Frames in a row that fared alike.
struct FrameRun: Hashable {
  /// What became of a frame, as far as a picture shows it.
  enum Fate: String, Hashable {
    case played, lost, late, recovered
  }

  var fate: Fate
  var span: CallStory.Span
  var frames: Int
  /// From sending to playing, in µs.
  var playoutDelay: Int
}

extension LegFrames {
  private static let frame = Duration.milliseconds(20)

  /// The frames in runs, by when they were sent, a time after the answer.
  func runs(from begin: Duration) -> [FrameRun] {
    var runs: [FrameRun] = []
    for frame in frames {
      let start = begin + Self.frame * frame.slot
      let fate = frame.fate
      if let last = runs.last, last.fate == fate, last.playoutDelay == frame.playoutDelay,
        last.span.end == start
      {
        runs[runs.count - 1].span.end += Self.frame
        runs[runs.count - 1].frames += 1
      } else {
        runs.append(
          FrameRun(
            fate: fate,
            span: CallStory.Span(start: start, end: start + Self.frame),
            frames: 1,
            playoutDelay: frame.playoutDelay
          )
        )
      }
    }
    return runs
  }
}

extension SentFrame {
  fileprivate var fate: FrameRun.Fate {
    if isLost || isLate, !isConcealed { return .recovered }
    return isLost ? .lost : isLate ? .late : .played
  }
}
