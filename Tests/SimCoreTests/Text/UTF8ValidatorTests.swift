import SimCore
import Testing

@Suite("UTF-8 validator")
struct UTF8ValidatorTests {
  private static let edges: [[UInt8]] = [
    [0x00], [0x7F], [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC2, 0x80], [0xDF, 0xBF],
    [0xDF, 0x7F], [0xE0, 0x9F, 0xBF], [0xE0, 0xA0, 0x80], [0xED, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
    [0xEE, 0x80, 0x80], [0xEF, 0xBF, 0xBF], [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x90, 0x80, 0x80],
    [0xF4, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
    [0xE2, 0x82], [0xF0, 0x90], [0xFE], [0xFF],
  ]

  @Test func `it agrees with Swift's own decoder at every edge, however the bytes are cut`() {
    for edge in Self.edges {
      for padding in [0, 1, 15, 16, 17, 40] {
        let bytes = [UInt8](repeating: 0x61, count: padding) + edge + [0x62]
        let expected = String(validating: bytes, as: UTF8.self) != nil
        #expect(UTF8Validator.isText(bytes.span) == expected, "\(edge) after \(padding)")
        for cut in 0...bytes.count {
          var validator = UTF8Validator()
          let isText =
            validator.accepts(bytes.span.extracting(0..<cut))
            && validator.accepts(bytes.span.extracting(cut..<bytes.count)) && validator.isComplete
          #expect(isText == expected, "\(edge) after \(padding), cut at \(cut)")
        }
      }
    }
  }

  @Test func `a byte that nothing can save is refused at once`() {
    var validator = UTF8Validator()
    #expect(validator.accepts(0xED) == true)
    #expect(validator.accepts(0xA0) == false)
    var other = UTF8Validator()
    #expect(other.accepts(0xF4) == true)
    #expect(!other.isComplete)
    #expect(other.accepts(0x90) == false)
  }
}
