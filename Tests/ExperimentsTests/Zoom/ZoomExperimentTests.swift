import Experiments
import Foundation
import RunReports
import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Zooming into a call")
struct ZoomExperimentTests {
  @Test func `the files of a call have the same bytes each time`() throws {
    let bench = try ZoomBench()
    let number = try bench.calls(1)[0]
    let first = try bench.zoom(number, into: "one")
    let second = try bench.zoom(number, into: "two")
    let suffixes = ["pcap", "trace.json", "html"]
    #expect(first.files == suffixes.map { bench.runs.path("one/\(number).\($0)") })
    for (one, two) in zip(first.files, second.files) {
      #expect(try Files.readAll(one) == Files.readAll(two), "\(one)")
    }
  }

  @Test func `a run with zoomed calls is still replayed byte by byte`() throws {
    let bench = try ZoomBench()
    let number = try bench.calls(1)[0]
    let outcome = try bench.zoom(number)
    #expect(outcome.files.allSatisfy { $0.contains("/run/calls/\(number).") })
    let replay = try ReplayExperiment.replay(
      directory: bench.runs.path("run"),
      build: RunBench.build
    )
    #expect(replay.identical, "\(replay.differences)")
  }

  @Test func `at the packet tier the packets are those of calls csv`() throws {
    let bench = try ZoomBench("fidelity: packet\n" + ZoomBench.callers)
    let rows = try bench.runs.rows("calls")
    for number in try bench.calls(3) {
      let row = try #require(rows.first { $0[0] == "\(number)" })
      let call = try bench.zoom(number, into: "zoom").call
      let columns = [call.frames.uplink.media, call.frames.downlink.media].flatMap {
        [$0.counts.frames, $0.counts.lost, $0.counts.concealed]
      }
      // The agent's three columns and its score, then the caller's.
      let told = [47, 48, 49, 51, 52, 53].compactMap { Int(row[$0]) }
      #expect(columns == told, "call \(number)")
      #expect(call.exemplar.record.media?.uplink == call.frames.uplink.media)
    }
  }

  @Test func `a call that is lived again parts from its story, and says where`() throws {
    let bench = try ZoomBench()
    let number = try bench.calls(1)[0]
    let outcome = try bench.zoom(number, livedAgain: true, into: "zoom")
    let divergence = try #require(outcome.divergence)
    #expect(outcome.text.contains("the stories part"))
    #expect(outcome.files[0].hasSuffix("/\(number).live-in.pcap"))
    let shared = divergence.first.place
    let told = try bench.zoom(number, into: "zoom").call.story
    for (one, two) in zip(told.entries, outcome.call.story.entries).prefix(shared) {
      #expect(one.at == two.at && one.event.isSame(as: two.event))
    }
    #expect(told.entries[shared].at != outcome.call.story.entries[shared].at)
    // What comes from outside stays as it was: the first words of the caller are the same.
    #expect(Self.firstWords(told) == Self.firstWords(outcome.call.story))
  }

  @Test func `at the packet tier, to live again is to live the same`() throws {
    let bench = try ZoomBench("fidelity: packet\n" + ZoomBench.callers)
    let number = try bench.calls(1)[0]
    let outcome = try bench.zoom(number, livedAgain: true, into: "zoom")
    #expect(outcome.divergence == nil && outcome.text.contains("the stories are equal"))
  }

  private static func firstWords(_ story: LineStory) -> [String]? {
    story.entries.lazy.compactMap { entry -> [String]? in
      guard case .callerBegan(let utterance) = entry.event else { return nil }
      return utterance.words
    }.first
  }

  @Test func `a number that no call has is refused with those that have one`() throws {
    let bench = try ZoomBench()
    let failure = try bench.failure(9_999)
    #expect(failure.code == "ZOM-001" && failure.class == .badInput)
    let offered = try bench.runs.rows("calls").compactMap { Int($0[0]) }.max() ?? 0
    #expect(failure.message.contains("no call 9999: its calls are 1 to \(offered)"))
  }

  @Test func `a call that nobody answered is refused with what became of it`() throws {
    let bench = try ZoomBench()
    let rows = try bench.runs.rows("calls")
    // The column answered_ms.
    let unanswered = try #require(rows.first { $0[6].isEmpty }.flatMap { Int($0[0]) })
    let failure = try bench.failure(unanswered)
    #expect(failure.code == "ZOM-001")
    #expect(failure.message.contains("nobody answered call \(unanswered)"))
  }

