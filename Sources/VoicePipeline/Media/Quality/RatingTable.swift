/// Ratings of the E-model by table, for every window of every call.
///
/// The part that hangs on the delay is tabulated every 4.096 ms, the step of the jitter buffer, and
/// linear between: within 0.004 of the equations from 20 ms on.
package struct RatingTable: Sendable {
  package let codec: CodecImpairment
  private let delayRatings: [Double]

  package init(codec: CodecImpairment) {
    self.codec = codec
    let model = EModel(codec: codec)
    delayRatings = (0...256).map { model.delayRating(Double($0) * 4.096) }
  }

  /// The rating of so many frames, of which so many were concealed in so many bursts; the delay is
  /// one way, from mouth to ear, in µs.
  package func rating(delay: Int, concealed: Int, bursts: Int, frames: Int) -> Double {
    let bounded = min(max(delay, 0), 255 &<< 12)
    let row = bounded &>> 12
    let share = Double(bounded & 4_095) * (1.0 / 4_096)
    let base = delayRatings[row] + share * (delayRatings[row + 1] - delayRatings[row])
    guard concealed > 0, frames > 0 else { return base - codec.equipment }
    let loss = Double(concealed) / Double(frames)
    let ratio = Self.burstRatio(concealed: concealed, bursts: bursts, frames: frames)
    return base - codec.effectiveEquipment(loss: loss, burstRatio: ratio)
  }

  /// BurstR: the mean length of the bursts against that of random loss, at least 1 (G.107 clause
  /// 3.5; random loss of a share p has bursts of 1 / (1 - p) in the mean).
  package static func burstRatio(concealed: Int, bursts: Int, frames: Int) -> Double {
    guard bursts > 0 else { return 1 }
    let loss = Double(concealed) / Double(frames)
    return max(1, Double(concealed) / Double(bursts) * (1 - loss))
  }
}
