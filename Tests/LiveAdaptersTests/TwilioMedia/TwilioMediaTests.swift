import Foundation
import LiveAdapters
import SimCore
import Testing

@Suite("Twilio Media Streams")
struct TwilioMediaTests {
  private static let stream = "MZ18ad3ab5a668481ce02b83e7395059f0"
  private static let start = TwilioStart(
    accountSID: "AC1",
    callSID: "CA1",
    customParameters: [.init("lead", "42 \"x\""), .init("zone", "ü")]
  )

  /// A whole stream of the carrier.
  private static func carrier(_ pieces: [[UInt8]]) -> [[UInt8]] {
    var writer = TwilioCarrierWriter(streamSID: stream)
    func message(_ write: (inout TwilioCarrierWriter, inout [UInt8]) -> Void) -> [UInt8] {
      var output: [UInt8] = []
      write(&writer, &output)
      return output
    }
    return [
      message { $0.connected(to: &$1) }, message { $0.start(start, to: &$1) },
    ]
      + pieces.enumerated().map { index, piece in
        message { $0.media(piece.span, timestamp: 20 * index, to: &$1) }
      }
      + [
        message { $0.mark("end \"1\"", to: &$1) }, message { $0.dtmf("#", to: &$1) },
        message { $0.stop(accountSID: "AC1", callSID: "CA1", to: &$1) },
      ]
  }

  @Test func `the agent reads what the carrier writes, numbers and all`() throws {
    for seed in 0..<50 {
      var chance = Chance(seed: seed)
      let audio = (0..<5).map { _ in chance.bytes(chance.pick([0, 1, 2, 159, 160, 161, 320])) }
      var reader = TwilioReader()
      let frames = try Self.carrier(audio).map { try reader.read($0) }
      let media = audio.enumerated().map { index, payload in
        TwilioMessage.media(
          TwilioMedia(payload: payload, track: "inbound", chunk: index + 1, timestamp: 20 * index)
        )
      }
      let messages: [TwilioMessage] =
        [.connected(version: "1.0.0"), .start(Self.start)] + media
        + [.mark(name: "end \"1\""), .dtmf(digit: "#"), .stop]
      #expect(frames.map(\.message) == messages)
      #expect(frames.map(\.sequenceNumber) == [nil] + (1...9).map { $0 })
      #expect(frames.dropFirst().allSatisfy { $0.streamSID == Self.stream })
      #expect(reader.sequenceNumber == 9 && reader.missingCount == 0)
    }
  }

  @Test func `the carrier reads what the agent writes`() throws {
    let writer = TwilioAgentWriter(streamSID: Self.stream)
    var reader = TwilioReader()
    var output: [UInt8] = []
    let audio = (0..<320).map { UInt8(truncatingIfNeeded: $0) }
    writer.media(audio.span, to: &output)
    #expect(try reader.read(output).message == .media(TwilioMedia(payload: audio)))
    output = []
    writer.mark("a\nb", to: &output)
    #expect(try reader.read(output) == TwilioFrame(.mark(name: "a\nb"), streamSID: Self.stream))
    output = []
    writer.clear(to: &output)
    #expect(try reader.read(output) == TwilioFrame(.clear, streamSID: Self.stream))
  }

