import Foundation
import SimCore
import Testing
import VoicePipeline

/// A capture file, read back by the words of its format alone.
struct CapturedPackets {
  struct Packet {
    /// In nanoseconds since 1970.
    var time: Int64
    var from: Int
    var to: Int
    var payload: [UInt8]

    var rtp: RTPPacket? { RTPPacket(payload.span) }
  }

  private(set) var packets: [Packet] = []

  init(_ path: String) throws {
    let file = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    let long = { (at: Int) in (0..<4).reduce(0) { $0 | Int(file[at + $1]) << (8 * $1) } }
    try #require(file.count >= 24 && long(0) == 0xA1B2_3C4D && long(20) == 1)
    var at = 24
    while at < file.count {
      let length = long(at + 8)
      try #require(length == long(at + 12) && at + 16 + length <= file.count)
      let frame = Array(file[(at + 16)..<(at + 16 + length)])
      packets.append(
        Packet(
          time: Int64(long(at)) * 1_000_000_000 + Int64(long(at + 4)),
          from: Int(frame[34]) << 8 | Int(frame[35]),
          to: Int(frame[36]) << 8 | Int(frame[37]),
          payload: Array(frame[42...])
        )
      )
      at += 16 + length
    }
  }

  /// What our receiver makes of the RTP to a port.
  struct Reception {
    var state: RTPReception
    var count = 0
    /// Of the interarrival jitter in milliseconds, as the analyser sums it up.
    ///
    /// It leaves marked packets out of its mean, but weighs the others as if they were in it.
    var jitterMean = 0.0
    var jitterMax = 0.0
  }

  func reception(to port: Int) throws -> Reception {
    let mine = packets.filter { $0.to == port }
    let first = try #require(mine.first?.rtp)
    var reception = Reception(
      state: RTPReception(clockRate: first.payloadType == 0 ? 8_000 : 48_000)
    )
    for packet in mine {
      let rtp = try #require(packet.rtp)
      #expect(rtp.source == first.source && rtp.payloadType == first.payloadType)
      reception.state.receive(
        sequence: rtp.sequence,
        timestamp: rtp.timestamp,
        at: SimInstant.zero.advanced(by: .nanoseconds(packet.time - mine[0].time))
      )
      let place = Double(reception.count)
      reception.count += 1
      guard place > 0, !rtp.marker else { continue }
      let jitter = Double(reception.state.jitter.nanoseconds) / 1e6
      reception.jitterMean = (reception.jitterMean * (place - 1) + jitter) / place
      reception.jitterMax = max(reception.jitterMax, jitter)
    }
    return reception
  }

  /// The messages of SIP, in order.
  var messages: [String] {
    packets.filter { $0.to == 5_060 }.map { String(decoding: $0.payload, as: UTF8.self) }
  }
}
