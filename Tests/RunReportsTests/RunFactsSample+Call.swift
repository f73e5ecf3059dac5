import SimCore
import VoicePipeline

extension RunFactsSample {
  /// A call of 26 s with all that can happen in one: a hung model request, dead air, a barge-in
  /// that the agent does not notice soon, a back-channel, a word misheard.
  static var exemplars: [ExemplarCall] {
    [
      ExemplarCall(record: record, chronicle: chronicle),
      ExemplarCall(record: quietRecord, chronicle: CallChronicle()),
    ]
  }

  private static let answered = SimInstant(nanoseconds: 1_506_000_000_000)

  /// Seconds since the answer as an instant of the run.
  private static func at(_ seconds: Double) -> SimInstant {
    answered.advanced(by: .milliseconds(Int64(seconds * 1_000)))
  }

  private static var record: CallRecord {
    var record = CallRecord(
      id: CallID(number: 17_311, key: 7),
      carrier: "south",
      planned: answered,
      started: answered,
      outcome: .abandoned
    )
    record.answered = answered
    record.ended = at(26)
    record.pod = 31
    record.caller = CallerLabel(profile: "mobile-walker", accent: "US south", noise: "street")
    record.goal = GoalResult(
      goal: "appointment",
      isReached: false,
      isComplete: false,
      needsHuman: false,
      repairs: 1
    )
    record.responseMax = .milliseconds(5_900)
    return record
  }

  private static var quietRecord: CallRecord {
    var record = record
    record.id = CallID(number: 17_298, key: 8)
    record.caller = nil
    record.goal = nil
    return record
  }

  private static var chronicle: CallChronicle {
    var chronicle = CallChronicle()
    chronicle.add(.heard(sentence("Hello, this is the assistant.", 0.1, 1.4)))
    chronicle.add(.said(said("I need to move my appointment", 2.0, 4.6)))
    chronicle.add(.silent(.milliseconds(2_900), until: at(7.5)))
    chronicle.add(.said(said("hello", 7.5, 8.4, .hello)))
    chronicle.add(.noted(.called(hungRequest), at: at(8.05)))
    chronicle.add(slowTurn)
    chronicle.add(.said(said("mm-hm", 11, 11.3, .backchannel)))
    chronicle.add(.overlapped(overlap(.backchannel, 11, 11.3, stopped: nil)))
    chronicle.add(.said(said("no no Thursday afternoon", 12.1, 14.6, .interruption)))
    chronicle.add(
      .heard(sentence("Wednesday at ten, or perhaps a little later?", 10.5, 13, words: 4))
    )
    chronicle.add(.overlapped(overlap(.interruption, 12.1, 13, stopped: 13)))
    chronicle.add(.noted(.cut(request: 1, at: at(12.9)), at: at(12.9)))
    chronicle.add(quickTurn)
    chronicle.add(.noted(.tookBack(turn: 3), at: at(15.2)))
    chronicle.add(.heard(sentence("Three or half past four?", 15.9, 18.2)))
    chronicle.add(.said(SpokenWords(words: [], start: at(19), end: at(19.4), kind: .noise)))
    chronicle.add(.said(said("the secretary", 20, 21.2, .aside)))
    chronicle.add(.noted(.fellBack(.timedOut), at: at(22.3)))
    chronicle.add(.hungUp(.impatient, at: at(25.9)))
    return chronicle
  }

  private static func said(
    _ text: String,
    _ start: Double,
    _ end: Double,
    _ kind: SpeechKind = .turn
  ) -> SpokenWords {
    SpokenWords(
      words: text.split(separator: " ").map(String.init),
      start: at(start),
      end: at(end),
      kind: kind
    )
  }

  private static func sentence(
    _ text: String,
    _ start: Double,
    _ end: Double,
    words: Int? = nil
  ) -> HeardSentence {
    HeardSentence(text: text, start: at(start), end: at(end), wordsHeard: words)
  }

  private static func overlap(
    _ kind: SpeechKind,
    _ start: Double,
    _ end: Double,
    stopped: Double?
  ) -> SpeechOverlap {
    SpeechOverlap(
      kind: kind,
      onset: at(start),
      agentWasFirst: true,
      agentStopped: stopped.map(at),
      isCut: stopped != nil,
      end: at(end)
    )
  }

  private static var hungRequest: ModelCall {
    ModelCall(
      service: .languageModel,
      number: 1,
      begun: at(5.45),
      ended: at(8.05),
      ending: .failed(.timedOut)
    )
  }

  /// Response 5,900 ms: the first request hung.
  private static var slowTurn: CallChronicle.Turn {
    turn(
      1,
      words: "I need to move my apartment",
      stamps: [4.65, 5.35, 5.45, 5.45, 8.05, 8.1, 9.6, 10.0, 10.4],
      ended: 4.6,
      heard: 10.5
    )
  }

  private static var quickTurn: CallChronicle.Turn {
    turn(
      2,
      words: "no no Thursday afternoon",
      stamps: [14.65, 15.0, 15.05, 15.05, 15.05, 15.05, 15.4, 15.55, 15.8],
      ended: 14.6,
      heard: 15.9
    )
  }

  private static func turn(
    _ number: Int,
    words: String,
    stamps: [Double],
    ended: Double,
    heard: Double
  ) -> CallChronicle.Turn {
    let agent = AgentTurn(
      turn: number,
      request: number,
      stretches: 1,
      words: words.split(separator: " ").map(String.init),
      stamps: TurnStamps(stamps.map(at)) ?? TurnStamps()
    )
    let reference = number == 1 ? "I need to move my appointment" : words
    let record = TurnRecord(
      call: 17_311,
      agent: agent,
      heard: ReplyHeard(
        request: number,
        onset: at(heard),
        speechEnded: at(ended),
        leadingSilence: .milliseconds(50),
        basis: .simulated
      ),
      speechEnded: at(ended),
      wordErrors: WordErrors(
        reference: reference.split(separator: " ").map(String.init),
        hypothesis: agent.words
      )
    )
    return CallChronicle.Turn(record: record, agent: agent)
  }
}
