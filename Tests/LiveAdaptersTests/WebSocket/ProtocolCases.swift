import LiveAdapters

/// The edge cases of RFC 6455, sections 5 and 7, in the manner of the Autobahn test suite: frames
/// of a client, and what a server says to them.
enum ProtocolCases {
  struct Case {
    let name: String
    /// Nil when the bytes are no whole frames.
    var frames: [RawFrame]?
    let bytes: [UInt8]
    /// What a session says and, after an arrow, writes.
    let log: [String]

    init(_ name: String, _ frames: [RawFrame], _ log: [String]) {
      self.init(name, bytes: frames.flatMap(\.bytes), log)
      self.frames = frames
    }

    init(_ name: String, bytes: [UInt8], _ log: [String]) {
      self.name = name
      self.bytes = bytes
      self.log = log
    }
  }

  private static func hex(_ text: String) -> String { hexadecimal(Array(text.utf8)) }
  private static func long(_ count: Int) -> String { String(repeating: "*", count: count) }
  static func failed(_ error: String, _ code: Int) -> [String] {
    ["error:\(error)", "> close:\(code)"]
  }
  static let hello = ["text:" + hex("hello")]

  private static let framing: [Case] =
    [
      Case("5.1 an unmasked frame", [.text("hello").unmasked], failed("unmaskedFrame", 1002)),
      Case("5.1 an unmasked ping", [.ping().unmasked], failed("unmaskedFrame", 1002)),
      Case("5.1 a mask of zeros", [.text("hello").with { $0.mask = [0, 0, 0, 0] }], hello),
      Case("5.2 an empty text", [.text("")], ["text:"]),
      Case("5.2 a text of 5 bytes", [.text("hello")], hello),
      Case("5.2 a text of 125 bytes", [.text(long(125))], ["text:" + hex(long(125))]),
      Case("5.2 a text of 126 bytes", [.text(long(126))], ["text:" + hex(long(126))]),
      Case("5.2 a text of 127 bytes", [.text(long(127))], ["text:" + hex(long(127))]),
      Case("5.2 a text of 128 bytes", [.text(long(128))], ["text:" + hex(long(128))]),
      Case("5.2 an empty binary", [.binary([])], ["binary:"]),
      Case(
        "5.2 a binary with every byte",
        [.binary(Array(0...255))],
        ["binary:" + hexadecimal(Array(0...255))]
      ),
      Case(
        "5.2 125 in 16 bits",
        [.text(long(125)).with { $0.lengthByteCount = 2 }],
        failed("malformedLength", 1002)
      ),
      Case(
        "5.2 0 in 16 bits",
        [.text("").with { $0.lengthByteCount = 2 }],
        failed("malformedLength", 1002)
      ),
      Case(
        "5.2 300 in 64 bits",
        [.text(long(300)).with { $0.lengthByteCount = 8 }],
        failed("malformedLength", 1002)
      ),
      Case(
        "5.2 2 to the 63rd",
        [.binary([]).with { $0.statedLength = 1 << 63 }],
        failed("malformedLength", 1002)
      ),
      Case(
        "5.2 all bits of a length",
        [.binary([]).with { $0.statedLength = .max }],
        failed("malformedLength", 1002)
      ),
      Case(
        "5.2 2 to the 62nd",
        [.binary([]).with { $0.statedLength = 1 << 62 }],
        failed("frameTooLong(limit: 1000)", 1009)
      ),
      Case(
        "5.2 first reserved bit",
        [.text("hello").with { $0.reserved = 4 }],
        failed("reservedBits", 1002)
      ),
      Case(
        "5.2 second reserved bit",
        [.text("hello").with { $0.reserved = 2 }],
        failed("reservedBits", 1002)
      ),
      Case(
        "5.2 third reserved bit",
        [.text("hello").with { $0.reserved = 1 }],
        failed("reservedBits", 1002)
      ),
      Case(
        "5.2 all reserved bits on a ping",
        [.ping().with { $0.reserved = 7 }],
        failed("reservedBits", 1002)
      ),
      Case(
        "5.2 a reserved bit on a close",
        [.close(1000).with { $0.reserved = 1 }],
        failed("reservedBits", 1002)
      ),
      Case(
        "5.2 a reserved bit after a message",
        [.text("hello"), .text("").with { $0.reserved = 4 }],
        hello + failed("reservedBits", 1002)
      ),
    ]
    + ([3, 4, 5, 6, 7, 11, 12, 13, 14, 15] as [UInt8]).map { opcode in
      Case(
        "5.2 opcode \(opcode)",
        [RawFrame(opcode, "x")],
        failed("reservedOpcode(\(opcode))", 1002)
      )
    }

