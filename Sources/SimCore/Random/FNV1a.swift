/// The hash FNV-1a of 64 bits (IETF draft-eastlake-fnv): neither an order nor a secret, only the
/// same number on every host.
@usableFromInline
package enum FNV1a {
  /// The hash of nothing.
  @inlinable
  package static var start: UInt64 { 0xCBF2_9CE4_8422_2325 }

  /// The hash of what gave `hash`, and one byte more.
  @inlinable
  @inline(__always)
  package static func fold(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }
}
