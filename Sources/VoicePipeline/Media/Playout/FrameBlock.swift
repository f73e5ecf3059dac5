/// Up to 64 frames of 20 ms in a row, as a network delivers them.
///
/// Whatever happens to all frames is a bit mask, so that 64 of them are counted at a stroke; bit 0
/// is the first frame. One block serves a whole spurt, and is never copied.
package struct FrameBlock: ~Copyable {
  @inlinable @inline(__always)
  package static var capacity: Int { 64 }

  /// Length of a frame, in µs.
  @inlinable @inline(__always)
  package static var frameMicros: Int { 20_000 }

  /// Frames in the block; what lies behind them in the masks is 0.
  package var count = 0
  /// Frames that never arrive.
  package var lost: UInt64 = 0
  /// From sending to arrival, in µs; of lost frames as if they had arrived.
  package var delays = InlineArray<64, Int32>(repeating: 0)
  /// The order of arrival, for a network that does not keep it; the first `arrivals` count.
  package var order = InlineArray<64, UInt8>(repeating: 0)
  package var arrivals = 0
  /// Whether `order` holds: otherwise frames arrive as they were sent.
  package var isReordered = false

  package init() {}

  /// A mask of so many frames, at most 64.
  @inlinable @inline(__always)
  package static func mask(_ count: Int) -> UInt64 {
    count >= capacity ? .max : (1 &<< UInt64(truncatingIfNeeded: count)) &- 1
  }
}

/// What a receiver made of a block: each frame is played, or concealed.
package struct BlockReception: Sendable, Hashable {
  /// Arrived after its turn to be played.
  package var late: UInt64 = 0
  /// Arrived so early that the buffer had no room for it.
  package var discarded: UInt64 = 0
  /// Gone, but played from the redundancy in the frame behind it.
  package var recovered: UInt64 = 0
  /// Whether the last frame before the block was concealed, in the same spurt.
  package var followsConcealed = false

  package init() {}
}