  private static let control: [Case] = [
    Case("5.5 a ping without payload", [.ping()], ["ping:", "> pong:"]),
    Case("5.5 a ping with payload", [.ping("hi")], ["ping:" + hex("hi"), "> pong:" + hex("hi")]),
    Case(
      "5.5 a ping of bytes that are no text",
      [RawFrame(9, [0, 255, 254])],
      ["ping:00fffe", "> pong:00fffe"]
    ),
    Case(
      "5.5 a ping of 125 bytes",
      [.ping(long(125))],
      ["ping:" + hex(long(125)), "> pong:" + hex(long(125))]
    ),
    Case("5.5 a ping of 126 bytes", [.ping(long(126))], failed("controlFrameTooLong", 1002)),
    Case(
      "5.5 a close of 126 bytes",
      [.close(1000, long(124))],
      failed("controlFrameTooLong", 1002)
    ),
    Case(
      "5.5 a pong that states 64 bits",
      [.pong().with { $0.lengthByteCount = 8 }],
      failed("controlFrameTooLong", 1002)
    ),
    Case("5.5 a ping in pieces", [.ping("a").begun], failed("fragmentedControlFrame", 1002)),
    Case("5.5 a pong in pieces", [.pong("a").begun], failed("fragmentedControlFrame", 1002)),
    Case("5.5 a close in pieces", [.close(1000).begun], failed("fragmentedControlFrame", 1002)),
    Case(
      "5.5 a pong that nobody asked for",
      [.pong("x"), .text("hello")],
      ["pong:" + hex("x")] + hello
    ),
    Case(
      "5.5 a pong, then a ping",
      [.pong("x"), .ping("y")],
      ["pong:" + hex("x"), "ping:" + hex("y"), "> pong:" + hex("y")]
    ),
    Case(
      "5.5 three pings",
      [.ping("1"), .ping("2"), .ping("3")],
      ["1", "2", "3"].flatMap { ["ping:" + hex($0), "> pong:" + hex($0)] }
    ),
  ]

  static let fragments: [Case] = [
    Case("5.4 a text in two", [.text("hel").begun, .more("lo")], hello),
    Case(
      "5.4 a text in many",
      [.text("h").begun, .more("e").begun, .more("l").begun, .more("").begun, .more("lo")],
      hello
    ),
    Case("5.4 empty pieces only", [.text("").begun, .more("").begun, .more("")], ["text:"]),
    Case("5.4 empty first and last", [.text("").begun, .more("hello").begun, .more("")], hello),
    Case("5.4 a binary in two", [.binary([1]).begun, RawFrame(0, [2])], ["binary:0102"]),
    Case(
      "5.4 a ping between",
      [.text("hel").begun, .ping("p"), .more("lo")],
      ["ping:" + hex("p"), "> pong:" + hex("p")] + hello
    ),
    Case(
      "5.4 pings between every piece",
      [.text("he").begun, .ping("1"), .more("l").begun, .ping("2"), .more("lo")],
      ["ping:" + hex("1"), "> pong:" + hex("1"), "ping:" + hex("2"), "> pong:" + hex("2")] + hello
    ),
    Case("5.4 a pong between", [.text("hel").begun, .pong(), .more("lo")], ["pong:"] + hello),
    Case(
      "5.4 a close between",
      [.text("hel").begun, .close(1000)],
      ["closed:1000:", "> close:1000"]
    ),
    Case(
      "5.4 two messages in pieces",
      [.text("hel").begun, .more("lo"), .text("hel").begun, .more("lo")],
      hello + hello
    ),
    Case("5.4 a continuation of nothing", [.more("x")], failed("unexpectedContinuation", 1002)),
    Case(
      "5.4 a begun continuation of nothing",
      [.more("x").begun],
      failed("unexpectedContinuation", 1002)
    ),
    Case(
      "5.4 a continuation after a message",
      [.text("hello"), .more("x")],
      hello + failed("unexpectedContinuation", 1002)
    ),
    Case(
      "5.4 a continuation after its last",
      [.text("hel").begun, .more("lo"), .more("x")],
      hello + failed("unexpectedContinuation", 1002)
    ),
    Case(
      "5.4 a text within a text",
      [.text("hel").begun, .text("lo")],
      failed("unfinishedMessage", 1002)
    ),
    Case(
      "5.4 a binary within a text",
      [.text("hel").begun, .binary([1])],
      failed("unfinishedMessage", 1002)
    ),
    Case(
      "5.4 a begun text within a binary",
      [.binary([1]).begun, .text("lo").begun],
      failed("unfinishedMessage", 1002)
    ),
  ]

