import Foundation
import SimCore
import Testing

/// The cases are after Nicolas Seriot's JSONTestSuite, by its naming: y must be read, n must not.
@Suite("JSON reader")
struct JSONReaderTests {
  private typealias Case = (name: String, text: String)

  private static let accepted: [(name: String, text: String, line: String)] = [
    ("lonely null", "null", "null"), ("lonely true", "true", "true"),
    ("lonely false", "false", "false"), ("lonely number", "42", "42"),
    ("lonely negative", "-0.1", "-0.1"), ("lonely string", "\"asd\"", "\"asd\""),
    ("space around", " [] ", "[]"), ("all space", "\t\r\n {\r\n}\t", "{}"),
    ("empty string", "\"\"", "\"\""), ("nested", "[[[[]]]]", "[[[[]]]]"),
    ("object", "{\"a\":1,\"b\":[true]}", "{\"a\":1,\"b\":[true]}"),
    ("order is kept", "{\"b\":1,\"a\":2}", "{\"b\":1,\"a\":2}"),
    ("empty key", "{\"\":0}", "{\"\":0}"), ("minus zero", "[-0]", "[-0]"),
    ("zero exponent", "[0e1]", "[0e1]"), ("signed exponents", "[1E+2,1e-2]", "[1E+2,1e-2]"),
    ("digits are kept", "[1.000000000000000000001]", "[1.000000000000000000001]"),
    ("huge exponent", "[1e99999]", "[1e99999]"),
    ("all escapes", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\\"\\\\/\\u0008\\u000c\\n\\r\\t\""),
    ("escaped letters", "\"\\u0041\\u00e4\\u20AC\"", "\"Aä€\""),
    ("escaped pair", "\"\\uD83D\\ude42\"", "\"🙂\""),
    ("escaped zero", "\"\\u0000\"", "\"\\u0000\""), ("raw delete", "\"\u{7F}\"", "\"\\u007f\""),
    ("raw beyond ASCII", "\"ü日🙂\u{2028}\"", "\"ü日🙂\u{2028}\""),
    ("noncharacter", "\"\u{10FFFF}\"", "\"\u{10FFFF}\""),
    ("a long plain string", "\"\(String(repeating: "abcdefg", count: 9))\"", "="),
  ]

