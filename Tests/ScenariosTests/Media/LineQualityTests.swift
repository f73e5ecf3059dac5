import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Quality alarms on a line")
struct LineQualityTests {
  private static func scenario(
    _ agent: String,
    network: String,
    calls: Int = 60,
    retry: String = "{}"
  ) throws -> Scenario {
    try WorldBench.scenario(
      """
      duration: 30m
      fidelity: packet
      load: {campaign: {leads: none.csv, rate: 600/h, attempts: \(calls), retry: \(retry)}}
      answers:
        {preset: warm-list, human: 100%, voicemail: 0%, no_answer: 0%, busy: 0%, unobtainable: 0%,
         declined: 0%, ring_human: 1s}
      carriers: [{name: trunk, preset: elastic-trunk, failure_share: 0%, network: landline}]
      platform: {pods: 20, slots_per_pod: 50}
      agent: {\(agent)}
      callers:
        - {share: 100%, profile: us-landline-quiet, network: \(network), patience:
            {hazard: {0s: 0}, opening_per_second: 0}}
      """
    )
  }

  private static func run(_ scenario: Scenario, seed: UInt64 = 1) throws -> RunMeasurements {
    try WorldBench.run(scenario, seed: seed, leads: WorldBench.leads(1_000)).result.measurements
  }

  private static let bad = "{preset: congested, good_to_bad: 0.1, bad_to_good: 0.25}"

  @Test func `a good line raises no alarm, and a bad one raises true ones`() throws {
    let good = try Self.run(
      Self.scenario("quality_alarm: {below: 3.1}", network: "landline")
    ).qualityAlarms
    #expect(try #require(good).windows > 50)
    #expect(good?.raised == 0 && good?.badWindows == 0)
    let bad = try #require(
      try Self.run(Self.scenario("quality_alarm: {below: 3.1}", network: Self.bad)).qualityAlarms
    )
    #expect(bad.raised > 30 && bad.unfounded == 0 && bad.missed == 0, "\(bad)")
  }

  @Test func `an alarm that nothing follows changes nothing else of a run`() throws {
    let with = try Self.run(Self.scenario("quality_alarm: {below: 3.1}", network: Self.bad))
    let without = try Self.run(Self.scenario("endpointing: 500ms", network: Self.bad))
    #expect(with.allMedia.uplink.frames == without.allMedia.uplink.frames)
    #expect(with.conversations.tally == without.conversations.tally)
    #expect(without.qualityAlarms == nil)
  }

  @Test func `a callback ends calls in good order, and their leads are dialled again`() throws {
    let agent = "quality_alarm: {below: 3.1, action: callback}"
    let scenario = try Self.scenario(
      agent,
      network: Self.bad,
      calls: 120,
      retry: "{attempts: 2, callback: {after: 1m}}"
    )
    let run = try WorldBench.run(scenario, seed: 1, leads: WorldBench.leads(1_000))
    let measured = run.result.measurements
    let again = WorldBench.Run.rows(run.calls, "attempt", "outcome").filter { $0[0] == "1" }
    #expect(again.count > 10, "leads that were promised a callback")
    let ended = measured.outcomes[CallOutcome.callback.index]
    #expect(ended > 20 && measured.conversations.callbacks >= ended)
    let alarms = try #require(measured.qualityAlarms)
    #expect(ended <= alarms.raised)
  }

  @Test func `the flow tier refuses to watch what it does not have`() {
    let text = Loading.minimal + "\nfidelity: flow\nagent: {quality_alarm: {below: 3.1}}\n"
    #expect(throws: (any Error).self) { try Loading.load(text) }
  }

  @Test func `a window ends with the playing of its last frame`() throws {
    let path = PacketPath(
      loss: .gilbertElliott(goodToBad: 0.1, badToGood: 0.25),
      jitterScale: 10_000
    )
    let pass = SpurtPass(path: path, codec: .g711Concealed)
    var closed = 0
    for seed in 0..<50 {
      var leg = PacketLeg(DrawKey(seed: UInt64(seed)), path: path, policy: PlayoutPolicy())
      var slot = 0
      for length in [150, 390, 700, 70, 900] {
        let before = leg.windows.closed
        let trace = pass.traced(&leg, Spurt(slot: slot, frames: length))
        slot += length + 40
        #expect(trace.windows.count == leg.windows.closed - before)
        for window in trace.windows {
          closed += 1
          let last = try #require(
            trace.blocks.first { $0.first + $0.count == window.end },
            "a window ends with a block"
          )
          #expect(window.playoutDelay == last.playoutDelay)
        }
      }
    }
    #expect(closed > 200)
  }

  @Test func `a cut leaves the windows that were over, and no others`() {
    let path = PacketPath(
      loss: .gilbertElliott(goodToBad: 0.1, badToGood: 0.25),
      jitterScale: 10_000
    )
    let pass = SpurtPass(path: path, codec: .g711Concealed)
    for seed in 0..<60 {
      let key = DrawKey(seed: UInt64(seed))
      var whole = PacketLeg(key, path: path, policy: PlayoutPolicy())
      pass.run(&whole, Spurt(slot: 0, frames: 190))
      var cut = whole
      let long = pass.traced(&whole, Spurt(slot: 250, frames: 1_500))
      let frames = 1 + 25 * seed
      let short = pass.traced(&cut, Spurt(slot: 250, frames: frames))
      #expect(short.windows == long.windows.filter { $0.end <= frames }, "seed \(seed)")
    }
  }
}