  private static let texts: [Case] = [
    Case("5.6 letters of every length", [.text("aß日🙂")], ["text:" + hex("aß日🙂")]),
    Case(
      "5.6 a character over two frames",
      [RawFrame(1, [0xF0, 0x9F]).begun, RawFrame(0, [0x99, 0x82])],
      ["text:f09f9982"]
    ),
    Case(
      "5.6 a character over four frames",
      [
        RawFrame(1, [0xF0]).begun, RawFrame(0, [0x9F]).begun, RawFrame(0, [0x99]).begun,
        RawFrame(0, [0x82]),
      ],
      ["text:f09f9982"]
    ),
    Case(
      "5.6 a character around a ping",
      [RawFrame(1, [0xC3]).begun, .ping(), RawFrame(0, [0xA4])],
      ["ping:", "> pong:", "text:c3a4"]
    ),
    Case("5.6 the last code point", [RawFrame(1, [0xF4, 0x8F, 0xBF, 0xBF])], ["text:f48fbfbf"]),
    Case(
      "5.6 beyond the last code point",
      [RawFrame(1, [0xF4, 0x90, 0x80, 0x80])],
      failed("invalidText", 1007)
    ),
    Case("5.6 a surrogate", [RawFrame(1, [0xED, 0xA0, 0x80])], failed("invalidText", 1007)),
    Case("5.6 an overlong slash", [RawFrame(1, [0xC0, 0xAF])], failed("invalidText", 1007)),
    Case("5.6 a lone continuation byte", [RawFrame(1, [0x61, 0x80])], failed("invalidText", 1007)),
    Case("5.6 FE and FF", [RawFrame(1, [0xFE, 0xFF])], failed("invalidText", 1007)),
    Case("5.6 cut within a character", [RawFrame(1, [0xE2, 0x82])], failed("invalidText", 1007)),
    Case(
      "5.6 cut within a character, in pieces",
      [RawFrame(1, [0xE2]).begun, RawFrame(0, [0x82])],
      failed("invalidText", 1007)
    ),
    Case(
      "5.6 broken in the first of two pieces",
      [RawFrame(1, [0x61, 0xFF]).begun],
      failed("invalidText", 1007)
    ),
    Case(
      "5.6 broken before the frame ends",
      bytes: Array(RawFrame(1, [0x61, 0xED, 0xA0, 0x61]).bytes.dropLast()),
      failed("invalidText", 1007)
    ),
    Case("5.6 a binary need not be text", [.binary([0xFF, 0xC0])], ["binary:ffc0"]),
    Case(
      "5.6 a binary in pieces need not",
      [.binary([0xFF]).begun, RawFrame(0, [0xC0])],
      ["binary:ffc0"]
    ),
  ]

  private static let closing: [Case] =
    [
      Case("7.1 a close without code", [RawFrame(8)], ["closed:1005:", "> close:0"]),
      Case("7.1 a close with a code", [.close(1000)], ["closed:1000:", "> close:1000"]),
      Case(
        "7.1 a close with a reason",
        [.close(1001, "bye")],
        ["closed:1001:bye", "> close:1001"]
      ),
      Case(
        "7.1 a reason of 123 bytes",
        [.close(1000, long(123))],
        ["closed:1000:\(long(123))", "> close:1000"]
      ),
      Case("7.1 a close of one byte", [RawFrame(8, [3])], failed("malformedClose", 1002)),
      Case(
        "7.1 a reason that is no text",
        [RawFrame(8, [3, 232, 0xFF])],
        failed("invalidText", 1007)
      ),
      Case("7.1 a reason that is cut", [RawFrame(8, [3, 232, 0xC3])], failed("invalidText", 1007)),
      Case(
        "7.1 a text after the close",
        [.close(1000), .text("hello")],
        ["closed:1000:", "> close:1000"]
      ),
      Case(
        "7.1 a ping after the close",
        [.close(1000), .ping()],
        ["closed:1000:", "> close:1000"]
      ),
      Case("7.1 a second close", [.close(1000), .close(1001)], ["closed:1000:", "> close:1000"]),
      Case(
        "7.1 frames after an error",
        [.ping().begun, .text("hello")],
        failed("fragmentedControlFrame", 1002)
      ),
    ]
    + ([
      1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000,
      4999,
    ] as [UInt16]).map { code in
      Case("7.4 close code \(code)", [.close(code)], ["closed:\(code):", "> close:\(code)"])
    }
    + ([0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535] as [UInt16]).map {
      code in
      Case("7.4 close code \(code)", [.close(code)], failed("invalidCloseCode(\(code))", 1002))
    }

  private static let limits: [Case] = [
    Case(
      "10.4 a frame at the limit",
      [.binary([UInt8](repeating: 7, count: 1_000))],
      ["binary:" + String(repeating: "07", count: 1_000)]
    ),
    Case(
      "10.4 a frame beyond the limit",
      [.binary([UInt8](repeating: 7, count: 1_001))],
      failed("frameTooLong(limit: 1000)", 1009)
    ),
    Case(
      "10.4 a message beyond the limit",
      (0..<3).map {
        RawFrame($0 == 0 ? 2 : 0, [UInt8](repeating: 7, count: 501)).with { $0.isFinal = false }
      },
      failed("messageTooLong(limit: 1500)", 1009)
    ),
    Case(
      "10.4 pings do not count",
      [.binary([UInt8](repeating: 7, count: 1_000)).begun] + [
        .ping(long(125)), .ping(long(125)), .ping(long(125)), .ping(long(125)),
        RawFrame(0, [UInt8](repeating: 7, count: 500)),
      ],
      (0..<4).flatMap { _ in ["ping:" + hex(long(125)), "> pong:" + hex(long(125))] } + [
        "binary:" + String(repeating: "07", count: 1_500)
      ]
    ),
  ]

  static let cases = framing + control + fragments + texts + closing + limits

  /// The limits that the table counts with.
  static let sizes = WebSocketLimits(frameByteCountMax: 1_000, messageByteCountMax: 1_500)
}
