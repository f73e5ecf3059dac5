import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Regions of a platform")
struct RegionWorldTests {
  /// East and west lie 40 ms apart, north 100 ms from both.
  private static let map = """
    routing:
      regions:
        places:
          - {name: east, zones: [America/New_York]}
          - {name: west, zones: [America/Los_Angeles]}
          - {name: north, zones: [Europe/London]}
        far: 100ms
        pairs: [{from: east, to: west, delay: 40ms}]
    """

  private static func run(
    _ regions: String,
    callers: String = "[{region: east, share: 100%}]",
    pods: String = "min: 1, max: 4, initial: 2, cap: 50",
    rate: Int = 600,
    more: String = ""
  ) throws -> WorldBench.Run {
    try WorldBench.run(
      """
      duration: 20m
      warm_up: 0s
      load: {inbound: {rate: \(rate)/h, room: {capacity: 0}, regions: \(callers)}}
      platform:
        pods: {\(pods), start: 20s, processor_per_call: 0%}
        regions: {\(regions)}
        sessions: {detection: 1s, reconnection: 500ms}
      callers:
        - share: 100%
          profile: us-landline-quiet
          talk_time: {exponential: 2m}
          patience: {hazard: {0s: 0}, opening_per_second: 0}
      \(map)
      \(more)
      """
    )
  }

  private static func mean(_ run: WorldBench.Run, of metric: MetricName) throws -> Double {
    let histogram = try #require(run.result.measurements.latencies.histogram(of: metric))
    return try #require(histogram.mean) / .milliseconds(1)
  }

  private static func regions(_ run: WorldBench.Run) throws -> [RegionAccount] {
    try #require(run.result.platform).regions
  }

  /// A stage of the first answer in each call, in milliseconds; nil where there was none.
  private static func firstTurns(_ run: WorldBench.Run, _ stage: String) -> [String: Double] {
    var firsts: [String: Double] = [:]
    for row in WorldBench.Run.rows(run.turns, "call", "turn", stage) where row[1] == "1" {
      firsts[row[0]] = Double(row[2])
    }
    return firsts
  }

  /// What most first answers took longer in one run than in the other, and how many of them did.
  private static func shift(
    of stage: String,
    from one: WorldBench.Run,
    to other: WorldBench.Run
  ) -> (milliseconds: Double, share: Double) {
    let (before, after) = (firstTurns(one, stage), firstTurns(other, stage))
    let shifts = before.keys.sorted().compactMap { call in
      after[call].map { ($0 - (before[call] ?? 0)).rounded() }
    }
    let usual = shifts.sorted()[shifts.count / 2]
    return (usual, Double(shifts.count { $0 == usual }) / Double(shifts.count))
  }

  @Test(arguments: [("west", 40), ("north", 100)])
  func `a pod that is farther away is heard later, by the way there and back`(
    _ place: String,
    _ oneWay: Int
  ) throws {
    let near = try Self.run("sites: [{region: east}]")
    let far = try Self.run("sites: [{region: \(place)}]")
    let network = Self.shift(of: "network_ms", from: near, to: far)
    #expect(network.milliseconds == Double(2 * oneWay) && network.share > 0.8, "\(network)")
    let distance = try Self.regions(far)[0].distance
    let longest = try #require(distance.max)
    #expect(distance.min == longest && abs(longest / .milliseconds(oneWay) - 1) < 0.01)
  }

  @Test func `a layer in another region answers a round trip later`() throws {
    let edge = try Self.run("sites: [{region: east}]")
    let central = try Self.run("sites: [{region: east}], stages: {llm: west}")
    let all = try Self.run("sites: [{region: east}], stages: {llm: west, tts: west, stt: west}")
    let token = Self.shift(of: "ttft_ms", from: edge, to: central)
    #expect(token.milliseconds == 80 && token.share > 0.9, "\(token)")
    let sound = Self.shift(of: "synthesis_ms", from: central, to: all)
    #expect(sound.milliseconds == 80 && sound.share > 0.9, "\(sound)")
    // The words are there before the silence is long enough, be they from afar or not.
    let words = Self.shift(of: "transcription_ms", from: central, to: all)
    #expect(words.milliseconds == 0 && words.share > 0.9, "\(words)")
    let network = Self.shift(of: "network_ms", from: edge, to: all)
    #expect(network.milliseconds == 0 && network.share > 0.8, "\(network)")
    // The greeting needs no model.
    let word = try Self.mean(all, of: .timeToFirstWord) - Self.mean(edge, of: .timeToFirstWord)
    #expect(abs(word - 80) < 0.001)
  }

