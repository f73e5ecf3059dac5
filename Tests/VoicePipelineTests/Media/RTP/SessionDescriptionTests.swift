import Testing
import VoicePipeline

@Suite("Session descriptions")
struct SessionDescriptionTests {
  @Test func `an offer names address, port and codecs in order`() {
    let offer = SessionDescription(
      session: 42,
      address: "192.0.2.10",
      port: 16_400,
      codecs: [.opus, .pcmu, .pcma]
    )
    let lines = [
      "v=0", "o=simrun 42 1 IN IP4 192.0.2.10", "s=-", "c=IN IP4 192.0.2.10", "t=0 0",
      "m=audio 16400 RTP/AVP 111 0 8", "a=rtcp:16401", "a=rtpmap:111 opus/48000/2",
      "a=rtpmap:0 PCMU/8000", "a=rtpmap:8 PCMA/8000", "a=ptime:20", "a=sendrecv",
    ]
    #expect(offer.text == lines.map { $0 + "\r\n" }.joined())
  }

  @Test func `keys are offered on the clock of the audio`() {
    let codecs = [RTPCodec.opus, .telephoneEvents(clockRate: 48_000)]
    let offer = SessionDescription(session: 1, address: "a", port: 2, codecs: codecs)
    #expect(offer.text.contains("m=audio 2 RTP/AVP 111 102\r\n"))
    #expect(offer.text.contains("a=rtpmap:102 telephone-event/48000\r\na=fmtp:102 0-15\r\n"))
    #expect(RTPCodec.telephoneEvents(clockRate: 8_000).payloadType == 101)
  }

  @Test func `a key has the bytes of RFC 4733`() {
    let keys = Array("0123456789*#ABCD")
    for (code, key) in keys.enumerated() {
      let event = TelephoneEvent(key, isEnd: code % 2 == 1, duration: 800)
      #expect(event?.bytes == [UInt8(code), code % 2 == 1 ? 0x8A : 0x0A, 0x03, 0x20])
    }
    #expect(TelephoneEvent("E", isEnd: false, duration: 0) == nil)
  }

  @Test func `a frame of 20 ms has the ticks of its clock`() {
    #expect(RTPCodec.pcmu.ticksPerFrame == 160 && RTPCodec.opus.ticksPerFrame == 960)
    #expect(RTPCodec(.muLaw) == .pcmu && RTPCodec(.opus) == .opus)
  }
}
