import RunReports
import Testing

@Suite("Charts")
struct ChartTests {
  @Test func `linear axes have few round ticks that enclose the top`() {
    for exponent in -3...7 {
      for digits in stride(from: 1.0, to: 10, by: 0.37) {
        var top = digits
        for _ in 0..<exponent.magnitude { top = exponent < 0 ? top / 10 : top * 10 }
        let axis = Axis.linear(upTo: top)
        #expect(axis.upper >= top * 0.999_999, "\(top)")
        #expect(axis.upper <= top * 2.1, "\(top)")
        #expect((3...7).contains(axis.ticks.count), "\(top): \(axis.ticks.map(\.text))")
        #expect(Set(axis.ticks.map(\.text)).count == axis.ticks.count, "\(top)")
      }
    }
    #expect(
      Axis.linear(upTo: 1_020, unit: "ms").ticks.map(\.text) == [
        "0", "250", "500", "750", "1,000", "1,250\u{A0}ms",
      ]
    )
    #expect(Axis.linear(upTo: 0.9).ticks.map(\.text) == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
  }

  @Test func `axes of counts have no fractions`() {
    for top in 0...400 {
      for tick in Axis.linear(upTo: Double(top), areWhole: true).ticks {
        #expect(tick.value == tick.value.rounded())
        #expect(!tick.text.contains("."))
      }
    }
  }

  @Test func `time axes have at most seven ticks in the unit that fits`() {
    for seconds in [1, 2, 5, 30, 90, 119, 120, 300, 3_600, 5_400, 10_800, 86_400, 604_800] {
      let axis = Axis.time(.seconds(seconds))
      #expect((2...7).contains(axis.ticks.count), "\(seconds): \(axis.ticks.map(\.text))")
      #expect(axis.upper == Double(seconds) / 60)
      #expect(axis.ticks.allSatisfy { $0.value <= axis.upper + 1e-9 })
    }
    #expect(
      Axis.time(.seconds(3_600)).ticks.map(\.text) == [
        "0", "10", "20", "30", "40", "50", "60\u{A0}min",
      ]
    )
    #expect(Axis.time(.seconds(30)).ticks.last?.text == "30\u{A0}s")
  }

  @Test func `octaves enclose what they show`() {
    for low in [0.4, 3, 31, 250, 333, 999, 5_000] {
      for factor in [1, 1.5, 7, 400] {
        let axis = Axis.octaves(from: low, to: low * factor)
        #expect(axis.lower <= low && axis.upper >= low * factor, "\(low) \(factor)")
        #expect(axis.ticks.count <= 8)
        #expect(axis.fraction(axis.lower) == 0 && axis.fraction(axis.upper) == 1)
      }
    }
  }

  @Test func `a spike survives the thinning`() {
    for spike in stride(from: 0, to: 10_000, by: 631) {
      let points = (0..<10_000).map {
        Point(x: Double($0), y: $0 == spike ? 1_000 : Double($0 * 37 % 11))
      }
      let thinned = Series.decimated(points)
      #expect(thinned.count <= 600)
      #expect(thinned.contains(points[spike]))
      #expect(zip(thinned, thinned.dropFirst()).allSatisfy { $0.x < $1.x })
    }
    let few = (0..<600).map { Point(x: Double($0), y: 0) }
    #expect(Series.decimated(few) == few)
  }

  @Test func `labels keep apart and stay inside`() {
    for seed in 0..<200 {
      let labels = (0..<6).map { index in
        EndLabel(y: Double((seed * 7_919 + index * 104_729) % 220), text: "\(index)", style: "s1")
      }
      let spread = LabelSpread.spread(labels, bottom: 218)
      for (upper, lower) in zip(spread, spread.dropFirst()) {
        #expect(lower.y - upper.y >= LabelSpread.gap - 1e-9, "seed \(seed)")
      }
      #expect(spread.allSatisfy { $0.y <= 218 && $0.y >= 0 }, "seed \(seed)")
      #expect(Set(spread.map(\.text)).count == 6)
    }
  }

  @Test func `coordinates are short and never in exponents`() {
    let texts: [(Double, String)] = [
      (0, "0"), (12.5, "12.5"), (12.04, "12"), (-0.04, "0"), (-3.26, "-3.3"),
      (1e20, "100000000000"),
      (.nan, "0"), (0.05, "0.1"),
    ]
    for (value, text) in texts { #expect(Coordinate.tenths(value) == text) }
    #expect(Coordinate.percent(1.0 / 3) == "33.33%")
  }

  @Test func `a curve of one line shows the maximum of each cell`() {
    var values = [Double](repeating: 1, count: 4_800)
    values[2_345] = 8
    let text = BlockCurve.text(values, hasUnicode: true)
    #expect(text.count == BlockCurve.cells)
    #expect(text.enumerated().filter { $0.element == "█" }.map(\.offset) == [23])
    #expect(BlockCurve.text([], hasUnicode: true) == "")
    #expect(BlockCurve.text([0, 0], hasUnicode: false) == String(repeating: ".", count: 48))
  }

  @Test func `text is cut and wrapped by columns, not by bytes`() {
    #expect(TextColumns.width("日本") == 4)
    #expect(TextColumns.cut("日本語の名前", 7) == "日本語…")
    #expect(TextColumns.wrapped("one two three", 7) == ["one two", "three"])
    #expect(TextColumns.wrapped("abcdefgh", 3) == ["abc", "def", "gh"])
    #expect(TextColumns.wrapped("abcdefgh", 3, cutsWords: false) == ["abcdefgh"])
  }
}
