import CSimRuntime

/// SHA-256 by the processor's own instructions.
enum HardwareSHA256 {
  /// Whether this processor has them.
  static let isThere = simrun_sha256_is_in_hardware() != 0

  /// Folds blocks of 64 bytes, from `start` on, into the eight words of a digest.
  static func fold(
    _ words: inout [8 of UInt32],
    _ bytes: Span<UInt8>,
    at start: Int,
    blocks: Int
  ) {
    guard blocks > 0 else { return }
    let input = bytes.extracting(start..<start + 64 * blocks)
    var state = words.mutableSpan
    unsafe state.withUnsafeMutableBufferPointer { state in
      unsafe input.withUnsafeBufferPointer { input in
        guard let words = state.baseAddress, let first = input.baseAddress else { return }
        unsafe simrun_sha256_fold(words, first, blocks)
      }
    }
  }
}