  private static let refused: [(name: String, text: String, reason: JSONError.Reason)] = [
    ("nothing", "", .unexpectedEnd), ("space", " ", .unexpectedEnd),
    ("open array", "[", .unexpectedEnd), ("open object", "{", .unexpectedEnd),
    ("open element", "[1", .unexpectedEnd), ("open after comma", "[1,", .unexpectedEnd),
    ("open member", "{\"a\"", .unexpectedEnd), ("open value", "{\"a\":", .unexpectedEnd),
    ("open string", "\"abc", .unexpectedEnd), ("open escape", "\"\\", .unexpectedEnd),
    ("open unicode", "\"\\u00", .unexpectedEnd), ("cut word", "tru", .unexpectedEnd),
    ("lone minus", "-", .unexpectedEnd), ("cut fraction", "1.", .unexpectedEnd),
    ("cut exponent", "1e", .unexpectedEnd), ("cut sign", "1e+", .unexpectedEnd),
    ("trailing comma", "[1,]", .unexpectedByte), ("leading comma", "[,1]", .unexpectedByte),
    ("two commas", "[1,,2]", .unexpectedByte), ("comma in object", "{\"a\":1,}", .unexpectedByte),
    ("no comma", "[1 2]", .unexpectedByte), ("no colon", "{\"a\" 1}", .unexpectedByte),
    ("two colons", "{\"a\"::1}", .unexpectedByte), ("number key", "{1:1}", .unexpectedByte),
    ("bare key", "{a:1}", .unexpectedByte), ("single quotes", "['a']", .unexpectedByte),
    ("wrong bracket", "[1}", .unexpectedByte), ("wrong brace", "{\"a\":1]", .unexpectedByte),
    ("closing first", "]", .unexpectedByte), ("capital word", "True", .unexpectedByte),
    ("wrong word", "nul1", .unexpectedByte), ("NaN", "NaN", .unexpectedByte),
    ("Infinity", "[-Infinity]", .invalidNumber), ("plus", "[+1]", .unexpectedByte),
    ("point first", "[.5]", .unexpectedByte), ("point last", "[1.]", .invalidNumber),
    ("zero first", "[012]", .invalidNumber), ("minus zero first", "[-01]", .invalidNumber),
    ("two minus", "[--1]", .invalidNumber), ("two points", "[1.2.3]", .unexpectedByte),
    ("no exponent", "[1e]", .invalidNumber), ("hexadecimal", "[0x1]", .unexpectedByte),
    ("letter behind", "[1a]", .unexpectedByte), ("full-width digit", "[１]", .unexpectedByte),
    ("two values", "1 2", .trailingBytes), ("bracket behind", "[]]", .trailingBytes),
    ("comment", "[]/**/", .trailingBytes), ("comment before", "/**/[]", .unexpectedByte),
    ("mark of byte order", "\u{FEFF}[]", .unexpectedByte),
    ("form feed", "[\u{0C}]", .unexpectedByte),
    ("no-break space", "[\u{A0}]", .unexpectedByte), ("raw tab", "\"\t\"", .controlCharacter),
    ("raw line feed", "\"a\nb\"", .controlCharacter), ("raw zero", "\"\0\"", .controlCharacter),
    ("escape x", "\"\\x41\"", .invalidEscape), ("escape a", "\"\\a\"", .invalidEscape),
    ("escaped quote mark", "\"\\'\"", .invalidEscape),
    ("short unicode", "\"\\u004\"", .invalidEscape),
    ("bad digit", "\"\\u00G0\"", .invalidEscape), ("capital U", "\"\\U0041\"", .invalidEscape),
    ("lone high", "\"\\ud800\"", .loneSurrogate), ("lone low", "\"\\udc00\"", .loneSurrogate),
    ("two high", "\"\\ud800\\ud800\"", .loneSurrogate),
    ("high and letter", "\"\\ud800a\"", .loneSurrogate),
    ("high and newline", "\"\\ud800\\n\"", .loneSurrogate),
    ("a key twice", "{\"a\":1,\"a\":1}", .duplicateKey),
    ("a key twice, escaped", "{\"a\":1,\"\\u0061\":2}", .duplicateKey),
  ]

  private static let broken: [(name: String, bytes: [UInt8])] = [
    ("lone continuation", [0x80]), ("overlong", [0xC0, 0xAF]), ("overlong zero", [0xC0, 0x80]),
    ("surrogate", [0xED, 0xA0, 0x80]), ("beyond", [0xF4, 0x90, 0x80, 0x80]),
    ("F8", [0xF8, 0x88, 0x80, 0x80, 0x80]),
    ("cut short", [0xE2, 0x82]), ("FF", [0xFF]), ("ISO 8859-1", [0xE9]),
  ]

  @Test func `what RFC 8259 allows is read, and written back on one line`() throws {
    for each in Self.accepted {
      let value = try JSONReader.value(of: Array(each.text.utf8))
      let line = String(decoding: JSONWriter.line(value), as: UTF8.self)
      #expect(line == (each.line == "=" ? each.text : each.line), "\(each.name)")
    }
  }

