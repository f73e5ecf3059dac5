package import SimCore
internal import VoicePipeline

/// A datagram as it was seen, and when.
package struct CapturedDatagram: Sendable {
  package var at: SimInstant
  package var datagram: Datagram
}

/// The capture format of libpcap, with nanoseconds: what every analyser of packets reads.
package enum CaptureFile {
  private static let magic: UInt32 = 0xA1B2_3C4D
  private static let ethernet: UInt32 = 1
  private static let lengthMax: UInt32 = 65_535

  /// The file's bytes, packets in the order of time; those of one instant as they are given.
  package static func bytes(of packets: [CapturedDatagram], start: UnixInstant) -> [UInt8] {
    var file: [UInt8] = []
    append(magic, to: &file)
    // Version 2.4; the third and fourth word are a time zone and an accuracy that nobody sets.
    append(2 | 4 << 16, to: &file)
    append(0, to: &file)
    append(0, to: &file)
    append(lengthMax, to: &file)
    append(ethernet, to: &file)
    let ordered = packets.enumerated().sorted {
      ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
    }
    for (place, (_, packet)) in ordered.enumerated() {
      let frame = packet.datagram.frame(identification: UInt16(truncatingIfNeeded: place))
      let time = start.at(packet.at)
      append(UInt32(truncatingIfNeeded: time.seconds), to: &file)
      append(UInt32(time.nanoseconds), to: &file)
      append(UInt32(frame.count), to: &file)
      append(UInt32(frame.count), to: &file)
      file += frame
    }
    return file
  }

  /// The least significant byte first: readers know the order from the magic number.
  private static func append(_ value: UInt32, to file: inout [UInt8]) {
    for shift in [0, 8, 16, 24] as [UInt32] {
      file.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }
}
