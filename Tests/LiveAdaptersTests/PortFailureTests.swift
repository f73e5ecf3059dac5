import LiveAdapters
import Testing
import VoicePipeline

@Suite("Port failures")
struct PortFailureTests {
  @Test func `the code is the protocol's own where it has one`() {
    #expect(PortFailure(ChatFailure(.requestLimit, message: "")) == .endpoint(code: 429))
    #expect(PortFailure(CloseStatus(.abnormal)) == .endpoint(code: 1006))
    #expect(PortFailure(WebSocketError.invalidText) == .endpoint(code: 1007))
    #expect(PortFailure(WebSocketHandshakeError.refused(status: 403)) == .endpoint(code: 403))
  }

  @Test func `an answer that cannot be read is a bad gateway's`() {
    #expect(PortFailure(ChatStreamError.truncated) == .endpoint(code: 502))
    #expect(PortFailure(ChatStreamError.http(.malformedChunk)) == .endpoint(code: 502))
    #expect(PortFailure(WebSocketHandshakeError.wrongAccept) == .endpoint(code: 502))
  }
}
