import RunReports
import SimCore
import Testing
import VoicePipeline

/// The page and the trace of one call with its frames.
@Suite("One call with its frames")
struct ZoomPageTests {
  /// Half a minute of frames in both directions: every tenth lost, every seventh late.
  private static let facts: ZoomFacts = {
    let frames = (0..<1_500).filter { $0 % 100 < 80 }.map { slot in
      SentFrame(
        slot: slot,
        delay: 40_000,
        isLost: slot % 10 == 3,
        isLate: slot % 10 != 3 && slot % 7 == 0,
        isConcealed: slot % 10 == 3 || slot % 7 == 0,
        playoutDelay: slot < 700 ? 60_000 : 120_000
      )
    }
    var counts = PlayoutCounts()
    counts.frames = frames.count
    counts.lost = frames.count(where: \.isLost)
    counts.late = frames.count(where: \.isLate)
    counts.concealed = frames.count(where: \.isConcealed)
    let leg = LegFrames(
      frames: frames,
      media: LegMedia(counts: counts, jitter: .microseconds(2_500), rating: 80),
      delayMin: 40_000
    )
    let run = EdgeCase.overloaded.facts
    return ZoomFacts(
      exemplar: run.exemplars[0],
      frames: CallFrames(uplink: leg, downlink: leg),
      framesBegin: .zero,
      codec: "mu-law",
      scenario: "peak <20k>",
      seed: 7,
      kind: "the run's own packets",
      notes: ["not the recorded run: another build"],
      command: "simrun replay Reports/peak --call 17311 --fidelity packet",
      build: run.build
    )
  }()

  @Test func `the page draws every loss, once in each direction`() {
    let text = ZoomPage.text(Self.facts)
    let page = PageReader(text)
    #expect(page.problems.isEmpty, "\(page.problems)")
    #expect(text.contains("peak &lt;20k&gt;") && !text.contains("peak <20k>"))
    #expect(page.text.contains("not the recorded run: another build"))
    #expect(page.text.contains("--call 17311"))
    // Losses stand alone, so each is a mark of its own, in the strips that are drawn.
    let marks = text.split(separator: "<title>1 frame lost</title>").count - 1
    let length = Self.facts.exemplar.record.holdTime ?? .zero
    let strips = Int((length / .seconds(20)).rounded(.up))
    let drawn = Self.facts.frames.uplink.frames.filter { $0.isLost && $0.slot < strips * 1_000 }
    #expect(marks == 2 * drawn.count && marks > 100)
  }

  @Test func `words are left out of page and trace where they may not be shown`() throws {
    let page = Array(ZoomPage.text(Self.facts).utf8)
    #expect(SpokenText.stands(in: page))
    let bare = SpokenText.removed(from: page, because: .sealed)
    let trace = String(decoding: ZoomTrace.bytes(Self.facts, hidesWords: true), as: UTF8.self)
    let told = String(decoding: ZoomTrace.bytes(Self.facts, hidesWords: false), as: UTF8.self)
    let said = Self.facts.exemplar.chronicle.entries.compactMap { entry -> String? in
      guard case .said(let words) = entry, words.words.count > 2 else { return nil }
      return words.words.joined(separator: " ")
    }
    #expect(said.count == 2)
    for words in said {
      #expect(told.contains(words), "\(words)")
      #expect(!trace.contains(words), "\(words)")
      #expect(!String(decoding: bare, as: UTF8.self).contains(words), "\(words)")
    }
  }

  @Test func `the trace is JSON, with a row for everything and every loss in it`() throws {
    let bytes = ZoomTrace.bytes(Self.facts, hidesWords: false)
    let json = try JSONReader.value(of: bytes, limits: JSONLimits(byteCountMax: 1 << 24))
    let events = try #require(json["traceEvents"]?.elements)
    #expect(json["displayTimeUnit"]?.text == "ms")
    let names = events.filter { $0["name"]?.text == "thread_name" }
    #expect(names.count == 7)
    for track in [6, 7] {
      let mine = events.filter { $0["tid"]?.integer == track && $0["ph"]?.text == "X" }
      let lost = mine.filter { $0["name"]?.text == "lost" }
      #expect(lost.count == Self.facts.frames.uplink.media.counts.lost)
      #expect(lost.allSatisfy { $0["dur"]?.integer == 20_000 })
      #expect(try #require(lost.first?["ts"]?.integer) == 3 * 20_000)
    }
    // Both directions: one step of the playout delay, and the value before it.
    #expect(events.count { $0["ph"]?.text == "C" } == 4)
    #expect(events.allSatisfy { ($0["dur"]?.integer ?? 0) >= 0 })
  }
}
