import MediaCodecs
import SimCore
import Testing
import VoicePipeline

/// Lines that callers of the goals say, and what tests of speech need again and again.
enum SpeechSamples {
  static let sentences = [
    "yes please", "yes i would", "sure let us do that", "yes let us find another day",
    "it is one four seven two nine zero", "my last name is peterson",
    "the zip is nine four one oh three",
    "yes i know about it", "yes i got the letter", "to park avenue",
    "that would be river road", "i am at home on monday", "thursday would be best",
    "my account number is eight three five five one two six zero",
    "i would like to pay the whole amount", "can you call me back later",
    "i want to speak to a real person", "please take me off your list",
    "could you repeat that please", "thank you very much goodbye",
  ]

  /// A folder that is gone when the test is over.
  @discardableResult
  static func withFolder<T>(_ body: (String) throws -> T) throws -> T {
    let path = "/tmp/simrun-speech-\(HostProcess.identifier)-\(Counter.next())"
    try Files.createDirectory(path, withParents: true)
    defer { try? Files.remove(path, recursive: true) }
    return try body(path)
  }

  /// A sine, in samples of 16 kHz.
  static func sine(hertz: Double, peak: Double, count: Int) -> Sound {
    let samples = (0..<count).map { index in
      Int16(saturating: peak * Elementary.sin(2 * .pi * hertz * Double(index) / 16_000))
    }
    return Sound(rate: .wideband, samples: samples)
  }

  /// The part of the power of a sound that a sine of this pitch has, by Goertzel's sums.
  static func share(of hertz: Double, in samples: [Int16], rate: Double) -> Double {
    var (sine, cosine, power) = (0.0, 0.0, 0.0)
    for (index, sample) in samples.enumerated() {
      let angle = 2 * Double.pi * hertz * Double(index) / rate
      sine += Double(sample) * Elementary.sin(angle)
      cosine += Double(sample) * Elementary.cos(angle)
      power += Double(sample) * Double(sample)
    }
    return 2 * (sine * sine + cosine * cosine) / (Double(samples.count) * power)
  }
}