  @Test func `another build is refused, and named where it is forced`() throws {
    let bench = try ZoomBench()
    let number = try bench.calls(1)[0]
    var build = RunBench.build
    build.sourceDigest = "other"
    let failure = try bench.failure(number, build: build)
    #expect(failure.code == "TRC-001" && failure.class == .invalidRun)
    let outcome = try bench.zoom(number, into: "zoom", force: true, build: build)
    #expect(outcome.doubts.count == 1 && outcome.text.contains("NOT THE RECORDED RUN"))
    let page = String(decoding: try Files.readAll(outcome.files[2]), as: UTF8.self)
    #expect(page.contains("not the recorded run"))
  }

  @Test func `another lead file and an edited scenario are refused`() throws {
    let bench = try ZoomBench()
    let number = try bench.calls(1)[0]
    let scenario = bench.runs.path("run/scenario.resolved.yaml")
    let text = String(decoding: try Files.readAll(scenario), as: UTF8.self)
    try Files.write(scenario, Array((text + "# mine\n").utf8), sync: false)
    #expect(try bench.zoom(number, into: "zoom").doubts.isEmpty, "a comment changes nothing")
    let edited = text.replacing("duration: 10m", with: "duration: 11m")
    try Files.write(scenario, Array(edited.utf8), sync: false)
    #expect(edited != text)
    #expect(try bench.failure(number).code == "ZOM-002")
    try Files.write(scenario, Array(text.utf8), sync: false)
    try LeadGenerator(seed: 4).write(rows: 3_000, to: bench.runs.path("leads.csv"))
    #expect(try bench.failure(number).code == "TRC-002")
  }

  @Test func `what is no run directory is refused`() throws {
    let bench = try ZoomBench()
    for name in ["leads.csv", "nothing", "bench.yaml"] {
      let failure = try #require(throws: RunFailure.self) {
        try ZoomExperiment.zoom(
          ZoomRequest(directory: bench.runs.path(name), call: 1, build: RunBench.build)
        )
      }
      #expect(failure.code == "RUN-004" && failure.class == .badInput, "\(name)")
    }
  }

  @Test func `a port for the payload is asked for every frame that is sent`() throws {
    let bench = try ZoomBench()
    let number = try bench.calls(1)[0]
    var request = ZoomRequest(
      directory: bench.runs.path("run"),
      call: number,
      build: RunBench.build
    )
    request.output = bench.runs.path("zoom")
    request.payload = { _ in OneByte() }
    let outcome = try ZoomExperiment.zoom(request)
    let capture = try CapturedPackets(outcome.files[0])
    let audio = capture.packets.filter { $0.to >= 16_384 && $0.to % 2 == 0 }.compactMap(\.rtp)
    #expect(audio.count > 1_000 && audio.allSatisfy { $0.payload == [7] })
  }

  private struct OneByte: FramePayload {
    func bytes(of slot: Int, from end: LineStory.LineEnd, as codec: RTPCodec) -> [UInt8] { [7] }
  }

  @Test func `the packets of a talk spurt follow each other, and its first one is marked`() throws {
    let bench = try ZoomBench()
    let outcome = try bench.zoom(try bench.calls(1)[0], into: "zoom")
    let capture = try CapturedPackets(outcome.files[0])
    for leg in [outcome.call.frames.uplink, outcome.call.frames.downlink] {
      let gaps = zip(leg.frames, leg.frames.dropFirst()).count { $1.slot != $0.slot + 1 }
      #expect(gaps > 5)
    }
    let ports = Set(capture.packets.map(\.to).filter { $0 >= 16_384 && $0 % 2 == 0 })
    for port in ports.sorted() {
      let packets = capture.packets.filter { $0.to == port }.compactMap(\.rtp)
        .sorted { $0.timestamp < $1.timestamp }
      for (one, two) in zip(packets, packets.dropFirst()) {
        let (steps, ticks) = (two.sequence &- one.sequence, two.timestamp - one.timestamp)
        // A marked packet comes after a pause: its clock has gone on, its number has not.
        if two.marker { #expect(ticks > UInt32(steps) * 160) }
        if !two.marker, steps == 1 { #expect(ticks == 160) }
      }
    }
  }
}
