import SimCore
import VoicePipeline

/// In one sentence: what ran out, in the order in which it did.
struct LimitText {
  /// Nil when nothing has.
  let sentence: String?

  /// Further ones that are named.
  private static let furtherMax = 2

  init(_ facts: SaturationFacts?) {
    guard let saturation = facts?.saturation, let first = saturation.order.first else {
      sentence = nil
      return
    }
    let texts = saturation.order.prefix(1 + Self.furtherMax).map { resource in
      let shortage = saturation[resource]
      let instant = shortage.first.map(Figures.clock) ?? Figures.none
      let times = resource == first ? ", \(Figures.count(shortage.times)) \(resource.effect)" : ""
      return "\(resource.label) at \(instant)\(times)"
    }
    sentence = texts.joined(separator: "; then ")
  }
}
