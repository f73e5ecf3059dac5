import LiveAdapters
import SimCore

/// What a session said and wrote while it read, in words, one event a line.
struct SessionLog {
  var session: WebSocketSession
  private(set) var lines: [String] = []

  init(_ side: WebSocketSession.Side = .server, limits: WebSocketLimits = WebSocketLimits()) {
    session = WebSocketSession(side, limits: limits, masks: DrawKey(seed: 1))
  }

  /// The log of some bytes, cut at some places.
  static func lines(
    _ bytes: [UInt8],
    _ side: WebSocketSession.Side = .server,
    cutAt cuts: [Int] = [],
    limits: WebSocketLimits = WebSocketLimits()
  ) -> [String] {
    var log = SessionLog(side, limits: limits)
    for piece in pieces(bytes, at: cuts) { log.read(piece) }
    return log.lines
  }

  mutating func read(_ piece: [UInt8]) {
    var offset = 0
    while true {
      var output: [UInt8] = []
      var line: String?
      do throws(WebSocketError) {
        let event = try session.next(piece.span, at: &offset, answering: &output)
        line = event.map(Self.words)
      } catch {
        line = "error:\(error)"
      }
      if let line { lines.append(line) }
      lines += RawFrame.words(output).map { "> " + $0 }
      if line == nil { return }
    }
  }

  static func words(_ event: WebSocketEvent) -> String {
    switch event {
    case .text(let bytes): "text:" + hexadecimal(bytes)
    case .binary(let bytes): "binary:" + hexadecimal(bytes)
    case .ping(let bytes): "ping:" + hexadecimal(bytes)
    case .pong(let bytes): "pong:" + hexadecimal(bytes)
    case .closed(let status): "closed:\(status.code.value):\(status.reason)"
    }
  }
}
