package import SimCore

/// What a receiver reports of one source (RFC 3550 clause 6.4.1).
package struct RTCPReportBlock: Sendable, Hashable {
  package var source: UInt32
  /// Since the last report, in 1/256.
  package var fractionLost: UInt8
  /// A signed number of 24 bits.
  package var cumulativeLost: Int
  /// With the cycles in the upper half.
  package var highestSequence: UInt32
  /// In ticks of the source's clock.
  package var jitter: UInt32
  /// The middle 32 bits of the NTP time of the last sender report; 0 before the first.
  package var lastSenderReport: UInt32
  /// Since it came, in 1/65536 s.
  package var delaySinceIt: UInt32

  package init(
    source: UInt32,
    fractionLost: UInt8,
    cumulativeLost: Int,
    highestSequence: UInt32,
    jitter: UInt32,
    lastSenderReport: UInt32,
    delaySinceIt: UInt32
  ) {
    self.source = source
    self.fractionLost = fractionLost
    self.cumulativeLost = cumulativeLost
    self.highestSequence = highestSequence
    self.jitter = jitter
    self.lastSenderReport = lastSenderReport
    self.delaySinceIt = delaySinceIt
  }

  fileprivate func append(to bytes: inout [UInt8]) {
    bytes.append(bigEndian: source)
    let lost = UInt32(truncatingIfNeeded: cumulativeLost) & 0xFF_FFFF
    bytes.append(bigEndian: UInt32(fractionLost) << 24 | lost)
    bytes.append(bigEndian: highestSequence)
    bytes.append(bigEndian: jitter)
    bytes.append(bigEndian: lastSenderReport)
    bytes.append(bigEndian: delaySinceIt)
  }
}

/// The time of the Network Time Protocol: seconds since 1900, and 1/2^32 of them.
package struct NTPTime: Sendable, Hashable {
  package let bits: UInt64

  /// From 1900-01-01 to 1970-01-01.
  private static let epoch: Int64 = 2_208_988_800

  package init(_ time: UnixInstant) {
    let seconds = UInt64(bitPattern: time.seconds + Self.epoch) << 32
    bits = seconds | (UInt64(time.nanoseconds) << 32) / 1_000_000_000
  }

  /// What a report block quotes of it.
  package var middle: UInt32 { UInt32(truncatingIfNeeded: bits >> 16) }
}

/// A compound packet of the RTP Control Protocol (RFC 3550 clause 6.1).
///
/// It has a report, who makes it, and whether it is the last one.
package struct RTCPReport: Sendable, Hashable {
  /// What a source says of itself (clause 6.4.1).
  package struct Sender: Sendable, Hashable {
    package var time: NTPTime
    /// The same instant on the clock of its packets.
    package var timestamp: UInt32
    package var packets: UInt32
    /// Payload alone.
    package var octets: UInt32

    package init(time: NTPTime, timestamp: UInt32, packets: UInt32, octets: UInt32) {
      self.time = time
      self.timestamp = timestamp
      self.packets = packets
      self.octets = octets
    }
  }

  package var source: UInt32
  /// Nil for who has sent nothing lately: a receiver report (clause 6.4.2).
  package var sender: Sender?
  /// At most 31.
  package var blocks: [RTCPReportBlock]
  /// The canonical name, at most 255 bytes (clause 6.5.1).
  package var name: String
  /// Whether the source says good-bye with it (clause 6.6).
  package var isLast: Bool

  package init(
    source: UInt32,
    sender: Sender?,
    blocks: [RTCPReportBlock],
    name: String,
    isLast: Bool = false
  ) {
    precondition(blocks.count <= 31 && name.utf8.count <= 255, "a report has room for that")
    self.source = source
    self.sender = sender
    self.blocks = blocks
    self.name = name
    self.isLast = isLast
  }

  private static let senderReport: UInt8 = 200
  private static let receiverReport: UInt8 = 201
  private static let sourceDescription: UInt8 = 202
  private static let goodbye: UInt8 = 203

  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    let words = 1 + (sender == nil ? 0 : 5) + 6 * blocks.count
    bytes.append(0x80 | UInt8(blocks.count))
    bytes.append(sender == nil ? Self.receiverReport : Self.senderReport)
    bytes.append(bigEndian: UInt16(words))
    bytes.append(bigEndian: source)
    if let sender {
      bytes.append(bigEndian: sender.time.bits)
      bytes.append(bigEndian: sender.timestamp)
      bytes.append(bigEndian: sender.packets)
      bytes.append(bigEndian: sender.octets)
    }
    for block in blocks { block.append(to: &bytes) }
    bytes += description
    if isLast {
      // One source, and no reason.
      bytes += [0x81, Self.goodbye, 0, 1]
      bytes.append(bigEndian: source)
    }
    return bytes
  }

  /// The source description: one chunk with the canonical name, padded to a word.
  private var description: [UInt8] {
    var chunk: [UInt8] = []
    chunk.append(bigEndian: source)
    chunk.append(1)
    chunk.append(UInt8(name.utf8.count))
    chunk.append(ascii: name)
    // At least one zero ends the list of items.
    chunk.append(contentsOf: [UInt8](repeating: 0, count: 4 - chunk.count % 4))
    var bytes: [UInt8] = [0x81, Self.sourceDescription]
    bytes.append(bigEndian: UInt16(chunk.count / 4))
    return bytes + chunk
  }
}
