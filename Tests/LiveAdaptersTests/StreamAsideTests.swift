import LiveAdapters
import SimCore
import Testing
import VoicePipeline

@Suite("What an agent notes, beside a stream")
struct StreamAsideTests {
  private static let call = ModelCall(
    service: .synthesizer,
    number: 3,
    attempt: 2,
    begun: SimInstant(nanoseconds: 5),
    firstResult: SimInstant(nanoseconds: 7),
    ended: SimInstant(nanoseconds: 9),
    ending: .failed(.brokenOff(code: 1011)),
    usage: TokenUsage(input: 4, cachedInput: 1, output: 2),
    audio: .milliseconds(3),
    characters: 8,
    tool: "find"
  )

  private static let notes: [AgentNote] = [
    .ignored(until: SimInstant(nanoseconds: 11)), .cut(request: 2, at: SimInstant(nanoseconds: -3)),
    .resumed(request: 1), .tookBack(turn: 4), .called(call), .filled(request: 6),
    .transcribed(turn: 2, ["yes", "please"]), .fellBack(.refused(code: 503)),
    .handedOff(task: "billing"), .escalated, .desk(.queued(expected: .seconds(3))),
    .desk(.connected), .desk(.closed), .desk(.refused), .callbackPromised, .reconnected,
    .lineTurned(OpinionScore(2.5), isBad: true),
    .compressed(from: 4_000, to: 900),
  ]

  @Test func `every note is read as it was written`() throws {
    for note in Self.notes {
      var text: [UInt8] = []
      StreamAside.note(note).write(streamSID: "MZ1", to: &text)
      var reader = TwilioReader()
      let frame = try reader.read(text)
      guard case .aside(let aside) = frame.message else {
        Issue.record("\(note) came back as \(frame.message)")
        continue
      }
      #expect(aside == .note(note))
    }
  }

  @Test func `a note's instants move to another clock and back`() {
    for note in Self.notes {
      let moved = note.rebased(by: .seconds(100))
      #expect(moved.rebased(by: .seconds(-100)) == note)
    }
    #expect(
      AgentNote.called(Self.call).rebased(by: .nanoseconds(1)) != AgentNote.called(Self.call)
    )
  }
}
