import SimCore
import Testing
import VoicePipeline

@Suite("Answering-machine detection")
struct AnsweringMachineDetectionTests {
  private static let twilio = DetectionRules(
    machineSpeech: .milliseconds(2_400),
    speechEnd: .milliseconds(1_200),
    initialSilence: .seconds(5),
    timeout: .seconds(30)
  )

  private static let signalwire = DetectionRules(
    machineSpeech: .milliseconds(1_250),
    machineWords: 6,
    speechEnd: .seconds(1),
    initialSilence: .milliseconds(4_500),
    timeout: .seconds(30)
  )

  private static let bandwidth = DetectionRules(
    machineSpeech: .seconds(10),
    speechEnd: .seconds(5),
    initialSilence: .seconds(10),
    timeout: .seconds(15)
  )

  private static let jambonz = DetectionRules(
    machineSpeech: nil,
    machineWords: 9,
    speechEnd: .seconds(2),
    initialSilence: .seconds(5),
    timeout: .seconds(15)
  )

  private static let all = [twilio, signalwire, bandwidth, jambonz]

  /// What is told, and in which millisecond after the answer.
  private struct Told: Equatable {
    var news: DetectionNews
    var time: Int
  }

  private static func at(_ milliseconds: Int) -> SimInstant {
    SimInstant(nanoseconds: Int64(milliseconds) * 1_000_000)
  }

  /// Lives through events in the order of their time; at every one the state may be stored.
  private static func told(
    _ rules: DetectionRules,
    _ events: [(time: Int, event: DetectionEvent)],
    storing: Bool = false
  ) throws -> [Told] {
    var machine = AnsweringMachineDetection(rules)
    var told: [Told] = []
    _ = machine.handle(.answered, at: .zero)
    for (time, event) in events + [(100_000, .elapsed)] {
      while let deadline = machine.deadline, deadline <= at(time) {
        let news = machine.handle(.elapsed, at: deadline)
        if let news { told.append(Told(news: news, time: Int(deadline.nanoseconds / 1_000_000))) }
        try #require(machine.deadline != deadline, "it would wait for ever")
      }
      if storing { machine = try RoundTrip.copy(machine) }
      if let news = machine.handle(event, at: at(time)) {
        told.append(Told(news: news, time: time))
      }
    }
    return told
  }

  private static func speech(_ stretches: [(Int, Int)]) -> [(time: Int, event: DetectionEvent)] {
    stretches.flatMap { [($0.0, .speechStarted), ($0.1, .speechEnded)] }
  }

  @Test func `one greeting is judged by its length, at the instant that the rules give`() throws {
    for rules in Self.all {
      for onset in [0, 350, 1_700] {
        for length in stride(from: 50, through: 12_000, by: 50) {
          let found = try Self.told(rules, Self.speech([(onset, onset + length)])).first
          let most = rules.machineSpeech.map { Int($0.nanoseconds / 1_000_000) } ?? .max
          let timeout = Int(rules.timeout.nanoseconds / 1_000_000)
          let end = onset + length + Int(rules.speechEnd.nanoseconds / 1_000_000)
          let expected =
            length >= most
            ? Told(news: .verdict(.machine), time: onset + most)
            : Told(news: .verdict(end <= timeout ? .human : .unknown), time: min(end, timeout))
          #expect(found == expected, "\(rules): \(onset) + \(length)")
        }
      }
    }
  }

  @Test func `a published greeting of 0.5 to 1.2 s is decided on after 1.7 to 2.4 s`() throws {
    for (length, time) in [(500, 1_700), (1_200, 2_400)] {
      let found = try Self.told(Self.twilio, Self.speech([(0, length)]))
      #expect(found == [Told(news: .verdict(.human), time: time)])
    }
  }

  @Test func `silence is unknown, and nothing more is told`() throws {
    for rules in Self.all {
      let time = Int(rules.initialSilence.nanoseconds / 1_000_000)
      #expect(try Self.told(rules, []) == [Told(news: .verdict(.unknown), time: time)])
      let late = try Self.told(rules, Self.speech([(time + 1, time + 9_000)]))
      #expect(late == [Told(news: .verdict(.unknown), time: time)])
    }
  }