  @Test func `Foundation reads the same in every message`() throws {
    for message in Self.carrier([[0, 1, 254, 255]]) {
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(message)) as? [String: Any]
      )
      var reader = TwilioReader()
      let frame = try reader.read(message)
      #expect(object["streamSid"] as? String == frame.streamSID)
      #expect((object["sequenceNumber"] as? String).flatMap { Int($0) } == frame.sequenceNumber)
      guard case .media(let media) = frame.message else { continue }
      let inner = try #require(object["media"] as? [String: Any])
      #expect(Data(base64Encoded: inner["payload"] as? String ?? "") == Data(media.payload))
    }
  }

  @Test func `the examples of Twilio's documentation are understood`() throws {
    var reader = TwilioReader()
    func read(_ text: String) throws -> TwilioMessage { try reader.read(Array(text.utf8)).message }
    #expect(
      try read(#"{ "event": "connected", "protocol": "Call", "version": "1.0.0" }"#)
        == .connected(version: "1.0.0")
    )
    let start = try read(
      #"""
      {"event": "start", "sequenceNumber": "1", "start": {"accountSid": "AC1", "streamSid": "MZ1",
       "callSid": "CA1", "tracks": ["inbound"], "mediaFormat": {"encoding": "audio/x-mulaw",
       "sampleRate": 8000, "channels": 1}, "customParameters": {"FirstName": "Jane"}},
       "streamSid": "MZ1"}
      """#
    )
    #expect(
      start
        == .start(
          TwilioStart(
            accountSID: "AC1",
            callSID: "CA1",
            customParameters: [.init("FirstName", "Jane")]
          )
        )
    )
    let media = try read(
      #"""
      {"event": "media", "sequenceNumber": "3", "media": {"track": "outbound", "chunk": "1",
       "timestamp": "5", "payload": "no+JhoaJjpz"}, "streamSid": "MZ1"}
      """#.replacing("Jjpz", with: "Jjpw=")
    )
    #expect(
      media
        == .media(
          TwilioMedia(
            payload: [158, 143, 137, 134, 134, 137, 142, 156],
            track: "outbound",
            chunk: 1,
            timestamp: 5
          )
        )
    )
    #expect(reader.missingCount == 1)
    #expect(
      try read(
        #"{"event":"mark","sequenceNumber":"4","streamSid":"MZ1","mark":{"name":"my label"}}"#
      ) == .mark(name: "my label")
    )
    #expect(
      try read(
        #"{"event":"dtmf","sequenceNumber":"5","dtmf":{"track":"inbound_track","digit":"1"}}"#
      ) == .dtmf(digit: "1")
    )
    #expect(
      try read(
        #"{"event":"stop","sequenceNumber":"6","stop":{"accountSid":"AC1"},"streamSid":"MZ1"}"#
      ) == .stop
    )
  }

  @Test func `odd but sound messages are taken`() throws {
    let sound: [(String, TwilioMessage)] = [
      (#"{"media":{"payload":"AA=="},"event":"media"}"#, .media(TwilioMedia(payload: [0]))),
      (
        #"{"event":"media","media":{"payload":"\/\/8="}}"#,
        .media(TwilioMedia(payload: [255, 255]))
      ),
      (#"{"event":"media","media":{"payload":""}}"#, .media(TwilioMedia(payload: []))),
      (#"{"\u0065vent":"clear"}"#, .clear),
      (#"{"event":"\u0063lear","x":[{"event":"no"}]}"#, .clear),
      (
        #"{"event":"media","sequenceNumber":7,"media":{"chunk":2,"payload":"AA==","new":[{}]}}"#,
        .media(TwilioMedia(payload: [0], chunk: 2))
      ),
      (#"{"event":"transcription","text":"hi"}"#, .unknown(event: "transcription")),
      (#"{"event":"stop"}"#, .stop), (#"{"event":"connected"}"#, .connected(version: "")),
    ]
    for (text, message) in sound {
      var reader = TwilioReader()
      #expect(try reader.read(Array(text.utf8)).message == message, "\(text)")
    }
  }

  @Test func `malformed messages are refused, and the fault is named`() {
    let broken: [(String, TwilioError)] = [
      ("", .json(JSONError(.unexpectedEnd, at: 0))), ("[]", .json(JSONError(.wrongKind, at: 0))),
      (#"{"event":"clear"} x"#, .json(JSONError(.trailingBytes, at: 18))),
      (#"{"event":"clear","x":tru}"#, .json(JSONError(.unexpectedByte, at: 24))),
      ("{}", .missing("event")), (#"{"event":5}"#, .malformed("event")),
      (#"{"event":"clear","event":"stop"}"#, .duplicate("event")),
      (#"{"event":"media"}"#, .missing("media")),
      (#"{"event":"media","media":[]}"#, .malformed("media")),
      (#"{"event":"media","media":{}}"#, .missing("media.payload")),
      (#"{"event":"media","media":{"payload":5}}"#, .malformed("media.payload")),
      (#"{"event":"media","media":{"payload":"AA="}}"#, .malformedPayload),
      (#"{"event":"media","media":{"payload":"A A="}}"#, .malformedPayload),
      (#"{"event":"media","media":{"payload":"AB=="}}"#, .malformedPayload),
      (
        #"{"event":"media","media":{"payload":"AA==","payload":"AA=="}}"#,
        .duplicate("media.payload")
      ),
      (
        #"{"event":"media","sequenceNumber":"x","media":{"payload":"AA=="}}"#,
        .malformed("sequenceNumber")
      ),
      (
        #"{"event":"media","sequenceNumber":-1,"media":{"payload":"AA=="}}"#,
        .malformed("sequenceNumber")
      ),
      (
        #"{"event":"media","sequenceNumber":1.5,"media":{"payload":"AA=="}}"#,
        .malformed("sequenceNumber")
      ),
      (#"{"event":"media","media":{"chunk":"","payload":"AA=="}}"#, .malformed("media.chunk")),
      (
        #"{"event":"media","media":{"timestamp":null,"payload":"AA=="}}"#,
        .malformed("media.timestamp")
      ),
      (#"{"event":"mark"}"#, .missing("mark")),
      (#"{"event":"mark","mark":{}}"#, .missing("mark.name")),
      (#"{"event":"dtmf","dtmf":{"track":"x"}}"#, .missing("dtmf.digit")),
      (#"{"event":"start","start":{"accountSid":"a","callSid":"b"}}"#, .missing("streamSid")),
      (#"{"event":"start","streamSid":"s"}"#, .missing("start")),
      (#"{"event":"start","streamSid":"s","start":5}"#, .malformed("start")),
      (#"{"event":"start","streamSid":"s","start":{"callSid":"b"}}"#, .missing("start.accountSid")),
      (#"{"event":"start","streamSid":"s","start":{"accountSid":"a"}}"#, .missing("start.callSid")),
      (
        #"{"event":"start","streamSid":"s","start":{"accountSid":"a","callSid":"b","tracks":1}}"#,
        .malformed("start.tracks")
      ),
      (
        #"{"event":"start","streamSid":"s","start":{"accountSid":"a","callSid":"b","#
          + #""mediaFormat":{"encoding":"x","sampleRate":0}}}"#,
        .malformed("start.mediaFormat.sampleRate")
      ),
    ]
    for (text, error) in broken {
      var reader = TwilioReader()
      #expect(throws: error, "\(text)") { try reader.read(Array(text.utf8)) }
    }
  }

  @Test func `a message of another stream is refused`() throws {
    var reader = TwilioReader()
    _ = try reader.read(Array(#"{"event":"clear","streamSid":"MZ1"}"#.utf8))
    #expect(throws: TwilioError.wrongStream) {
      try reader.read(Array(#"{"event":"clear","streamSid":"MZ2"}"#.utf8))
    }
    #expect(throws: TwilioError.wrongStream) {
      try reader.read(Array(#"{"event":"clear","streamSid":"MZ11"}"#.utf8))
    }
    #expect(
      try reader.read(Array(#"{"event":"clear","streamSid":"MZ\u0031"}"#.utf8)).streamSID == "MZ1"
    )
    #expect(try reader.read(Array(#"{"event":"clear"}"#.utf8)).streamSID == nil)
  }

  @Test func `gaps in the numbers are counted, and filled by what comes late`() throws {
    var reader = TwilioReader()
    for (number, missing) in [(1, 0), (2, 0), (5, 2), (4, 1), (3, 0), (6, 0)] {
      _ = try reader.read(Array(#"{"event":"stop","sequenceNumber":"\#(number)"}"#.utf8))
      #expect(reader.missingCount == missing, "after \(number)")
    }
    #expect(reader.sequenceNumber == 6)
  }

  @Test func `corrupted messages end in a message or in an error`() {
    let whole = Self.carrier([Array(0..<160)])
    for seed in 0..<3_000 {
      var chance = Chance(seed: seed)
      let broken = chance.corrupted(chance.pick(whole))
      var (one, two) = (TwilioReader(), TwilioReader())
      let first = Result { () throws(TwilioError) in try one.read(broken) }
      let second = Result { () throws(TwilioError) in try two.read(broken) }
      #expect(first == second, "seed \(seed)")
      // What is taken is JSON to the reader of trees too, but for a doubled key without meaning.
      guard case .success = first else { continue }
      let isJSON = (try? JSONReader.value(of: broken)) != nil
      let isTwice = (try? JSONSerialization.jsonObject(with: Data(broken))) != nil
      #expect(isJSON || isTwice, "seed \(seed)")
    }
  }
}