  @Test func `calls go to the nearest region, each to its own`() throws {
    let run = try Self.run(
      "sites: [{region: east}, {region: west}]",
      callers: "[{region: east, share: 70%}, {region: west, share: 30%}]"
    )
    let regions = try Self.regions(run)
    let total = regions.reduce(0) { $0 + $1.conversations }
    #expect(total > 150 && regions.allSatisfy { $0.fromElsewhere == 0 && $0.distance.max == .zero })
    let share = Double(regions[0].conversations) / Double(total)
    let error = (0.7 * 0.3 / Double(total)).squareRoot()
    #expect(abs(share - 0.7) < 3 * error, "\(share)")
    #expect(regions[0].response.count > regions[1].response.count)
  }

  @Test func `what the nearest region has no slot for goes to the next, or is turned away`() throws
  {
    let sites = "sites: [{region: east, min: 1, max: 1, initial: 1}, {region: west}]"
    let pods = "min: 4, max: 4, initial: 4, cap: 8"
    let open = try Self.run(sites, pods: pods)
    let closed = try Self.run("\(sites), overflow: false", pods: pods)
    let (east, west) = (try Self.regions(open)[0], try Self.regions(open)[1])
    #expect(east.fromElsewhere == 0 && west.fromElsewhere == west.conversations)
    #expect(west.conversations > 50)
    func count(_ run: WorldBench.Run, _ outcome: String) -> Int {
      WorldBench.Run.rows(run.calls, "outcome").count { $0[0] == outcome }
    }
    #expect(count(open, "blocked") == 0)
    // Who is turned away there: B(8, 20) of Erlang's loss formula is 0.62.
    let offered = try Self.regions(closed)[0].conversations + count(closed, "blocked")
    let share = Double(count(closed, "blocked")) / Double(offered)
    #expect(try Self.regions(closed)[1].conversations == 0)
    #expect(abs(share - 0.62) < 0.12, "\(share)")
  }

  @Test func `a region that goes takes its pods along, and its calls go on in the next one`() throws
  {
    let run = try Self.run(
      "sites: [{region: east}, {region: west}], detection: 30s",
      more: "faults: [{region: east, kind: region-loss, at: 5m, for: 5m}]"
    )
    let platform = try #require(run.result.platform)
    let (east, west) = (platform.regions[0], platform.regions[1])
    func ready(_ region: RegionAccount, _ second: Int) -> Int {
      region.ready.level(at: .zero.advanced(by: .seconds(second)))
    }
    #expect([299, 301, 599, 619, 621].map { ready(east, $0) } == [2, 0, 0, 0, 2])
    #expect(ready(west, 301) == 2)
    #expect(platform.pods(lostBy: .regionLost) == 2 && east.podsLost == 2 && west.podsLost == 0)
    let losses = run.result.measurements.podLosses
    #expect(losses.total == platform.calls(lostBy: .regionLost) && losses.total > 10)
    #expect(losses.count(.resumed) + losses.count(.hungUp) == losses.total)
    #expect(losses.count(.resumed) * 10 > losses.total * 8)
    // Nobody knows yet that it is gone: who looks for another pod waits for 3 s first.
    #expect(platform.routing.unanswered >= losses.count(.resumed))
    #expect(try Self.mean(run, of: .resumeGap) > 4_400)
    #expect(west.fromElsewhere == west.conversations && west.conversations > losses.total + 20)
  }

