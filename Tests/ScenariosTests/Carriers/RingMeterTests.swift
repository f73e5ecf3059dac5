import Scenarios
import Testing
import VoicePipeline

@Suite("Phones that ring twice")
struct RingMeterTests {
  private static func world(_ signalling: String, timeout: String) -> String {
    """
    duration: 4m
    load: {campaign: {leads: none.csv, rate: 2/s}}
    callers: [{share: 100%, profile: us-landline-quiet, talk_time: 2s}]
    carriers:
      - {name: north, preset: elastic-trunk, failure_share: 20%, signalling: \(signalling)}
      - {name: south, preset: elastic-trunk, failure_share: 20%, signalling: \(signalling)}
    routing: {invite_timeout: \(timeout)}
    """
  }

  @Test func `no phone does over sound networks, where many dials go to another carrier`() throws {
    let run = try WorldBench.run(Self.world("{}", timeout: "2s"))
    let moved = WorldBench.Run.rows(run.calls, "failovers").count { $0[0] != "0" }
    #expect(moved > 50)
    #expect(run.result.rangTwice == 0)
  }

  @Test func `some do where all that a carrier says gets lost and the dialer waits no longer`()
    throws
  {
    let run = try WorldBench.run(Self.world("{loss: 45%}", timeout: "2s"))
    #expect(run.result.rangTwice > 0)
  }
}