  @Test func `words that are enough are a machine's, however short they were`() throws {
    let said: [(time: Int, event: DetectionEvent)] = [
      (300, .speechStarted), (700, .words(3)), (1_100, .words(6)), (1_300, .speechEnded),
    ]
    let found = try Self.told(Self.signalwire, said)
    #expect(found.first == Told(news: .verdict(.machine), time: 1_100))
    #expect(try Self.told(Self.twilio, said).first == Told(news: .verdict(.human), time: 2_500))
    let nine = (1...9).map { (time: 300 + 300 * $0, event: DetectionEvent.words($0)) }
    let box = try Self.told(Self.jambonz, [(300, .speechStarted)] + nine)
    #expect(box.first == Told(news: .verdict(.machine), time: 3_000))
  }

  @Test func `the end of a machine's greeting is its tone, or the silence after it`() throws {
    let tone: [(time: Int, event: DetectionEvent)] =
      Self.speech([(800, 6_000), (6_700, 9_000)]) + [(9_700, .tone), (10_100, .speechEnded)]
    #expect(
      try Self.told(Self.twilio, tone) == [
        Told(news: .verdict(.machine), time: 3_200), Told(news: .greetingEnded, time: 9_700),
      ]
    )
    #expect(
      try Self.told(Self.twilio, Self.speech([(800, 6_000), (6_700, 9_000)])) == [
        Told(news: .verdict(.machine), time: 3_200), Told(news: .greetingEnded, time: 10_200),
      ]
    )
    #expect(
      try Self.told(Self.twilio, [(100, .tone)]).first == Told(news: .verdict(.machine), time: 100)
    )
  }

  /// Looks at every millisecond, with the rules as the vendors word them.
  private static func slowly(_ rules: DetectionRules, _ speech: [(Int, Int)]) -> Told {
    func whole(_ duration: Duration) -> Int { Int(duration.nanoseconds / 1_000_000) }
    let timeout = whole(rules.timeout)
    for time in 0...timeout {
      guard let first = speech.first, first.0 <= time else {
        if time >= whole(rules.initialSilence) {
          return Told(news: .verdict(.unknown), time: time)
        }
        continue
      }
      let isSpoken = speech.contains { $0.0 <= time && time <= $0.1 }
      if isSpoken, let most = rules.machineSpeech, time - first.0 >= whole(most) {
        return Told(news: .verdict(.machine), time: time)
      }
      let last = speech.last { $0.1 <= time }?.1
      if !isSpoken, let last, time - last >= whole(rules.speechEnd) {
        return Told(news: .verdict(.human), time: time)
      }
    }
    return Told(news: .verdict(.unknown), time: timeout)
  }

  @Test func `any sequence of sounds and pauses is judged as looking at each millisecond would`()
    throws
  {
    for seed in 0..<1_500 as Range<UInt64> {
      let key = DrawKey(seed: seed)
      var time = 1 + 2 * key.below(2_000, .soundPause, 99)
      var speech: [(Int, Int)] = []
      for index in 0..<UInt64(1 + key.below(6, .soundCount)) {
        let length = 20 + 2 * key.below(1_500, .soundLength, index)
        speech.append((time, time + length))
        // Odd, so that no two things happen at once.
        time += length + 1 + 2 * key.below(1_000, .soundPause, index)
      }
      for rules in [Self.twilio, Self.bandwidth] {
        let events = Self.speech(speech)
        let found = try Self.told(rules, events)
        #expect(found.first == Self.slowly(rules, speech), "seed \(seed): \(speech)")
        let verdicts = found.count { if case .verdict = $0.news { true } else { false } }
        #expect(verdicts == 1 && found.count <= 2, "seed \(seed)")
        if seed < 50 { #expect(try Self.told(rules, events, storing: true) == found) }
      }
    }
  }
}

extension Purpose {
  fileprivate static let soundCount = Purpose("test.sound_count")
  fileprivate static let soundLength = Purpose("test.sound_length")
  fileprivate static let soundPause = Purpose("test.sound_pause")
}
