import LiveAdapters
import SimCore
import Testing

@Suite("Twilio media, found by comparing")
struct TwilioMediaScanTests {
  private static let stream = "MZ18ad3ab5a668481ce02b83e7395059f0"

  /// Messages of audio in the spellings of both ends, and in others.
  private static func messages(_ chance: inout Chance) -> [[UInt8]] {
    let audio = chance.bytes(chance.pick([0, 1, 2, 3, 160, 320]))
    let payload = Base64.text(audio)
    var carrier = TwilioCarrierWriter(streamSID: stream)
    var (inbound, outbound, answer): ([UInt8], [UInt8], [UInt8]) = ([], [], [])
    carrier.media(audio.span, timestamp: chance.below(1_000_000), to: &inbound)
    carrier.media(audio.span, timestamp: 20, track: "outbound", to: &outbound)
    TwilioAgentWriter(streamSID: stream).media(audio.span, to: &answer)
    let others = [
      #"{"event":"media","media":{"payload":"\#(payload)"},"streamSid":"\#(stream)"}"#,
      #"{"event": "media", "streamSid": "\#(stream)", "media": {"payload": "\#(payload)"}}"#,
      #"{"event":"media","media":{"payload":"\#(payload)"}}"#,
      #"{"event":"media","streamSid":"\#(stream)","media":{"chunk":"","payload":""}}"#,
      #"{"event":"media","streamSid":"MZ2","media":{"payload":"\#(payload)"}}"#,
      #"{"event":"media","streamSid":"\#(stream)","media":{"payload":"\#(payload)"},"x":"}}"}"#,
    ]
    return [inbound, outbound, answer] + others.map { Array($0.utf8) }
  }

  private static func reader() throws -> TwilioReader {
    var reader = TwilioReader()
    _ = try reader.read(Array(#"{"event":"stop","streamSid":"\#(stream)"}"#.utf8))
    return reader
  }

  @Test func `both ends' own audio is found so`() throws {
    var chance = Chance(seed: 1)
    for text in Self.messages(&chance).prefix(1) + Self.messages(&chance)[2...3] {
      #expect(TwilioMediaScan(text.span, of: Array(Self.stream.utf8)) != nil)
    }
  }

  @Test func `what is found is what the reader of JSON finds, and so are the faults`() throws {
    for seed in 0..<4_000 {
      var chance = Chance(seed: seed)
      let whole = chance.pick(Self.messages(&chance))
      let text = seed % 4 == 0 ? whole : chance.corrupted(whole)
      var (quick, slow) = (try Self.reader(), try Self.reader())
      let first = Result { () throws(TwilioError) in try quick.read(text) }
      let second = Result { () throws(TwilioError) in try slow.readAnything(text.span) }
      #expect(first == second, "seed \(seed)")
      #expect(quick.sequenceNumber == slow.sequenceNumber)
      #expect(quick.missingCount == slow.missingCount)
    }
  }

  @Test func `a stream whose name JSON escapes is read by the reader of JSON`() throws {
    var reader = TwilioReader()
    _ = try reader.read(Array(#"{"event":"stop","streamSid":"a\"b"}"#.utf8))
    let text = Array(#"{"event":"media","streamSid":"a"b","media":{"payload":""}}"#.utf8)
    #expect(throws: TwilioError.self) { try reader.read(text) }
  }
}
