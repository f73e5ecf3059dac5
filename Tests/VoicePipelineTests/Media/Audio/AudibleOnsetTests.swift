import SimCore
import Testing
import VoicePipeline

@Suite("Audible onset")
struct AudibleOnsetTests {
  private static let start = SimInstant(nanoseconds: 5_000_000_000)

  /// Two words with a pause between them, 120 ms into the audio.
  private static func shape(pause: Int64) -> SpeechShape {
    SpeechShape(
      words: [
        TimedWord(text: "yes", start: .milliseconds(120), duration: .milliseconds(250)),
        TimedWord(text: "sir", start: .milliseconds(370 + pause), duration: .milliseconds(250)),
      ],
      draws: DrawKey(seed: 17)
    )
  }

  /// Plays audio in frames without a break; returns what is heard until 1 s after it.
  private static func hear(_ shape: SpeechShape, frame: Int) -> [AudibleOnset.Event] {
    var ear = AudibleOnset()
    var events: [AudibleOnset.Event] = []
    for first in stride(from: 0, to: shape.sampleCount, by: frame) {
      let instant = start.advanced(by: TelephoneAudio.duration(ofSamples: first))
      let bytes = shape.bytes(first..<first + frame)
      events += ear.hear(bytes.span, at: instant)
    }
    let end = start.advanced(by: TelephoneAudio.duration(ofSamples: shape.sampleCount + 8_000))
    if let last = ear.passSilence(until: end) { events.append(.ended(at: last)) }
    return events
  }

  private static func milliseconds(_ event: AudibleOnset.Event) -> Double {
    switch event {
    case .began(let instant), .ended(let instant):
      Double(start.duration(to: instant).nanoseconds) / 1e6
    }
  }

  @Test(arguments: [160, 320, 37, 8])
  func `the first and the last sample of a sound are heard, to 2 ms`(frame: Int) {
    let events = Self.hear(Self.shape(pause: 290), frame: frame)
    #expect(events.count == 2)
    #expect(120...122 ~= events.first.map(Self.milliseconds) ?? 0)
    #expect(908...910 ~= events.last.map(Self.milliseconds) ?? 0)
  }

  @Test func `a pause longer than the gap is an end and a beginning`() {
    let events = Self.hear(Self.shape(pause: 310), frame: 160)
    let expected = [120...122.0, 368...370, 680...682, 928...930]
    #expect(events.count == 4)
    for (event, range) in zip(events, expected) { #expect(range ~= Self.milliseconds(event)) }
  }

  @Test func `a single sound is heard at once`() {
    var ear = AudibleOnset()
    var frame = [UInt8](repeating: MuLaw.silence, count: 160)
    frame[40] = 0x80
    #expect(ear.hear(frame.span, at: Self.start) == [.began(at: Self.after(40))])
    #expect(ear.isAudible && ear.soundEnd == Self.after(41))
  }

  @Test func `silence between frames counts as much as silence in them`() {
    var ear = AudibleOnset()
    let loud = [UInt8](repeating: 0x80, count: 160)
    #expect(ear.hear(loud.span, at: Self.start) == [.began(at: Self.start)])
    // 299 ms and 300 ms after the end of the frame before.
    #expect(ear.hear(loud.span, at: Self.after(160 + 2_392)).isEmpty)
    #expect(
      ear.hear(loud.span, at: Self.after(2_712 + 2_400))
        == [.ended(at: Self.after(2_712)), .began(at: Self.after(5_112))]
    )
  }

  @Test func `the end is known when the gap has passed, and told once`() {
    var ear = AudibleOnset(gap: .milliseconds(100))
    let loud = [UInt8](repeating: 0x00, count: 160)
    _ = ear.hear(loud.span, at: Self.start)
    #expect(ear.passSilence(until: Self.after(160 + 799)) == nil)
    #expect(ear.passSilence(until: Self.after(160 + 800)) == Self.after(160))
    #expect(ear.passSilence(until: Self.after(160 + 4_000)) == nil)
    #expect(!ear.isAudible)
  }

  private static func after(_ samples: Int) -> SimInstant {
    start.advanced(by: TelephoneAudio.duration(ofSamples: samples))
  }
}
