import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Pools of realtime sessions")
struct RealtimePoolTests {
  private struct Bench {
    let bench = EndpointBench()
    let pools: RealtimePools

    /// A pod's pool before a model that connects within 600 ms.
    init(_ pool: String, _ keys: String = "", faults: FaultSchedule = .none) throws {
      let agent = try EndpointBench.agent(
        """
        realtime: {voice_to_voice: 1500ms, leading_silence: 0s, \(keys)
          pool: {connect: 600ms, \(pool)}}
        """
      )
      let cell = bench.cell
      let settings = try #require(agent.realtime?.pool).settings
      pools = cell.enter {
        let ports = agent.ports(on: cell, faults: faults)
        guard let model = ports.realtime as? any RealtimeConnector else {
          preconditionFailure("the agent has a model that connects")
        }
        let pools = RealtimePools(
          cell: cell,
          settings,
          connector: model,
          ports: ports,
          until: .zero.advanced(by: .seconds(60))
        )
        pools.onCell { pools in
          pools.start()
          pools.open(pod: 0)
        }
        return pools
      }
    }

    /// Calls that ask for a session and for its greeting; when each of them was complete.
    func greetings(at times: [Duration]) -> [Duration] {
      let (pools, ear) = (pools, bench.ear)
      for time in times {
        bench.at(time) {
          let ports = pools.onCell { $0.ports(on: 0) }
          let session = ports.value.realtime?.open(EndpointBench.request(0), for: ear)
          session?.respond(request: 0, after: nil)
        }
      }
      bench.run()
      return bench.heard.compactMap { entry in
        if case .realtime(.completed) = entry.event { entry.at } else { nil }
      }
    }

    var account: RealtimePoolAccount { bench.cell.enter { pools.onCell { $0.account } } }
  }

  @Test func `a session that waits is there in 50 ms, another once it is connected`() throws {
    let bench = try Bench("size: 2, refill_at_once: 2")
    let greetings = bench.greetings(at: [.seconds(5), .seconds(5), .seconds(5)])
    let account = bench.account
    #expect(account.asked == 3 && account.hits == 2)
    // A greeting takes as long after that as it does without a pool.
    #expect(greetings.count == 3)
    #expect(greetings[0] == greetings[1])
    #expect(greetings[2] - greetings[0] == .milliseconds(550))
    #expect(account.waits.min == .milliseconds(50))
    #expect(account.coldWaits.max == .milliseconds(600))
  }

  @Test func `the pool is filled again, and the next burst finds it full`() throws {
    let bench = try Bench("size: 2, refill_at_once: 1")
    let times: [Duration] = [.seconds(5), .seconds(5), .seconds(10), .seconds(10)]
    #expect(bench.greetings(at: times).count == 4)
    #expect(bench.account.hits == 4 && bench.account.connects == 6)
  }

  @Test func `who found none takes the next that comes up, whoever it was begun for`() throws {
    // At 300 ms the pool's own two are half-way.
    let bench = try Bench("size: 2, refill_at_once: 2")
    _ = bench.greetings(at: [.milliseconds(300)])
    let account = bench.account
    #expect(account.hits == 0 && account.coldWaits.max == .milliseconds(300))
  }

  @Test func `a session that waits for long is made anew, until the run is over`() throws {
    let bench = try Bench("size: 1, recycle_after: 10s")
    _ = bench.greetings(at: [])
    // Made at 0.6 s and recycled 10 s later, five times within the minute.
    let account = bench.account
    #expect(account.aged == 5 && account.connects == 6)
    let end = SimInstant.zero.advanced(by: .seconds(120))
    #expect(account.idle.integral(from: .zero, to: end) == 56_400_000_000)
  }

  @Test func `a session's age counts from its connection`() throws {
    let bench = try Bench("size: 1, recycle_after: 1h", "session_max: 30s,")
    _ = bench.greetings(at: [.milliseconds(20_000)])
    let expiries = bench.bench.heard.compactMap { entry in
      if case .realtime(.expired) = entry.event { entry.at } else { nil }
    }
    #expect(expiries == [.seconds(30)])
  }

  @Test func `a call whose connection fails is told so, and the pool tries again later`() throws {
    let outage = FaultSchedule(windows: [
      FaultSchedule.Window(
        target: .endpoint(.realtime),
        start: .zero,
        end: .zero.advanced(by: .seconds(5)),
        effect: .outage
      )
    ])
    let bench = try Bench("size: 1, refill_pause: 2s", faults: outage)
    #expect(bench.greetings(at: [.seconds(1), .seconds(10)]).count == 1)
    let failures = bench.bench.heard.compactMap { entry -> PortFailure? in
      if case .realtime(.failed(let failure)) = entry.event { failure } else { nil }
    }
    #expect(failures == [.refused(code: 503)])
    #expect(bench.account.hits == 1)
  }

  @Test func `places of the quota are those of sessions that wait, too`() throws {
    let bench = try Bench("size: 2", "quota: {concurrent: 2},")
    let greetings = bench.greetings(at: [.seconds(5), .seconds(5), .seconds(5)])
    #expect(greetings.count == 2)
    #expect(bench.account.hits == 2)
  }
}
