/// Repeated measurements of one thing.
package enum Samples {
  /// The middle value, the upper of two; 0 without values.
  package static func median(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.sorted()[values.count / 2]
  }
}
