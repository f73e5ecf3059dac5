private import SimCore
package import VoicePipeline

/// The sound of a file, as mono at a wanted rate, and what the file was like.
package struct SoundFile: Sendable, Hashable {
  package let sound: Sound
  package let sourceRate: SampleRate
  package let channels: Int
  /// The share of the file's samples at full scale, 0 to 1: a recording with more than a few in a
  /// thousand was overdriven.
  package let clippedShare: Double

  /// The longest file that is read.
  package static var durationMax: Duration { .seconds(3_600) }

  /// Reads a file of any rate and number of channels.
  ///
  /// Channels are averaged, then the rate is converted without a delay. A file that was cut off is
  /// found by its head, which WAV and FLAC have; an Ogg file says nowhere how long it is.
  package static func read(
    _ path: String,
    as rate: SampleRate = .wideband
  ) throws(SoundFileError) -> SoundFile {
    let promise = try checked(path)
    let handle: SoundFileHandle
    switch SoundFileHandle.open(path) {
    case .success(let opened): handle = opened
    case .failure(let refusal): throw refusal.error(path)
    }
    guard (1_000...192_000).contains(handle.rate), handle.channels > 0 else {
      throw .strangeRate(path: path, hertz: handle.rate)
    }
    let source = SampleRate(hertz: handle.rate)
    if let promise, promise.found < promise.promised {
      throw .truncated(path: path, promised: promise.promised, found: promise.found)
    }
    var mix = ChannelMix(channels: handle.channels)
    try mix.read(handle, path)
    guard !mix.samples.isEmpty else { throw .empty(path: path) }
    let whole = Sound(rate: source, samples: mix.samples)
    do {
      return SoundFile(
        sound: try whole.resampled(to: rate),
        sourceRate: source,
        channels: handle.channels,
        clippedShare: mix.clippedShare
      )
    } catch {
      throw .failed(path: path, error)
    }
  }

  /// Looks at the file before the library does, whose reasons depend on the system's language.
  private static func checked(_ path: String) throws(SoundFileError) -> WaveCheck? {
    do {
      let size = try InputFile(path: path).size
      if size == 0 { throw SoundFileError.empty(path: path) }
      return try WaveCheck(path: path)
    } catch let error as FileError {
      throw .unreadable(error)
    } catch let error as SoundFileError {
      throw error
    } catch {
      preconditionFailure("neither of the two errors above")
    }
  }
}

extension SoundFileRefusal {
  fileprivate func error(_ path: String) -> SoundFileError {
    guard MediaLibraries.isPresent else {
      return .failed(path: path, .absent(library: "libsndfile"))
    }
    return .notSound(path: path, reason: reason)
  }
}

/// Interleaved samples of a file, averaged to mono.
private struct ChannelMix {
  private(set) var samples: [Int16] = []
  private let channels: Int
  private var clipped = 0

  init(channels: Int) { self.channels = channels }

  var clippedShare: Double {
    samples.isEmpty ? 0 : Double(clipped) / Double(samples.count * channels)
  }

  mutating func read(_ handle: SoundFileHandle, _ path: String) throws(SoundFileError) {
    let seconds = handle.frames / handle.rate
    let secondsMax = Int(SoundFile.durationMax.components.seconds)
    // A file of open length is stopped by the sum below.
    let isOpen = handle.frames == .max
    if !isOpen && seconds > secondsMax {
      throw .tooLong(path: path, seconds: seconds, secondsMax: secondsMax)
    }
    var block = [Float](repeating: 0, count: 16_384 * channels)
    while true {
      let frames = handle.read(into: &block)
      if frames == 0 { break }
      for frame in 0..<frames { add(block, at: frame * channels) }
      if samples.count > secondsMax * handle.rate {
        throw .tooLong(path: path, seconds: samples.count / handle.rate, secondsMax: secondsMax)
      }
    }
    if !isOpen && samples.count < handle.frames {
      throw .truncated(path: path, promised: handle.frames, found: samples.count)
    }
  }

  private mutating func add(_ block: [Float], at start: Int) {
    var sum: Float = 0
    for channel in 0..<channels {
      let value = block[start + channel]
      // 32,767 is full scale of 16 bits, which most recorders stop at on both sides.
      if value.magnitude >= 32_767 / 32_768 { clipped += 1 }
      sum += value
    }
    let scaled = (sum / Float(channels) * 32_768).rounded()
    samples.append(scaled.isFinite ? Int16(max(-32_768, min(32_767, scaled))) : 0)
  }
}
