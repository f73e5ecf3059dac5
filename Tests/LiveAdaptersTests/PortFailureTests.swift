import LiveAdapters
import Testing
import VoicePipeline

@Suite("Port failures")
struct PortFailureTests {
  @Test func `the code is the protocol's own where it has one`() {
    #expect(PortFailure(ChatFailure(.requestLimit, message: "")) == .refused(code: 429))
    #expect(PortFailure(CloseStatus(.abnormal)) == .brokenOff(code: 1006))
    #expect(PortFailure(WebSocketError.invalidText) == .brokenOff(code: 1007))
    #expect(PortFailure(WebSocketHandshakeError.refused(status: 403)) == .refused(code: 403))
  }

  @Test func `a delay that the endpoint asks for is handed on`() {
    let failure = ChatFailure(.requestLimit, message: "", retryAfter: .seconds(2))
    #expect(PortFailure(failure) == .refused(code: 429, retryAfter: .seconds(2)))
  }

  @Test func `a stream that ends too early has broken off`() {
    #expect(PortFailure(ChatStreamError.truncated) == .brokenOff(code: nil))
    #expect(PortFailure(ChatStreamError.http(.truncated)) == .brokenOff(code: nil))
  }

  @Test func `an answer that cannot be read is a bad gateway's`() {
    #expect(PortFailure(ChatStreamError.http(.malformedChunk)) == .refused(code: 502))
    #expect(PortFailure(WebSocketHandshakeError.wrongAccept) == .refused(code: 502))
  }
}
