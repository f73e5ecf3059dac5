import Scenarios
import SimCore
import Testing
import VoicePipeline

/// Audio that goes away over one of two carriers while calls are in progress.
@Suite("Media faults")
struct MediaFaultTests {
  /// Nobody hangs up on silence: what ends a call is the carrier, or its own course.
  private static func world(_ fault: String, talkTime: String = "3m") -> String {
    """
    duration: 8m
    load: {campaign: {leads: none.csv, rate: 2000/h}}
    answers: {preset: warm-list, human: 100%, voicemail: 0%, no_answer: 0%, busy: 0%, \
    unobtainable: 0%, declined: 0%}
    callers:
      - share: 100%
        profile: us-landline-quiet
        talk_time: \(talkTime)
        patience: {hazard: {0s: 0}, opening_per_second: 0}
    carriers:
      - {name: north, preset: elastic-trunk, failure_share: 0%}
      - {name: south, preset: elastic-trunk, failure_share: 0%}
    faults: [{at: 4m, carrier: north, \(fault)}]
    """
  }

  private struct Call {
    var carrier: String
    /// Milliseconds.
    var answered: Double
    var ended: Double
    var outcome: String
    var firstWord: Double?
    var turns: Int
  }

  private static func calls(_ world: String, seed: UInt64) throws -> [Call] {
    let run = try WorldBench.run(world, seed: seed)
    return WorldBench.Run.rows(
      run.calls,
      "carrier",
      "answered_ms",
      "ended_ms",
      "outcome",
      "ttfw_ms",
      "turns"
    ).compactMap { row in
      guard let answered = Double(row[1]), let ended = Double(row[2]) else { return nil }
      return Call(
        carrier: row[0],
        answered: answered,
        ended: ended,
        outcome: row[3],
        firstWord: Double(row[4]),
        turns: Int(row[5]) ?? 0
      )
    }
  }

  @Test
  func `calls without audio are dropped after the media time-out, and only over that carrier`()
    throws
  {
    for seed in 0..<3 as Range<UInt64> {
      let calls = try Self.calls(Self.world("kind: media-outage, for: 2m"), seed: seed)
      var dropped = 0
      for call in calls {
        // Thirty seconds without audio, and one way to the dialer.
        let silence = max(call.answered, 240_000)
        let isHit = call.carrier == "north" && call.answered < 330_000 && call.ended > 240_000
        let isDropped = isHit && call.ended > silence + 30_000
        #expect((call.outcome == "cutOff") == isDropped, "seed \(seed): answered \(call.answered)")
        if isDropped {
          dropped += 1
          #expect((call.ended - silence - 30_020).magnitude < 1, "seed \(seed): \(call.ended)")
        }
      }
      #expect(dropped > 10)
    }
  }

  @Test func `a short loss of audio drops nobody`() throws {
    let calls = try Self.calls(Self.world("kind: media-outage, for: 20s"), seed: 1)
    #expect(calls.allSatisfy { $0.outcome == "completed" })
  }

  @Test func `impatient callers are gone before the carrier notices`() throws {
    let world = Self.world("kind: media-outage, for: 2m").replacing(
      "patience: {hazard: {0s: 0}, opening_per_second: 0}",
      with: "patience: {hazard: {0s: 0, 2s: 1}, opening_per_second: 1}"
    )
    let calls = try Self.calls(world, seed: 2)
    let hit = calls.filter {
      $0.carrier == "north" && $0.answered > 240_000 && $0.answered < 330_000
    }
    #expect(hit.count > 5)
    #expect(hit.allSatisfy { $0.outcome == "abandoned" && $0.ended - $0.answered < 30_000 })
  }

  @Test func `of one-way audio each side hears what it should`() throws {
    let whole = { (call: Call) in
      call.carrier == "north" && call.answered > 240_000 && call.ended < 360_000
    }
    let toCaller = try Self.calls(
      Self.world("kind: one-way-audio, mute: agent, for: 2m", talkTime: "40s"),
      seed: 3
    )
    #expect(toCaller.filter(whole).count > 5)
    #expect(toCaller.filter(whole).allSatisfy { $0.firstWord == nil && $0.turns == 0 })
    #expect(toCaller.filter { $0.carrier == "south" }.allSatisfy { $0.firstWord != nil })
    let toAgent = try Self.calls(
      Self.world("kind: one-way-audio, mute: caller, for: 2m", talkTime: "40s"),
      seed: 3
    )
    // The greeting is heard, and no answer to anything.
    #expect(toAgent.filter(whole).allSatisfy { $0.firstWord != nil && $0.turns == 0 })
    #expect(toAgent.allSatisfy { $0.outcome != "cutOff" })
  }
}
