import Foundation
import SimCore
import Testing

@Suite("Text buffer")
struct TextBufferTests {
  @Test func `integers of every length are written whole`() {
    var values = [0, -1, .max, .min, 9, 10, 99, 100]
    for shift in 0..<63 { values += [1 << shift, (1 << shift) - 1, -(1 << shift)] }
    var power = 1
    for _ in 0..<18 {
      power *= 10
      values += [power - 1, power, power + 1]
    }
    for value in values { #expect(written { $0.integer(value) } == String(value)) }
  }

  @Test func `scaled integers get their point and leading zeros`() {
    #expect(written { $0.fixed(Int64(12_345), decimals: 3) } == "12.345")
    #expect(written { $0.fixed(Int64(-5), decimals: 3) } == "-0.005")
    #expect(written { $0.fixed(Int64(0), decimals: 2) } == "0.00")
    #expect(written { $0.fixed(Int64(7), decimals: 0) } == "7")
    #expect(written { $0.fixed(Int64.min, decimals: 18) } == "-9.223372036854775808")
  }

  @Test func `times are milliseconds rounded half away from zero`() {
    let rows: [(Int64, String)] = [
      (0, "0.000"), (499, "0.000"), (500, "0.001"), (-499, "0.000"), (-500, "-0.001"),
      (1_234_567_500, "1234.568"), (1_234_567_499, "1234.567"), (-1_000_000, "-1.000"),
    ]
    for (nanoseconds, text) in rows {
      #expect(written { $0.milliseconds(.nanoseconds(nanoseconds)) } == text)
    }
  }

  @Test func `JSON strings read back as they were`() throws {
    let unprintable = String(decoding: (0..<128).map { UInt8($0) }, as: UTF8.self)
    for value in [
      "", "plain", "a\"b\\c/d", "line\nbreak\ttab\r", unprintable, "d\u{e9}j\u{e0} \u{1F600}",
    ] {
      let json = written { $0.quotedJSON(value) }
      let back = try JSONSerialization.jsonObject(
        with: Data(json.utf8),
        options: .fragmentsAllowed
      )
      #expect(back as? String == value)
      #expect(json.utf8.allSatisfy { $0 >= 0x20 })
    }
  }

  @Test func `CSV fields are quoted only where they must be`() {
    #expect(written { $0.fieldCSV("plain text") } == "plain text")
    #expect(written { $0.fieldCSV("a,b") } == "\"a,b\"")
    #expect(written { $0.fieldCSV("say \"hi\"") } == "\"say \"\"hi\"\"\"")
    #expect(written { $0.fieldCSV("two\nlines") } == "\"two\nlines\"")
  }

  @Test func `a buffer grows over any number of writes and can be emptied`() {
    var buffer = TextBuffer()
    var expected = ""
    for index in 0..<5_000 {
      buffer.integer(index)
      buffer.text(index % 2 == 0 ? ", " : "\n")
      expected += "\(index)" + (index % 2 == 0 ? ", " : "\n")
    }
    #expect(buffer.contents == expected)
    #expect(buffer.count == expected.utf8.count)
    #expect(buffer.bytes == Array(expected.utf8))
    var digest = SHA256()
    buffer.write(to: &digest)
    #expect(digest.hexDigest == SHA256.hex(of: buffer.bytes))
    #expect(buffer.takeBytes() == Array(expected.utf8))
    #expect(buffer.count == 0 && buffer.contents.isEmpty)
    buffer.string("again")
    buffer.append([33])
    #expect(buffer.contents == "again!")
    buffer.removeAll()
    #expect(buffer.bytes.isEmpty)
  }

  @Test func `a copy is not touched by what is written later`() {
    var buffer = TextBuffer()
    buffer.text("first")
    let copy = buffer
    buffer.text(" second")
    #expect(copy.contents == "first")
  }

  @Test func `durations are short and exact`() {
    let rows: [(Duration, String)] = [
      (.zero, "0 s"), (.nanoseconds(12), "12 ns"), (.microseconds(250), "250 us"),
      (.milliseconds(247), "247 ms"), (.milliseconds(1_600), "1.6 s"), (.seconds(90), "90 s"),
      (.seconds(120), "2 min"), (.seconds(3_600), "1 h"), (.seconds(5_400), "90 min"),
      (.microseconds(1_234_567), "1234.567 ms"), (.milliseconds(-20), "-20 ms"),
      (.nanoseconds(1_234_567_891), "1234567.891 us"), (.microseconds(1_500), "1.5 ms"),
    ]
    for (duration, text) in rows { #expect(duration.shortText == text) }
  }

  private func written(_ write: (inout TextBuffer) -> Void) -> String {
    var buffer = TextBuffer()
    write(&buffer)
    return buffer.contents
  }
}
