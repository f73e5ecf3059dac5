package import VoicePipeline

/// Converts a stream of mono sound from one sample rate to another (libspeexdsp).
package final class Resampler {
  /// The quality of 0 to 10 that telephony is computed with: at 5 the pass band ends at 91 % of
  /// the lower rate's half (the library's table of windows).
  package static var ordinaryQuality: Int { 5 }

  /// For what is made once and kept.
  package static var highQuality: Int { 10 }

  package let source: SampleRate
  package let target: SampleRate
  private let state: ResamplerState

  package init(
    from source: SampleRate,
    to target: SampleRate,
    quality: Int = ordinaryQuality
  ) throws(AudioError) {
    precondition((0...10).contains(quality), "a quality is 0 to 10")
    self.source = source
    self.target = target
    state = try ResamplerState(from: source, to: target, quality: quality)
  }

  /// Samples of output by which the stream is late.
  package var latency: Int { state.outputLatency }

  /// The output for the next piece of the stream, which begins with `latency` samples of silence.
  package func convert(_ piece: Span<Int16>) throws(AudioError) -> [Int16] {
    // One more, for the fraction that earlier pieces have left.
    let room = piece.count * target.hertz / source.hertz + 2
    var output = [Int16](repeating: 0, count: room)
    var read = 0
    var written = 0
    while read < piece.count {
      let rest = piece.extracting(read..<piece.count)
      let step = try state.convert(rest, into: &output, from: written)
      if step.read == 0 && step.written == 0 { break }
      read += step.read
      written += step.written
    }
    output.removeLast(room - written)
    return output
  }

  /// The whole of a sound, in place: as many samples as its duration has, to the nearest.
  fileprivate func convertWhole(_ samples: [Int16]) throws(AudioError) -> [Int16] {
    let count = (samples.count * target.hertz + source.hertz / 2) / source.hertz
    state.skipZeros()
    var output = [Int16](repeating: 0, count: count)
    var written = try fill(&output, from: 0, with: samples)
    // Silence after the end pushes out what the filter still holds.
    let tail = [Int16](repeating: 0, count: state.inputLatency + source.hertz / target.hertz + 1)
    while written < count {
      let before = written
      written = try fill(&output, from: written, with: tail)
      if written == before { break }
    }
    return output
  }

  private func fill(
    _ output: inout [Int16],
    from start: Int,
    with input: [Int16]
  ) throws(AudioError) -> Int {
    var read = 0
    var written = start
    while read < input.count && written < output.count {
      let rest = input.span.extracting(read..<input.count)
      let step = try state.convert(rest, into: &output, from: written)
      if step.read == 0 && step.written == 0 { break }
      read += step.read
      written += step.written
    }
    return written
  }
}

extension Sound {
  /// The sound at another rate, with no delay: its length is the same time, to the nearest sample.
  package func resampled(
    to rate: SampleRate,
    quality: Int = Resampler.ordinaryQuality
  ) throws(AudioError) -> Sound {
    if rate == self.rate || samples.isEmpty { return Sound(rate: rate, samples: samples) }
    let resampler = try Resampler(from: self.rate, to: rate, quality: quality)
    return Sound(rate: rate, samples: try resampler.convertWhole(samples))
  }
}
