import Scenarios
import SimCore
import Testing
import VoicePipeline

/// The stories of lines, and the packets that they are rendered to.
@Suite("Line stories")
struct LineStoryTests {
  private static let leads = WorldBench.leads(3_000)

  private static func scenario(_ fidelity: String, network: String) throws -> Scenario {
    try WorldBench.scenario(
      """
      duration: 30m
      fidelity: \(fidelity)
      load: {campaign: {leads: none.csv, rate: 1200/h, attempts: 500}}
      answers:
        {preset: warm-list, human: 100%, voicemail: 0%, no_answer: 0%, busy: 0%, unobtainable: 0%,
         declined: 0%, ring_human: 1s}
      carriers: [{name: trunk, preset: elastic-trunk, failure_share: 0%, network: landline}]
      platform: {pods: 20, slots_per_pod: 50}
      goals: [{share: 50%, goal: survey}, {share: 50%, goal: appointment}]
      callers:
        - {share: 50%, profile: corrector, network: \(network)}
        - {share: 50%, profile: mobile-walker, network: \(network)}
      """
    )
  }

  private struct Life {
    var calls: String
    var turns: String
    var lines: [RecordedLine]
    var digest: String
  }

  private static func life(_ scenario: Scenario, _ wish: StoryWish?, seed: UInt64 = 1) -> Life {
    var world = World(
      scenario: scenario,
      seed: seed,
      leads: [leads],
      bindings: WorldBindings(stories: wish),
      compress: { $0 }
    )
    while world.advance() != nil {}
    var result = world.finish()
    let tables = result.measurements.finishTables()
    return Life(
      calls: String(decoding: tables.calls.compressed, as: UTF8.self),
      turns: String(decoding: tables.turns.compressed, as: UTF8.self),
      lines: result.lines,
      digest: result.traceDigest
    )
  }

