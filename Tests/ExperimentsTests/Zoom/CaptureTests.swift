import Experiments
import Foundation
import SimCore
import Testing
import VoicePipeline

/// Captures of calls, as an independent analyser reads them.
@Suite("Captures of calls", .enabled(if: PacketAnalyser.isInstalled, PacketAnalyser.absence))
struct CaptureTests {
  private static func lost(_ leg: LegFrames) -> Int {
    // Losses before the first packet that arrives, or behind the last, leave no gap.
    let inner = leg.frames.drop(while: \.isLost).reversed().drop(while: \.isLost)
    return inner.count(where: \.isLost)
  }

  @Test func `both streams are found, with their packets and losses`() throws {
    let bench = try ZoomBench()
    var lost = 0
    for number in try bench.calls(4) {
      let outcome = try bench.zoom(number)
      let path = outcome.files[0]
      let streams = try PacketAnalyser.streams(path)
      #expect(streams.count == 2)
      let capture = try CapturedPackets(path)
      for stream in streams {
        let isUplink = stream.to < stream.from
        let leg = isUplink ? outcome.call.frames.uplink : outcome.call.frames.downlink
        let arrived = leg.frames.filter { !$0.isLost }
        let copies = arrived.count(where: \.isDuplicated)
        #expect(stream.packets == arrived.count + copies, "call \(number)")
        #expect(stream.lost == Self.lost(leg) - copies, "call \(number)")
        #expect(stream.codec == "g711U")
        lost += stream.lost
        let mine = try capture.reception(to: stream.to)
        #expect(mine.count == stream.packets && mine.state.cumulativeLost == stream.lost)
      }
    }
    #expect(lost > 200)
  }

  @Test(arguments: ["congested", "wifi", "cellular"])
  func `our receiver has the jitter that the analyser has`(_ network: String) throws {
    // A packet that is overtaken is measured against another one there than RFC 3550 says.
    let bench = try ZoomBench(
      """
      callers:
        - {share: 100%, profile: corrector, network: {preset: \(network), reorders: false}}
      """
    )
    for number in try bench.calls(3) {
      let path = try bench.zoom(number).files[0]
      let capture = try CapturedPackets(path)
      for stream in try PacketAnalyser.streams(path) {
        let mine = try capture.reception(to: stream.to)
        #expect(abs(mine.jitterMean - stream.jitterMean) < 0.001, "call \(number)")
        #expect(abs(mine.jitterMax - stream.jitterMax) < 0.001, "call \(number)")
        #expect(stream.jitterMean > 0.5)
      }
    }
  }

  @Test func `the losses of a bursty line are those that were drawn`() throws {
    let bench = try ZoomBench(
      """
      callers: [{share: 100%, profile: us-landline-quiet, loss_ratio: 5%, loss_burst_frames: 3}]
      """
    )
    let number = try bench.calls(1)[0]
    let outcome = try bench.zoom(number)
    let streams = try PacketAnalyser.streams(outcome.files[0])
    let legs = [outcome.call.frames.uplink, outcome.call.frames.downlink]
    #expect(legs.allSatisfy { $0.media.duplicates == 0 })
    #expect(Set(streams.map(\.lost)) == Set(legs.map(Self.lost)))
    #expect(streams.map(\.lost).reduce(0, +) > 10)
  }

  @Test func `no packet is malformed, and nothing is an error to the analyser`() throws {
    let bench = try ZoomBench()
    for number in try bench.calls(3) {
      let path = try bench.zoom(number).files[0]
      let filter = "_ws.malformed || _ws.expert.severity >= 8388608"
      #expect(try PacketAnalyser.output(path, "-Y", filter) == "", "call \(number)")
      let sums = "ip.checksum.status == 0 || udp.checksum.status == 0"
      let text = try PacketAnalyser.output(
        path,
        "-o",
        "ip.check_checksum:TRUE",
        "-o",
        "udp.check_checksum:TRUE",
        "-Y",
        sums
      )
      #expect(text == "", "call \(number)")
    }
  }

