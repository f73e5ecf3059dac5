package import RunReports
package import SimCore
package import VoicePipeline

/// What `replay --call` is asked to do.
package struct ZoomRequest: Sendable {
  /// Makes what is in the frames of a call, from its story.
  package typealias Payload = @Sendable (LineStory) -> any FramePayload

  /// The run directory.
  package var directory: String
  /// The number that the call has in calls.csv.
  package var call: Int
  package var build: BuildFacts
  /// Lives the call again at the finer tier, which may change its story.
  package var isLivedAgain: Bool
  /// Where the files go; nil puts them beside those of the run's own calls.
  package var output: String?
  /// Goes on though build, scenario or lead file are not those of the run, and says so.
  package var force: Bool
  /// Nil fills frames with speech, if it is rendered, and else with faint noise.
  package var payload: Payload?
  /// What renders sound; a run that has calls at the audio tier cannot be repeated without it.
  package var audio: AudioBinding?
  /// Renders the call as sound.
  package var isAudible: Bool
  /// Asked between slices of each simulation.
  package var isInterrupted: @Sendable () -> Bool

  package init(
    directory: String,
    call: Int,
    build: BuildFacts,
    isLivedAgain: Bool = false,
    output: String? = nil,
    force: Bool = false,
    payload: Payload? = nil,
    audio: AudioBinding? = nil,
    isAudible: Bool = false,
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) {
    self.directory = directory
    self.call = call
    self.build = build
    self.isLivedAgain = isLivedAgain
    self.output = output
    self.force = force
    self.payload = payload
    self.audio = audio
    self.isAudible = isAudible
    self.isInterrupted = isInterrupted
  }
}

/// One call of a run, frame by frame.
package struct ZoomedCall: Sendable {
  package var exemplar: ExemplarCall
  package var story: LineStory
  package var frames: CallFrames
  package var codec: LineCodec
  /// From the answer until audio can flow.
  package var setUp: Duration
  /// The caller's voice by the name of its accent, and what its draws hang on.
  package var accent: String
  package var soundKey: DrawKey
}

/// What a zoom has come to.
package struct ZoomOutcome: Sendable {
  package var call: ZoomedCall
  /// Where the story of the finer tier leaves that of the run; nil when it does not, or when the
  /// call was not lived again.
  package var divergence: StoryDivergence?
  package var isLivedAgain: Bool
  /// Why it may not be the call of the recorded run.
  package var doubts: [String]
  /// The capture, the trace, the page, and the sound of a call that was rendered.
  package var files: [String]
  /// For a terminal.
  package var text: String
}