  @Test(arguments: ["flow", "packet"])
  func `five hundred of five hundred calls keep their story`(_ fidelity: String) throws {
    let scenario = try Self.scenario(fidelity, network: "congested")
    let told = Self.life(scenario, StoryWish(.every))
    let silent = Self.life(scenario, nil)
    #expect(told.calls == silent.calls && told.turns == silent.turns)
    #expect(told.digest == silent.digest && silent.lines.isEmpty)
    let rows = WorldBench.Run.rows(
      told.calls,
      "call",
      "answered_ms",
      "caller_speech_ms",
      "interruptions_stopped",
      "agent_frames",
      "agent_lost",
      "agent_concealed",
      "agent_mos",
      "caller_frames",
      "caller_lost",
      "caller_concealed",
      "caller_mos",
      "jitter_ms"
    )
    #expect(rows.count == 500 && told.lines.count == 500)
    let ends = Self.speechEnds(told.turns)
    var (spoken, cuts, turns) = (0, 0, 0)
    for row in rows {
      let number = try #require(Int(row[0]))
      let line = try #require(told.lines.first { $0.story.call.number == number })
      let sum = StorySum(line.story)
      #expect(Self.cell(sum.speech) == row[2], "call \(number)")
      // Every turn begins to wait where the line was told that the caller fell silent.
      for end in ends[number] ?? [] { #expect(sum.ends.contains(end), "call \(number): \(end)") }
      #expect(sum.cuts >= Int(row[3]) ?? 0, "call \(number)")
      spoken += sum.speech > .zero ? 1 : 0
      cuts += sum.cuts
      turns += ends[number]?.count ?? 0
      let frames = line.frames()
      let cells = Self.cells(frames)
      if fidelity == "packet" {
        #expect(cells == Array(row[4...]), "call \(number)")
      } else {
        // One draw stands for all frames of a direction there: only what was said is equal.
        for (mine, theirs) in [(cells[0], row[4]), (cells[4], row[8])] {
          let apart = try abs(#require(Int(mine)) - #require(Int(theirs)))
          #expect(apart <= 2 * line.story.entries.count, "call \(number): \(mine), \(theirs)")
        }
      }
    }
    #expect(spoken > 450 && cuts > 100 && turns > 1_000, "\(spoken), \(cuts), \(turns)")
  }

  @Test func `the frames of a call add up to their counts`() throws {
    let scenario = try Self.scenario("flow", network: "wifi")
    for line in Self.life(scenario, StoryWish(.every)).lines {
      let frames = line.frames()
      for leg in [frames.uplink, frames.downlink] {
        let counts = leg.media.counts
        #expect(leg.frames.count == counts.frames)
        #expect(leg.frames.count { $0.isLost } == counts.lost)
        #expect(leg.frames.count { $0.isLate } == counts.late + counts.discarded)
        #expect(leg.frames.count { $0.isConcealed } == counts.concealed)
        #expect(leg.frames.count { $0.isDuplicated } == leg.media.duplicates)
        #expect(zip(leg.frames, leg.frames.dropFirst()).allSatisfy { $0.slot < $1.slot })
      }
    }
  }

  @Test func `nothing is sent on a line that is closed`() throws {
    let scenario = try Self.scenario("flow", network: "wifi")
    var closings = 0
    for line in Self.life(scenario, StoryWish(.every)).lines {
      guard let closing = line.story.closing else { continue }
      let end = line.story.answered.duration(to: closing.at).nanoseconds / 20_000_000
      let frames = line.frames()
      for leg in [frames.uplink, frames.downlink] {
        // Sentences that follow each other are rounded up to whole frames one by one.
        #expect(leg.frames.allSatisfy { $0.slot <= end + 8 }, "\(line.story.call)")
      }
      closings += 1
    }
    #expect(closings == 500)
  }

  @Test func `one call alone is kept, by number and by key`() throws {
    let scenario = try Self.scenario("flow", network: "wifi")
    let one = Self.life(scenario, StoryWish(.number(17))).lines
    let story = try #require(one.first).story
    #expect(one.count == 1 && story.call.number == 17)
    let again = Self.life(scenario, StoryWish(.key(story.call.key))).lines
    #expect(again.map(\.story.entries.count) == [story.entries.count])
  }

  @Test func `a call that is raised to packets has those of a run of the packet tier`() throws {
    // The call is the first: nothing before it can be another at the other tier.
    let flow = try Self.scenario("flow", network: "congested")
    let packet = try Self.scenario("packet", network: "congested")
    let raised = Self.life(flow, StoryWish(.number(1), raisesToPackets: true))
    let all = Self.life(packet, StoryWish(.number(1)))
    let (mine, theirs) = (try #require(raised.lines.first), try #require(all.lines.first))
    let common = min(mine.story.entries.count, theirs.story.entries.count, 8)
    #expect(common == 8)
    for place in 0..<common {
      let (one, two) = (mine.story.entries[place], theirs.story.entries[place])
      #expect(one.at == two.at && one.event.isSame(as: two.event))
    }
    let plain = try #require(Self.life(flow, StoryWish(.number(1))).lines.first)
    #expect(plain.frames().uplink.media != mine.frames().uplink.media)
  }

  /// A time as tables have it.
  fileprivate static func cell(_ duration: Duration) -> String {
    var row = TextBuffer()
    row.field(duration)
    return String(row.contents.dropFirst())
  }

  /// When the caller fell silent before each turn, by call.
  private static func speechEnds(_ turns: String) -> [Int: [String]] {
    var ends: [Int: [String]] = [:]
    for row in WorldBench.Run.rows(turns, "call", "speech_ended_ms") {
      ends[Int(row[0]) ?? 0, default: []].append(row[1])
    }
    return ends
  }

  /// The columns of calls.csv that tell how both directions arrived.
  private static func cells(_ frames: CallFrames) -> [String] {
    var record = CallRecord(
      id: CallID(number: 1, key: 1),
      carrier: "",
      planned: .zero,
      started: .zero,
      outcome: .completed
    )
    record.media = CallMedia(uplink: frames.uplink.media, downlink: frames.downlink.media)
    var row = TextBuffer()
    record.append(to: &row)
    let cells = row.contents.dropLast().split(separator: ",", omittingEmptySubsequences: false)
    let names = CallRecord.columns.dropLast().split(separator: ",")
    guard let first = names.firstIndex(of: "agent_frames") else { return [] }
    return cells[first..<first + 9].map(String.init)
  }
}

/// What the events of a story say, added up.
private struct StorySum {
  var speech = Duration.zero
  var cuts = 0
  /// As milliseconds of the run, in the tables' notation.
  var ends: Set<String> = []

  init(_ story: LineStory) {
    var began: SimInstant?
    for entry in story.entries {
      switch entry.event {
      case .callerBegan: began = entry.at
      case .callerStopped:
        if let began { speech += began.duration(to: entry.at) }
        began = nil
        ends.insert(LineStoryTests.cell(SimInstant.zero.duration(to: entry.at)))
      case .agentCut: cuts += 1
      case .agentPlayed, .pressed, .closed: break
      }
    }
  }
}
