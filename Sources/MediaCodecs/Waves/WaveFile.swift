package import VoicePipeline

/// The parts of a WAV file that are looked at: mono, 16-bit PCM, and chunks of our own.
///
/// Source: IBM and Microsoft, Multimedia Programming Interface and Data Specifications 1.0 (1991).
/// A program that writes into a pipe does not know the length in time, so sizes that point past the
/// end mean the end.
package struct WaveFile: Sendable, Hashable {
  package var sound: Sound
  /// Chunks that are not `fmt ` and `data`, in their order; each name has four letters.
  package var extras: [Extra]

  /// A chunk of the file that is not sound.
  package struct Extra: Sendable, Hashable {
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
      precondition(name.utf8.count == 4, "a chunk's name has four letters")
      self.name = name
      self.bytes = bytes
    }
  }

  package init(sound: Sound, extras: [Extra] = []) {
    self.sound = sound
    self.extras = extras
  }
}

extension WaveFile {
  /// Reads a file; nil if it is not one, or another kind of sound.
  package init?(bytes: [UInt8]) {
    guard bytes.count >= 12, Self.name(bytes, 0) == "RIFF", Self.name(bytes, 8) == "WAVE" else {
      return nil
    }
    var rate: SampleRate?
    var samples: [Int16]?
    var extras: [Extra] = []
    var at = 12
    while at + 8 <= bytes.count {
      let size = min(Self.number(bytes, at + 4, 4), bytes.count - at - 8)
      let name = Self.name(bytes, at)
      switch name {
      case "fmt ":
        guard let known = Self.rate(bytes, at + 8, size) else { return nil }
        rate = known
      case "data": samples = Self.samples(bytes, at + 8, size)
      default: extras.append(Extra(name: name, bytes: Array(bytes[at + 8..<at + 8 + size])))
      }
      at += 8 + size + size % 2
    }
    guard let rate, let samples else { return nil }
    self.init(sound: Sound(rate: rate, samples: samples), extras: extras)
  }

  /// The file.
  package var bytes: [UInt8] {
    Self.file(sound.samples, rate: sound.rate, channels: 1, extras)
  }

  /// A file of interleaved samples.
  static func file(
    _ samples: [Int16],
    rate: SampleRate,
    channels: Int,
    _ extras: [Extra]
  ) -> [UInt8] {
    let hertz = rate.hertz
    let format: [(Int, Int)] = [
      (1, 2), (channels, 2), (hertz, 4), (2 * channels * hertz, 4), (2 * channels, 2), (16, 2),
    ]
    var data: [UInt8] = []
    data.reserveCapacity(samples.count * 2)
    for sample in samples {
      data.append(UInt8(truncatingIfNeeded: sample))
      data.append(UInt8(truncatingIfNeeded: sample >> 8))
    }
    var body = Array("WAVE".utf8)
    body += chunk("fmt ", format.flatMap { little($0.0, $0.1) })
    body += chunk("data", data)
    for extra in extras { body += chunk(extra.name, extra.bytes) }
    precondition(body.count <= Int(UInt32.max), "a WAV file has at most 4 GiB")
    return chunk("RIFF", body)
  }

  private static func chunk(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
    Array(name.utf8) + little(bytes.count, 4) + bytes + (bytes.count % 2 == 0 ? [] : [0])
  }

  private static func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private static func number(_ bytes: [UInt8], _ at: Int, _ count: Int) -> Int {
    (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
  }

  private static func name(_ bytes: [UInt8], _ at: Int) -> String {
    String(decoding: bytes[at..<at + 4], as: UTF8.self)
  }

  /// The sample rate, if the sound is PCM, mono and of 16 bits.
  private static func rate(_ bytes: [UInt8], _ at: Int, _ size: Int) -> SampleRate? {
    guard size >= 16, number(bytes, at, 2) == 1, number(bytes, at + 2, 2) == 1,
      number(bytes, at + 14, 2) == 16
    else { return nil }
    let hertz = number(bytes, at + 4, 4)
    return (1...1_000_000).contains(hertz) ? SampleRate(hertz: hertz) : nil
  }

  private static func samples(_ bytes: [UInt8], _ at: Int, _ size: Int) -> [Int16] {
    (0..<size / 2).map {
      Int16(bitPattern: UInt16(bytes[at + 2 * $0]) | UInt16(bytes[at + 2 * $0 + 1]) << 8)
    }
  }
}