  @Test func `what it forbids is refused, and the reason named`() {
    for each in Self.refused {
      let error = #expect(throws: JSONError.self, "\(each.name)") {
        try JSONReader.value(of: Array(each.text.utf8))
      }
      #expect(error?.reason == each.reason, "\(each.name)")
    }
  }

  @Test func `a string that is not UTF-8 is refused where its character begins`() {
    for each in Self.broken {
      let bytes = Array("[\"abcdefgh".utf8) + each.bytes + Array("\"]".utf8)
      let error = #expect(throws: JSONError.self, "\(each.name)") {
        try JSONReader.value(of: bytes)
      }
      #expect(error == JSONError(.invalidUTF8, at: 10), "\(each.name)")
    }
  }

  @Test func `depth and length have limits`() throws {
    let deep = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
    #expect(throws: JSONError(.tooDeep, at: 64)) { try JSONReader.value(of: deep) }
    let limits = JSONLimits(byteCountMax: 10, depthMax: 3)
    let three = Array("[[[]]]".utf8)
    #expect(try JSONReader.value(of: three, limits: limits) == .array([.array([.array([])])]))
    #expect(throws: JSONError(.tooDeep, at: 3)) {
      try JSONReader.value(of: Array("[[[[]]]]".utf8), limits: limits)
    }
    #expect(throws: JSONError(.tooLong, at: 10)) {
      try JSONReader.value(of: Array("[1,2,3,4,5]".utf8), limits: limits)
    }
  }

  @Test func `many keys are told apart, however many`() throws {
    let keys = (0..<500).map { "\"key\($0)\":\($0)" }
    let text = "{" + keys.joined(separator: ",") + "}"
    let value = try JSONReader.value(of: Array(text.utf8))
    #expect(value["key499"]?.integer == 499)
    #expect(value.members?.count == 500)
    let twice = "{" + (keys + ["\"key7\":0"]).joined(separator: ",") + "}"
    #expect(throws: JSONError(.duplicateKey, at: 0)) { try JSONReader.value(of: Array(twice.utf8)) }
  }

  @Test func `an accent written in two ways makes two keys`() throws {
    let value = try JSONReader.value(of: Array("{\"\u{E9}\":1,\"e\u{301}\":2}".utf8))
    #expect(value.members?.count == 2)
  }

  @Test func `a scanner that skips refuses what a reader of trees refuses`() {
    let cases = Self.refused.filter { $0.reason != .duplicateKey && $0.reason != .trailingBytes }
    for each in cases {
      let error = #expect(throws: JSONError.self, "\(each.name)") {
        let bytes = Array(each.text.utf8)
        var scanner = JSONScanner()
        try scanner.skip(bytes.span)
        try scanner.end(bytes.span)
      }
      #expect(error?.reason == each.reason, "\(each.name)")
    }
  }

  @Test func `values are taken as what they are, and as nothing else`() throws {
    let text = "{\"n\":null,\"t\":\"x\",\"b\":true,\"i\":-12,\"d\":0.5,\"h\":1e999,\"l\":[1]}"
    let value = try JSONReader.value(of: Array(text.utf8))
    #expect(value["n"]?.isNull == true)
    #expect(value["t"]?.text == "x")
    #expect(value["b"]?.flag == true)
    #expect(value["i"]?.integer == -12)
    #expect(value["d"]?.double == 0.5)
    #expect(value["d"]?.integer == nil)
    #expect(value["h"]?.double == nil)
    #expect(value["l"]?.elements == [.number("1")])
    #expect(value["x"] == nil)
    #expect(value["t"]?.integer == nil && value["t"]?["t"] == nil && value["i"]?.text == nil)
  }

  private struct Vector: Decodable {
    var text: Data
    var line: Data?
  }

  @Test func `python's json agrees on four hundred texts`() throws {
    let file = try #require(
      Bundle.module.url(forResource: "json", withExtension: "json", subdirectory: "Vectors")
    )
    let vectors = try JSONDecoder().decode([Vector].self, from: Data(contentsOf: file))
    #expect(vectors.count == 400)
    for (index, vector) in vectors.enumerated() {
      let line = try? JSONWriter.line(JSONReader.value(of: Array(vector.text)))
      #expect(line == vector.line.map { Array($0) }, "vector \(index)")
    }
  }

  @Test func `corrupted bytes end in a value or in an error`() {
    let text = Array(
      #"{"a":[1,-2.5e3,"x\n\ud83d\ude42ü"],"b":{"c":null,"d":[true,false,{}]}}"#.utf8
    )
    let key = DrawKey(seed: 8_259)
    for seed in 0..<4_000 {
      var bytes = text
      for step in 0..<3 {
        let index = UInt64(3 * seed + step)
        bytes[key.below(bytes.count, .corruptedPlace, index)] = UInt8(
          key.below(256, .corruptedByte, index)
        )
      }
      guard let value = try? JSONReader.value(of: bytes) else { continue }
      #expect((try? JSONReader.value(of: JSONWriter.line(value))) == value, "seed \(seed)")
    }
  }
}

extension Purpose {
  fileprivate static let corruptedPlace = Purpose("test.json.place")
  fileprivate static let corruptedByte = Purpose("test.json.byte")
}
