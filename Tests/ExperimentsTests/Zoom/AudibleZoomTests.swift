import Experiments
import Foundation
import RunReports
import SimCore
import Testing
import VoicePipeline

/// Zooming into a call as sound, with nothing that sounds.
@Suite("Zooming into a call as sound")
struct AudibleZoomTests {
  private static func zoom(
    _ bench: ZoomBench,
    _ call: Int,
    _ renderer: FakeRenderer,
    livedAgain: Bool = false
  ) throws -> ZoomOutcome {
    try ZoomExperiment.zoom(
      ZoomRequest(
        directory: bench.runs.path("run"),
        call: call,
        build: RunBench.build,
        isLivedAgain: livedAgain,
        output: bench.runs.path("zoom"),
        audio: AudioBinding(threads: 0) { (_) throws(AudioFailure) in renderer },
        isAudible: true
      )
    )
  }

  @Test func `sound files are written, and the capture holds the coded frames`() throws {
    let bench = try ZoomBench()
    let number = try bench.calls(1)[0]
    let renderer = FakeRenderer()
    let outcome = try Self.zoom(bench, number, renderer)
    let suffixes = ["pcap", "trace.json", "html", "caller.wav", "agent.wav", "mix.wav"]
    #expect(outcome.files == suffixes.map { bench.runs.path("zoom/\(number).\($0)") })
    #expect(try Files.readAll(outcome.files[3]).first == 1)
    #expect(try Files.readAll(outcome.files[5]).first == 2)
    let capture = try CapturedPackets(outcome.files[0])
    let audio = capture.packets.compactMap(\.rtp).filter { $0.payloadType == 0 }
    #expect(audio.count > 1_000 && audio.allSatisfy { $0.payload.count == 3 })
    for source in Set(audio.map(\.source)).sorted() {
      let mine = audio.filter { $0.source == source }
      let slots = mine.map { Int($0.payload[1]) | Int($0.payload[2]) << 8 }
      // The clock of a stream counts the slots of its frames.
      for (packet, slot) in zip(mine, slots) {
        let ticks = packet.timestamp &- mine[0].timestamp
        #expect(Int(Int32(bitPattern: ticks)) == (slot - slots[0]) * 160)
        #expect(packet.payload[0] == mine[0].payload[0])
      }
    }
    let page = String(decoding: try Files.readAll(outcome.files[2]), as: UTF8.self)
    #expect(page.contains("\(number).mix.wav") && page.contains("--fidelity audio"))
    // Nothing was understood: every word is missing.
    #expect(outcome.text.contains("WER 100.0 % (run: "))
  }

  @Test func `what is rendered is what was said, cut where the story cuts it`() throws {
    let bench = try ZoomBench()
    var (stretches, cuts, shown) = (0, 0, 0)
    for number in try bench.calls(3) {
      let renderer = FakeRenderer()
      let outcome = try Self.zoom(bench, number, renderer)
      let call = try #require(renderer.calls.first)
      let story = outcome.call.story
      #expect(call.uplink.frames == outcome.call.frames.uplink.frames)
      #expect(call.downlink.frames == outcome.call.frames.downlink.frames)
      for leg in [call.uplink, call.downlink] {
        #expect(leg.spurts.reduce(0) { $0 + $1.frames } == leg.frames.count)
        for spurt in leg.spurts {
          // No part begins before its frames.
          #expect(spurt.parts.allSatisfy { $0.start >= .zero && $0.duration > .zero })
          stretches += 1
          let end = spurt.end + .microseconds(1)
          if let last = spurt.parts.last, last.start + last.duration > end { cuts += 1 }
        }
      }
      // What the caller says is over with its frames; sentences of the agent may wait.
      #expect(call.uplink.spurts.allSatisfy { $0.end <= .milliseconds(20) * ($0.frames + 1) })
      // Every end of speech that the line was told is the end of what sounds.
      let begun = story.entries.compactMap { entry -> (SimInstant, Utterance)? in
        guard case .callerBegan(let utterance) = entry.event else { return nil }
        return (entry.at, utterance)
      }
      let sounding = zip(call.uplink.spurts, outcome.call.frames.uplink.spurts).map { spurt, sent in
        let (at, utterance) = begun[sent.number]
        let begin = story.answered.duration(to: at)
        let lead = max(begin - .milliseconds(20) * sent.slot, .zero)
        let said = spurt.parts.flatMap { part -> [String] in
          guard case .words(let words) = part.content else { return [] }
          return words
        }
        if SaidDigits.isAbsent(from: utterance.words) {
          #expect(said == utterance.words, "call \(number)")
          shown += 1
        }
        return begin + spurt.end - lead
      }
      for entry in story.entries {
        guard case .callerStopped = entry.event else { continue }
        let end = story.answered.duration(to: entry.at)
        let isKnown = sounding.contains { abs(($0 - end).nanoseconds) < 1_000 }
        #expect(isKnown, "call \(number), \(end)")
      }
    }
    #expect(stretches > 50 && cuts > 0 && shown > 15, "\(stretches), \(cuts), \(shown)")
  }

