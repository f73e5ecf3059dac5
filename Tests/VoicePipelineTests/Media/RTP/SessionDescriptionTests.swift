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

  @Test func `a frame of 20 ms has the ticks of its clock`() {
    #expect(RTPCodec.pcmu.ticksPerFrame == 160 && RTPCodec.opus.ticksPerFrame == 960)
    #expect(RTPCodec(.muLaw) == .pcmu && RTPCodec(.opus) == .opus)
  }
}
