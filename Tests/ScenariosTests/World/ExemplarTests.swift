import Scenarios
import SimCore
import Testing
import VoicePipeline

/// The few calls of which a run keeps what happened.
@Suite("Exemplar calls")
struct ExemplarTests {
  private static let body = """
    duration: 20m
    load: {campaign: {leads: none.csv, rate: 600/h}}
    answers: {preset: warm-list}
    carriers: [{name: trunk, preset: elastic-trunk, failure_share: 0%}]
    agent: {endpointing: 700ms, llm: gpt-5.4-mini, greeting: "Hello, this is the assistant."}
    callers: [{share: 50%, profile: corrector}, {share: 50%, profile: mobile-walker}]
    goals: [{share: 50%, goal: survey}, {share: 50%, goal: appointment}]
    """

  @Test func `the worst calls are kept whole, and no others`() throws {
    let run = try WorldBench.run(Self.body)
    let measured = run.result.measurements
    #expect(measured.exemplars.count == RunMeasurements.exemplarsKept)
    #expect(measured.exemplars.map(\.record) == Array(measured.worst.prefix(3)))
    for exemplar in measured.exemplars {
      let (record, chronicle) = (exemplar.record, exemplar.chronicle)
      #expect(chronicle.isWhole)
      #expect(chronicle.turns.count == record.turns)
      #expect(chronicle.turns.map(\.record.responseLatency).max() == record.responseMax)
      #expect(chronicle.turns.allSatisfy { $0.record.call == record.id.number })
    }
  }

  @Test func `what is kept of a call adds up to its tally`() throws {
    var sentences = 0
    for seed in 1...6 as ClosedRange<UInt64> {
      for exemplar in try WorldBench.run(Self.body, seed: seed).result.measurements.exemplars {
        let sum = Sum(exemplar.chronicle)
        let tally = exemplar.record.tally
        #expect(sum.speech == tally.callerSpeech)
        #expect(sum.talkOver == tally.talkOver)
        #expect(sum.deadAir == tally.deadAir)
        // Either side may hang up; a caller who does so a moment before the line is released.
        #expect(sum.ends.count <= 1)
        for end in sum.ends {
          #expect(end.duration(to: exemplar.record.ended) <= .milliseconds(50))
        }
        sentences += sum.sentences
      }
    }
    // Some eight turns a call, each answered in one sentence at least.
    #expect(sentences > 6 * 3 * 4)
  }

  /// What the entries of a chronicle say, added up.
  private struct Sum {
    var speech = Duration.zero
    var talkOver = Duration.zero
    var deadAir = Duration.zero
    var sentences = 0
    var ends: [SimInstant] = []

    init(_ chronicle: CallChronicle) {
      for entry in chronicle.entries {
        switch entry {
        case .said(let words): speech += words.start.duration(to: words.end)
        case .heard: sentences += 1
        case .overlapped(let overlap): talkOver += overlap.onset.duration(to: overlap.end)
        case .silent(let silence, _): deadAir += silence
        case .noted: break
        case .hungUp(_, let instant): ends.append(instant)
        }
      }
    }
  }
}
