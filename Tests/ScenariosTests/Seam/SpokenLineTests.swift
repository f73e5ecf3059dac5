import Scenarios
import SimCore
import Testing
import VoicePipeline

/// A line with 40 ms to the agent, and a detector of 60 ms onset and 200 ms hangover.
private struct SpokenLine {
  let cell = Cell(seed: 1)
  let path: FlowMediaPath
  private let recorder: SeamRecorder

  init() {
    path = FlowMediaPath(cell: cell, timing: SeamBench.timing) {}
    recorder = SeamRecorder(name: "listener", log: SeamLog(cell: cell))
  }

  func attach() -> LineListener {
    let listener = LineListener(cell: cell)
    cell.enter { path.attach(listener, observer: RecordedObserver(recorder: recorder)) }
    return listener
  }

  /// Words of 100 ms each from an instant in milliseconds, to their end or to an earlier one.
  func say(_ text: String, index: Int = 0, at start: Int64, until end: Int64? = nil) {
    let words = text.split(separator: " ").map(String.init)
    let utterance = Utterance(
      words: words,
      wordDuration: .milliseconds(100),
      traits: SpeechTraits(snrDecibels: 20, errorOddsFactor: 1),
      index: index
    )
    at(start) { $0.say(utterance) }
    at(end ?? start + 100 * Int64(words.count)) { $0.fallSilent() }
  }

  func at(_ instant: Int64, _ deed: @escaping @Sendable (any CallerMouth) -> Void) {
    let path = path
    cell.enter { _ = cell.after(.milliseconds(instant)) { deed(path) } }
  }

  func heard(by listener: LineListener) -> [String] {
    cell.run()
    return cell.enter { listener.onCell { $0.heard } }
  }
}

@Suite("Speech on a simulated line")
struct SpokenLineTests {
  @Test func `speech that pauses for less than the hangover is one stretch`() {
    let line = SpokenLine()
    let listener = line.attach()
    line.say("is friday", at: 0)
    line.say("free", index: 1, at: 399)
    #expect(line.heard(by: listener) == ["100 started", "739 ended: is friday free"])
  }

  @Test func `speech that pauses for the hangover is two stretches`() {
    let line = SpokenLine()
    let listener = line.attach()
    line.say("is friday", at: 0)
    line.say("free", index: 1, at: 400)
    #expect(
      line.heard(by: listener)
        == ["100 started", "440 ended: is friday", "500 started", "740 ended: free"]
    )
  }

  @Test func `a sound that is shorter than the onset is taken for a click`() {
    let line = SpokenLine()
    let listener = line.attach()
    line.say("yes", at: 0, until: 59)
    line.say("no", index: 1, at: 1_000)
    #expect(line.heard(by: listener) == ["1100 started", "1340 ended: no"])
  }

  @Test func `words that were broken off before they were noticed are not heard`() {
    let line = SpokenLine()
    let listener = line.attach()
    line.say("i would like to", at: 0, until: 90)
    #expect(line.heard(by: listener) == ["100 started", "330 ended: "])
  }

  @Test func `what was under way when the caller hung up arrives, and nothing after it`() {
    let line = SpokenLine()
    let listener = line.attach()
    line.at(100) { $0.press("1") }
    line.at(110) { $0.press("2") }
    line.at(120) { $0.hangUp() }
    line.at(130) { $0.press("3") }
    #expect(line.heard(by: listener) == ["140 key 1", "150 key 2"])
  }

  @Test func `an agent that takes over hears of speech until its end has arrived`() {
    let line = SpokenLine()
    let listener = line.attach()
    line.say("is friday free", at: 0)
    line.cell.run(until: SimInstant(nanoseconds: 310_000_000))
    // The caller is silent by now; the silence has not reached the agent.
    let second = line.attach()
    #expect(line.heard(by: second) == ["310 started", "540 ended: is friday free"])
    #expect(line.heard(by: listener) == ["100 started"])
    let third = line.attach()
    #expect(line.heard(by: third).isEmpty)
  }
}
