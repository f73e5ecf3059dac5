import Foundation
import SimCore
import Testing

@Suite("Fixed decimals")
struct FixedDecimalTests {
  @Test func `text is that of exact decimal arithmetic`() throws {
    for line in DecimalVectors.text.split(separator: "\n") {
      let parts = line.split(separator: " ")
      let value = Double(bitPattern: try #require(UInt64(parts[0], radix: 16)))
      let decimals = try #require(Int(parts[1]))
      #expect(FixedDecimal.text(value, decimals: decimals) == parts[2], "\(line)")
      let isZero = parts[2].allSatisfy { $0 == "0" || $0 == "." }
      let negative = (isZero ? "" : "-") + parts[2]
      #expect(FixedDecimal.text(-value, decimals: decimals) == negative, "-\(line)")
    }
  }

  @Test func `text is that of the C library wherever that has no tie to break`() {
    let key = DrawKey(seed: 9)
    for index in 0..<6_000 {
      let magnitude = Double(key.below(60, .testNoise, UInt64(index)) - 20)
      let value = Elementary.pow(2, magnitude) * (key.uniform(.testGap, UInt64(index)) - 0.5)
      let decimals = index % 10
      let expected = String(format: "%.\(decimals)f", value)
      let isZero = expected.allSatisfy { $0 == "0" || $0 == "." || $0 == "-" }
      let text = FixedDecimal.text(value, decimals: decimals)
      #expect(text == (isZero ? expected.replacing("-", with: "") : expected))
    }
  }

  @Test func `significant digits are those of exact decimal arithmetic`() throws {
    for line in SignificantVectors.text.split(separator: "\n") {
      let parts = line.split(separator: " ")
      let value = Double(bitPattern: try #require(UInt64(parts[0], radix: 16)))
      let digits = try #require(Int(parts[1]))
      #expect(FixedDecimal.significant(value, digits) == parts[2], "\(value) \(line)")
      #expect(FixedDecimal.significant(-value, digits) == "-" + parts[2], "-\(value)")
    }
    #expect(FixedDecimal.significant(0, 3) == "0")
    #expect(FixedDecimal.significant(1e-30, 3) == "0.000000000000000000")
  }

  @Test func `zero has no sign and what is not finite has a name`() {
    #expect(FixedDecimal.text(-0.0, decimals: 2) == "0.00")
    #expect(FixedDecimal.text(-0.004, decimals: 2) == "0.00")
    #expect(FixedDecimal.text(.nan, decimals: 2) == "nan")
    #expect(FixedDecimal.text(-.infinity, decimals: 0) == "-inf")
    #expect(FixedDecimal.grouped(.infinity) == "inf")
  }

  @Test func `groups of three digits have commas between them`() {
    let numbers = [0, 7, 999, 1_000, -1_234_567, 100_000, .min]
    #expect(
      numbers.map { FixedDecimal.grouped($0) } == [
        "0", "7", "999", "1,000", "-1,234,567", "100,000", "-9,223,372,036,854,775,808",
      ]
    )
    #expect(FixedDecimal.grouped(1_234_567.894, decimals: 2) == "1,234,567.89")
    #expect(FixedDecimal.grouped(-999.96, decimals: 1) == "-1,000.0")
    #expect(FixedDecimal.grouped(-0.2) == "0")
    #expect(FixedDecimal.grouped(1e21) == "1,000,000,000,000,000,000,000")
  }

  @Test func `the shortest text reads back as the same number`() {
    #expect(
      [0.63, 2, -1.5, 0, -0.0].map(FixedDecimal.shortest) == ["0.63", "2", "-1.5", "0", "0"]
    )
    for index in 0..<2_000 {
      let value = DrawKey(seed: 2).uniform(.testGap, UInt64(index)) * 1e6
      #expect(Double(FixedDecimal.shortest(value)) == value)
    }
  }
}
