import SimCore
import VoicePipeline

/// One strip of a call's sound beneath its swim-lane, as both ears heard it.
///
/// ```
/// caller, heard  ─▇▇█▇▇─────────▇█▇──────   the envelope: least and greatest sample of 40 ms
///  agent, heard  ────────▇█▇▇█▇──────▇▇──
/// ```
struct WaveLane {
  private enum Row {
    static let middles = [20, 58]
    /// Half the height of the loudest sample of a call.
    static let half = 17
    static let height = 80
  }

  /// Units of the curves' height: whole numbers are short.
  private static let scale = 100

  let lane: SwimLane
  /// After the answer.
  let begin: Duration
  /// Of both directions, that to the agent first.
  let legs: [(name: String, envelope: SoundEnvelope)]

  /// The `<svg>`, to stand beneath that of the swim-lane.
  var markup: Markup {
    """
    <svg class="pl l106 r16" height="\(Row.height)" role="img" \
    aria-label="The sound of both directions.">\(frame)\(curves)</svg>
    """
  }

  private var frame: Markup {
    zip(Row.middles, legs).map { y, leg -> Markup in
      """
      <text class="e inkt" x="0" dx="-10" y="\(y + 4)">\(leg.name)</text>\
      <line class="g" x1="0" x2="100%" y1="\(y)" y2="\(y)"/>
      """
    }.joined()
  }

  private var curves: Markup {
    let bins = Int(SwimLane.window / SoundEnvelope.bin)
    return zip(zip(Row.middles, legs), ["inkf", "accf"]).map { row, style -> Markup in
      let path = path(row.1.envelope, bins)
      guard !path.isEmpty else { return "" }
      return """
        <svg x="0" y="\(row.0 - Row.half)" width="100%" height="\(2 * Row.half)" \
        viewBox="0 0 \(bins) \(2 * Self.scale)" preserveAspectRatio="none">\
        <path class="\(style)" d="\(path)"/></svg>
        """
    }.joined()
  }

  /// An area for each stretch that is louder than a step of the scale.
  private func path(_ envelope: SoundEnvelope, _ bins: Int) -> String {
    let peak = max(envelope.peak, 1)
    let first = Int((lane.start - begin) / SoundEnvelope.bin)
    var path = ""
    var (top, bottom): ([Int], [Int]) = ([], [])
    for place in 0...bins {
      let bin = first + place
      let isKnown = place < bins && envelope.highs.indices.contains(bin)
      let high = isKnown ? envelope.highs[bin] * Self.scale / peak : 0
      let low = isKnown ? envelope.lows[bin] * Self.scale / peak : 0
      if high > 0 || low < 0 {
        top.append(Self.scale - high)
        bottom.append(Self.scale - low)
      } else if !top.isEmpty {
        path += Self.area(from: place - top.count, top, bottom)
        (top, bottom) = ([], [])
      }
    }
    return path
  }

  /// Along the upper edge and back along the lower one, bin by bin.
  private static func area(from start: Int, _ top: [Int], _ bottom: [Int]) -> String {
    var path = "M\(start) \(scale)"
    for y in top { path += "V\(y)h1" }
    for y in bottom.reversed() { path += "V\(y)h-1" }
    return path + "Z"
  }
}