  @Test func `the dialog is complete, and the audio goes where it says`() throws {
    let bench = try ZoomBench()
    let number = try bench.calls(1)[0]
    let path = try bench.zoom(number).files[0]
    let statistics = try PacketAnalyser.output(path, "-q", "-z", "sip,stat")
    let counts = statistics.split(separator: "\n").filter { $0.contains("Packets") }.map {
      $0.split(separator: " ").joined(separator: " ")
    }
    #expect(
      Set(counts) == [
        "SIP 200 OK : 2 Packets", "SIP 180 Ringing : 1 Packets", "SIP 100 Trying : 1 Packets",
        "INVITE : 1 Packets", "ACK : 1 Packets", "BYE : 1 Packets",
      ]
    )
    #expect(statistics.contains("Number of resent SIP messages: 0"))
    let ports = try PacketAnalyser.output(path, "-Y", "sdp", "-T", "fields", "-e", "sdp.media.port")
    let offered = ports.split(separator: "\n").compactMap { Int($0) }
    #expect(offered.count == 2)
    #expect(Set(offered) == Set(try PacketAnalyser.streams(path).map(\.to)))
    let dialogs = try PacketAnalyser.output(path, "-Y", "sip", "-T", "fields", "-e", "sip.Call-ID")
    #expect(Set(dialogs.split(separator: "\n")).count == 1)
  }

  @Test func `reports come every five seconds, and agree with the streams`() throws {
    let bench = try ZoomBench()
    let number = try bench.calls(1)[0]
    let outcome = try bench.zoom(number)
    let path = outcome.files[0]
    let text = try PacketAnalyser.output(
      path,
      "-Y",
      "rtcp.pt == 200 && rtcp.ssrc.cum_nr && !(rtcp.pt == 203)",
      "-T",
      "fields",
      "-e",
      "udp.srcport",
      "-e",
      "rtcp.senderssrc",
      "-e",
      "rtcp.ssrc.cum_nr",
      "-e",
      "rtcp.ssrc.ext_high",
      "-e",
      "rtcp.sender.packetcount",
      "-e",
      "frame.time_relative"
    )
    let rows = text.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    #expect(rows.count > 10)
    var last: [String: Double] = [:]
    for row in rows {
      let time = try #require(Double(row[5]))
      if let before = last[row[0]] {
        let apart = time - before
        #expect(abs(apart - (apart / 5).rounded() * 5) < 1e-6, "\(row)")
      }
      last[row[0]] = time
    }
    // The last report of each end is not far from what the whole stream comes to.
    let capture = try CapturedPackets(path)
    for stream in try PacketAnalyser.streams(path) {
      let reporter = stream.to + 1
      let row = try #require(rows.last { Int($0[0]) == reporter })
      let whole = try capture.reception(to: stream.to).state
      let lost = try #require(Int(row[2]))
      #expect(lost <= whole.cumulativeLost && lost > whole.cumulativeLost / 2)
    }
  }

  @Test func `both ends say good-bye with their last report`() throws {
    let bench = try ZoomBench()
    for number in try bench.calls(2) {
      let path = try bench.zoom(number).files[0]
      let text = try PacketAnalyser.output(
        path,
        "-Y",
        "rtcp",
        "-T",
        "fields",
        "-e",
        "udp.srcport",
        "-e",
        "rtcp.pt",
        "-e",
        "rtcp.ssrc.identifier"
      )
      let rows = text.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
      for port in Set(rows.map { $0[0] }).sorted() {
        let mine = rows.filter { $0[0] == port }
        let goodbyes = mine.filter { $0[1].split(separator: ",").last == "203" }
        #expect(goodbyes.count == 1 && mine.last == goodbyes.last, "call \(number): \(mine)")
      }
      #expect(Set(rows.map { $0[0] }).count == 2)
    }
  }

  @Test func `keys are events among the caller's packets, as the story has them`() throws {
    let bench = try ZoomBench(
      """
      goals: [{share: 100%, goal: payment}]
      callers:
        - {share: 100%, profile: keypad-user, network: {preset: wifi, reorders: false}}
      """
    )
    var pressed = 0
    for number in try bench.calls(3) {
      let outcome = try bench.zoom(number)
      let keys = outcome.call.story.entries.compactMap { entry -> Character? in
        guard case .pressed(let key) = entry.event else { return nil }
        return key
      }
      pressed += keys.count
      let path = outcome.files[0]
      let text = try PacketAnalyser.output(
        path,
        "-Y",
        "rtpevent",
        "-T",
        "fields",
        "-e",
        "rtp.marker",
        "-e",
        "rtpevent.event_id",
        "-e",
        "rtpevent.end_of_event",
        "-e",
        "rtpevent.duration",
        "-e",
        "rtp.timestamp"
      )
      let rows = text.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
      let isSet = { (cell: String) in cell == "1" || cell == "True" }
      #expect(rows.filter { isSet($0[0]) }.map { $0[1] } == keys.map(String.init))
      #expect(rows.count == 7 * keys.count)
      #expect(rows.count { isSet($0[2]) } == 3 * keys.count)
      #expect(Set(rows.map { $0[4] }).count == keys.count)
      #expect(rows.allSatisfy { !isSet($0[2]) || $0[3] == "800" })
      // They are packets of the caller's stream, which has no other gaps for them.
      let streams = try PacketAnalyser.streams(path)
      #expect(streams.count == 2)
      let legs = [outcome.call.frames.uplink, outcome.call.frames.downlink]
      #expect(Set(streams.map(\.lost)) == Set(legs.map(Self.lost)))
      let filter = "_ws.malformed || _ws.expert.severity >= 8388608"
      #expect(try PacketAnalyser.output(path, "-Y", filter) == "")
      let offer = try CapturedPackets(path).messages[0]
      #expect(offer.contains("a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\n"))
    }
    #expect(pressed > 10)
  }

  @Test func `a wideband line is captured as the codec of its description`() throws {
    let bench = try ZoomBench(
      """
      callers:
        - {share: 100%, profile: corrector, codec: opus, network: {preset: wifi, reorders: false}}
      """
    )
    let number = try bench.calls(1)[0]
    let outcome = try bench.zoom(number)
    #expect(outcome.call.codec == .opus)
    let streams = try PacketAnalyser.streams(outcome.files[0])
    #expect(streams.count == 2 && streams.allSatisfy { $0.codec == "opus" })
    let capture = try CapturedPackets(outcome.files[0])
    for stream in streams {
      let mine = try capture.reception(to: stream.to)
      #expect(abs(mine.jitterMean - stream.jitterMean) < 0.001)
      #expect(abs(mine.jitterMax - stream.jitterMax) < 0.001)
    }
    #expect(capture.messages[0].contains("m=audio") && capture.messages[0].contains("111 0 8"))
    let malformed = try PacketAnalyser.output(outcome.files[0], "-Y", "_ws.malformed")
    #expect(malformed == "")
  }
}