  @Test func `numbers sound in no file, and the recognizer hears them`() throws {
    let bench = try ZoomBench()
    var numbers = 0
    for number in try bench.calls(4) {
      let renderer = FakeRenderer()
      _ = try Self.zoom(bench, number, renderer)
      let first = try #require(renderer.calls.first)
      let words = { (leg: SpokenLeg) in
        leg.spurts.map { spurt in
          spurt.parts.flatMap { part -> [String] in
            guard case .words(let words) = part.content else { return ["|"] }
            return words
          }
        }
      }
      for leg in [first.uplink, first.downlink] {
        #expect(words(leg).allSatisfy { SaidDigits.isAbsent(from: $0) })
      }
      guard renderer.calls.count > 1 else { continue }
      numbers += 1
      let second = renderer.calls[1]
      #expect(second.downlink.frames.isEmpty)
      #expect(words(second.uplink).contains { !SaidDigits.isAbsent(from: $0) })
    }
    #expect(numbers > 0)
  }

  @Test func `to live again as sound is to be heard by the recognizer`() throws {
    let bench = try ZoomBench()
    let number = try bench.calls(1)[0]
    let outcome = try Self.zoom(bench, number, FakeRenderer(), livedAgain: true)
    // Who understands nothing asks again and again: the call goes another way.
    #expect(outcome.divergence?.other != nil && outcome.call.exemplar.record.isAudible)
    #expect(outcome.text.contains("lived again at the audio tier"))
    #expect(outcome.files[3].hasSuffix("/\(number).live-in.caller.wav"))
  }

  @Test func `a run with calls at the audio tier needs what heard them`() throws {
    let bench = try RunBench()
    let scenario = try bench.scenario("fidelity: {default: flow, audio: 5%}\n" + ZoomBench.callers)
    let renderer = FakeRenderer(hears: ["yes"])
    let audio = AudioBinding(threads: 0) { (_) throws(AudioFailure) in renderer }
    var request = RunRequest(
      scenarioPath: scenario,
      build: RunBench.build,
      seed: 1,
      outputDirectory: bench.path("run")
    )
    request.audio = audio
    _ = try RunExperiment.run(request)
    let rows = try bench.rows("calls").filter { $0[56] == "1" }
    let number = try #require(rows.first.flatMap { Int($0[0]) })
    var zoom = ZoomRequest(directory: bench.path("run"), call: number, build: RunBench.build)
    let failure = try #require(throws: RunFailure.self) { try ZoomExperiment.zoom(zoom) }
    #expect(failure.code == "SND-002")
    zoom.audio = audio
    let outcome = try ZoomExperiment.zoom(zoom)
    #expect(outcome.doubts.isEmpty && outcome.text.contains("the run's own packets"))
  }

  @Test func `what cannot be rendered is said by name`() throws {
    let bench = try ZoomBench()
    let request = { (audio: AudioBinding?) in
      ZoomRequest(
        directory: bench.runs.path("run"),
        call: try bench.calls(1)[0],
        build: RunBench.build,
        audio: audio,
        isAudible: true
      )
    }
    let missing = AudioBinding(threads: 0) { (_) throws(AudioFailure) in
      throw AudioFailure("espeak-ng is not there: install the Debian package espeak-ng")
    }
    let failure = try #require(throws: RunFailure.self) {
      try ZoomExperiment.zoom(try request(missing))
    }
    #expect(failure.code == "SND-001" && failure.class == .unavailable)
    #expect(failure.message.contains("Debian package espeak-ng"))
    let absent = try #require(throws: RunFailure.self) { try ZoomExperiment.zoom(try request(nil)) }
    #expect(absent.code == "SND-002")
  }
}
