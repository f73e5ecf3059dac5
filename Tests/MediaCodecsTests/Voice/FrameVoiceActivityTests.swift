import MediaCodecs
import SimCore
import Testing
import VoicePipeline

@Suite("Voice activity of frames")
struct FrameVoiceActivityTests {
  private typealias Event = FrameVoiceActivity.Event

  private static func events(_ verdicts: [Bool], _ activity: FrameVoiceActivity) -> [Event] {
    var activity = activity
    return verdicts.flatMap { activity.hear(isSpeech: $0) }
  }

  private static func verdicts(_ text: String) -> [Bool] { text.map { $0 == "x" } }

  @Test func `speech is reported after the onset, with where it began`() {
    let activity = FrameVoiceActivity(rate: .wideband)
    #expect(Self.events(Self.verdicts("..xx"), activity).isEmpty)
    #expect(Self.events(Self.verdicts("..xxx"), activity) == [.speechStarted(at: 640)])
  }

  @Test func `speech ends after the hangover`() {
    let activity = FrameVoiceActivity(rate: .narrowband)
    let text = "xxx" + String(repeating: ".", count: 9)
    #expect(Self.events(Self.verdicts(text), activity) == [.speechStarted(at: 0)])
    let end = Event.speechEnded(lastActiveSample: 479, silence: 1_600)
    #expect(Self.events(Self.verdicts(text + "."), activity) == [.speechStarted(at: 0), end])
  }

  @Test func `a click before a pause is no speech, and a short gap is within it`() {
    let activity = FrameVoiceActivity(rate: .wideband)
    #expect(Self.events(Self.verdicts("x...x...x...x"), activity).isEmpty)
    #expect(Self.events(Self.verdicts(".x.x"), activity) == [.speechStarted(at: 320)])
  }

  /// The oracle is the detector of bytes: frames are all loud or all silent, and the durations are
  /// whole frames, so that both hear the same.
  @Test func `it reports what the energy detector reports on the same grid`() {
    for seed in 0..<200 as Range<UInt64> {
      let draws = DrawKey(seed: seed)
      let onset = Duration.milliseconds(20 * draws.below(5, .length, 0))
      let tolerance = Duration.milliseconds(20 * (1 + draws.below(3, .length, 1)))
      let hangover = Duration.milliseconds(20 * (1 + draws.below(12, .length, 2)))
      var energy = EnergyVoiceActivity(onset: onset, tolerance: tolerance, hangover: hangover)
      var frames = FrameVoiceActivity(
        rate: .narrowband,
        onset: onset,
        tolerance: tolerance,
        hangover: hangover
      )
      var isLoud = false
      for index in 0..<200 as Range<UInt64> {
        if draws.chance(0.3, .verdict, index) { isLoud.toggle() }
        let code = MuLaw.encode(isLoud ? 8_000 : 0)
        let bytes = [UInt8](repeating: code, count: 160)
        let expected = energy.process(bytes.span)
        let found = frames.hear(isSpeech: isLoud)
        // A stretch that is shorter than the tolerance may begin with an onset of zero or one
        // frame in both.
        #expect(found == expected, "seed \(seed), frame \(index)")
        if found != expected { return }
      }
    }
  }
}
