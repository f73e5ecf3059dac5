internal import SimCore
package import VoicePipeline

/// The texts that follow a campaign's calls.
package struct TextSpec: Sendable, Hashable, Decodable {
  /// After which calls.
  package var after: [TextReason]
  package var delay: Duration
  /// For one lead.
  package var most: Int
  package var price: Nanodollars

  package var policy: TextPolicy {
    TextPolicy(reasons: after, delay: delay, most: most, price: price)
  }
}
