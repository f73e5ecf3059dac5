extension Int16 {
  /// The nearest sample, with what is too loud cut off.
  @inline(__always)
  package init(saturating value: Double) {
    self = Int16(Swift.max(-32_768, Swift.min(32_767, value.rounded())))
  }

  /// The nearest sample, with what is too loud cut off.
  @inline(__always)
  init(saturating value: Float) {
    self = Int16(Swift.max(-32_768, Swift.min(32_767, value.rounded())))
  }
}