  @Test func `a layer of all regions is asked beside the pods once its region is known to be gone`()
    throws
  {
    let run = try Self.run(
      "sites: [{region: east}, {region: west}], stages: {llm: west}, detection: 20s",
      more: "faults: [{region: west, kind: region-loss, at: 5m, for: 5m}]"
    )
    func tokens(_ from: Int, _ until: Int) -> [Double] {
      WorldBench.Run.rows(run.turns, "speech_ended_ms", "ttft_ms").compactMap {
        row in
        guard let at = Double(row[0]), let value = Double(row[1]) else { return nil }
        return Double(from) * 1e3 <= at && at < Double(until) * 1e3 ? value : nil
      }
    }
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(values.count, 1)) }
    let (before, gone, after) = (tokens(0, 300), tokens(321, 600), tokens(640, 1_200))
    #expect(before.count > 200 && gone.count > 200 && after.count > 200)
    #expect(mean(before) - mean(gone) > 40 && mean(after) - mean(gone) > 40)
    #expect(
      run.result.measurements.latencies.histogram(of: .responseLatency)?.max ?? .zero > .seconds(2)
    )
  }

  @Test func `people whose conversations have to stay somewhere are turned away rather than moved`()
    throws
  {
    let sites = "sites: [{region: east, min: 1, max: 1, initial: 1}, {region: west}]"
    let rule = "residency: [{of: east, within: [east]}]"
    let pods = "min: 4, max: 4, initial: 4, cap: 8"
    let kept = try Self.run("\(sites), \(rule)", pods: pods)
    #expect(try Self.regions(kept).map(\.violations) == [0, 0])
    #expect(try Self.regions(kept)[1].conversations == 0)
    let broken = try Self.run("\(sites), \(rule), keep_residency: false", pods: pods)
    let west = try Self.regions(broken)[1]
    #expect(west.violations == west.conversations && west.conversations > 50)
    // What is said is told to a model there.
    let told = try Self.run(
      "sites: [{region: east}], \(rule), keep_residency: false, stages: {llm: west}"
    )
    let east = try Self.regions(told)[0]
    #expect(east.violations == east.conversations && east.conversations > 50)
  }

  @Test func `a slot that was kept before a dial is given for a nearer one`() throws {
    let run = try WorldBench.run(
      """
      duration: 20m
      warm_up: 0s
      load:
        campaigns:
          - {name: a, region: west, leads: a.csv, rate: 600/h, when_busy: wait}
      answers: {preset: warm-list, human: 100%, voicemail: 0%, no_answer: 0%,
        busy: 0%, unobtainable: 0%, declined: 0%}
      compliance: {hours: "00:00-24:00", require_consent: false, limit_abandonment: false}
      platform:
        pods: {min: 2, max: 2, cap: 50, processor_per_call: 0%}
        regions:
          sites: [{region: east}, {region: west}]
          residency: [{of: west, within: [west]}]
      \(Self.map)
      """
    )
    let regions = try Self.regions(run)
    #expect(regions[0].conversations == 0 && regions[1].conversations > 100)
    let routing = try #require(run.result.platform).routing
    #expect(routing.missed == 0)
    // A slot that is given for another one is no second call that asks.
    let started = run.result.measurements.attempts.started
    #expect(routing.asked == started && routing.placed == started)
  }

  @Test func `a zone takes its machines along, and none is made there until it is back`() throws {
    func run(_ length: String) throws -> PlatformAccount {
      let run = try WorldBench.run(
        """
        duration: 30m
        warm_up: 0s
        load: {inbound: {rate: 300/h}}
        platform:
          pods: {min: 6, max: 6, cap: 20, start: 10s, processor_per_call: 0%}
          nodes: {pods_per_node: 1, max: 7, start: 20s, scan: 10s, zones: 3, replace_after: 60s}
        callers: [{share: 100%, profile: us-landline-quiet, talk_time: {exponential: 1m}}]
        faults: [{zone: 1, kind: zone-loss, at: 300s, for: \(length)}]
        """
      )
      return try #require(run.result.platform)
    }
    let account = try run("10m")
    func ready(_ second: Int) -> Int {
      account.ready.level(at: .zero.advanced(by: .seconds(second)))
    }
    // Two of six nodes stood there; two new ones stand in the two other zones.
    #expect(account.pods(lostBy: .nodeLost) == 2)
    #expect([299, 301, 359, 420].map(ready) == [6, 4, 4, 6])
  }
}
