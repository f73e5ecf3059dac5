import MediaCodecs
import Testing
import VoicePipeline

@Suite("Voices of espeak-ng")
struct EspeakVoiceTests {
  private static let accents = [
    Voice.american, .receivedPronunciation, .newYork, .hindi, .scottish, .caribbean,
  ]

  @Test func `every accent speaks, and no two alike`() throws {
    let bank = try SpeechBank()
    let lines = try Self.accents.map { try bank.line("can you call me back later", $0) }
    #expect(Set(lines).count == Self.accents.count)
    for line in lines {
      #expect(line.speech.rate == .wideband)
      #expect(line.speech.duration > .seconds(1) && line.speech.duration < .seconds(3))
    }
  }

  @Test func `a line is the same samples whatever was said before it`() throws {
    let (one, other) = (try SpeechBank(), try SpeechBank())
    let first = try one.line("please hold on", .scottish)
    _ = try other.line("something else entirely", .american)
    _ = try other.line("and more of it", .scottish)
    #expect(try other.line("please hold on", .scottish) == first)
  }

  @Test func `a text that looks like an option is spoken`() throws {
    let line = try SpeechBank().line("--version", .american)
    #expect(line.speech.duration > .milliseconds(300))
  }

  @Test func `pitch moves the line and not its words`() throws {
    let bank = try SpeechBank()
    let low = try bank.line("yes please", .american, SpeechStyle(pitchPercent: 80))
    let high = try bank.line("yes please", .american, SpeechStyle(pitchPercent: 130))
    #expect(low != high)
    #expect((low.speech.duration / high.speech.duration - 1).magnitude < 0.1)
  }

  @Test func `a program that is not there is named with its package`() throws {
    let bank = try SpeechBank(espeakPath: "/nowhere/espeak-ng")
    let error = #expect(throws: SpeechError.self) { try bank.line("yes", .american) }
    #expect(error == .missing("/nowhere/espeak-ng", package: "espeak-ng"))
    // The other engine does not care.
    _ = try bank.line("yes", .kal16)
  }

  @Test func `a voice that is not there is named with its package`() throws {
    let bank = try SpeechBank()
    let error = #expect(throws: SpeechError.self) { try bank.line("yes", Voice(.espeak, "xx-y")) }
    #expect(error == .missing("the voice xx-y", package: "espeak-ng-data"))
  }
}
