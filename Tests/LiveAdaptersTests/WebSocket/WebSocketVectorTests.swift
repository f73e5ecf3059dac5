import Foundation
import LiveAdapters
import SimCore
import Testing

/// Against the sans-IO core of PyPI `websockets`: `scripts/generate-websocket-vectors.py`.
@Suite("WebSocket vectors")
struct WebSocketVectorTests {
  private struct Vectors: Decodable {
    struct Handshake: Decodable {
      var key: String
      var accept: String
    }
    struct Request: Decodable {
      var name: String
      var request: String
      var accepted: Bool
      var accept: String?
    }
    struct Frame: Decodable {
      var opcode: UInt8
      var size: Int
      var mask: String?
      var head: String
      var digest: String
    }
    struct Stream: Decodable {
      var fromClient: Bool
      var bytes: String
      var log: [String]
      var close: Int?
    }
    var handshakes: [Handshake]
    var requests: [Request]
    var frames: [Frame]
    var streams: [Stream]
  }

  private let vectors: Vectors

  init() throws {
    let file = try #require(
      Bundle.module.url(forResource: "websocket", withExtension: "json", subdirectory: "Vectors")
    )
    vectors = try JSONDecoder().decode(Vectors.self, from: Data(contentsOf: file))
  }

  @Test func `a key has the answer that RFC 6455 and websockets give`() {
    let sample = Vectors.Handshake(
      key: "dGhlIHNhbXBsZSBub25jZQ==",
      accept: "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
    )
    for row in vectors.handshakes + [sample] {
      let request = HTTPRequestHead(
        "GET",
        "/",
        headers: [
          "Host": "a", "Upgrade": "websocket", "Connection": "Upgrade",
          "Sec-WebSocket-Key": row.key,
          "Sec-WebSocket-Version": "13",
        ]
      )
      let upgrade = WebSocketUpgrade(answering: request)
      #expect(upgrade.response.headers["Sec-WebSocket-Accept"] == row.accept)
    }
  }

  @Test func `the same requests are taken and refused`() throws {
    for row in vectors.requests {
      var reader = HTTPRequestReader()
      var offset = 0
      let event = try reader.next(Array(row.request.utf8).span, at: &offset)
      guard case .head(let head) = event else {
        Issue.record("\(row.name): no head")
        continue
      }
      let upgrade = WebSocketUpgrade(answering: head)
      #expect((upgrade.failure == nil) == row.accepted, "\(row.name)")
      #expect(upgrade.response.headers["Sec-WebSocket-Accept"] == row.accept, "\(row.name)")
    }
  }

  @Test func `frames of every length form have the same bytes`() {
    for row in vectors.frames where row.opcode != 0 && row.mask == nil {
      let payload = (0..<row.size).map { UInt8(truncatingIfNeeded: 7 &* $0 &+ row.size) }
      var session = WebSocketSession(.server, masks: DrawKey(seed: 1))
      var output: [UInt8] = []
      switch row.opcode {
      case 1: session.send(payload.span, as: .text, to: &output)
      case 2: session.send(payload.span, as: .binary, to: &output)
      default: session.ping(payload, to: &output)
      }
      #expect(hexadecimal(Array(output.dropLast(row.size))) == row.head)
      #expect(SHA256.hex(of: output) == row.digest, "opcode \(row.opcode), \(row.size) bytes")
    }
  }

  @Test func `masked frames are read as they were written`() throws {
    for row in vectors.frames {
      let payload = (0..<row.size).map { UInt8(truncatingIfNeeded: 7 &* $0 &+ row.size) }
      let mask = row.mask.map { bytes(hexadecimal: $0) }
      let frame = RawFrame(row.opcode, payload).with { $0.mask = mask }
      try #require(SHA256.hex(of: frame.bytes) == row.digest)
      guard row.opcode == 2 || row.opcode == 9 else { continue }
      let lines = SessionLog.lines(frame.bytes, mask == nil ? .client : .server)
      let name = row.opcode == 2 ? "binary" : "ping"
      #expect(lines.first == "\(name):\(hexadecimal(payload))", "\(row.size) bytes")
    }
  }

  @Test func `streams of frames say the same, and end the same`() {
    for (index, row) in vectors.streams.enumerated() {
      let lines = SessionLog.lines(
        bytes(hexadecimal: row.bytes),
        row.fromClient ? .server : .client
      )
      let events = lines.filter { !$0.hasPrefix("> ") && !$0.hasPrefix("error:") }
      #expect(events == row.log, "stream \(index)")
      // An empty close frame, which our log writes as 0, means 1005.
      let close = lines.first { $0.hasPrefix("> close:") }.flatMap { Int($0.dropFirst(8)) }
      #expect((close == 0 ? 1005 : close) == row.close, "stream \(index)")
    }
  }
}
