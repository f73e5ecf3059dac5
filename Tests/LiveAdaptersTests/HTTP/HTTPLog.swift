import LiveAdapters

/// What the readers of HTTP say about some bytes, in words; a body in one line, however it came.
enum HTTPLog {
  static func requests(
    _ bytes: [UInt8],
    cutAt cuts: [Int] = [],
    limits: HTTPLimits = HTTPLimits()
  ) -> [String] {
    var reader = HTTPRequestReader(limits: limits)
    var lines: [String] = []
    for piece in pieces(bytes, at: cuts) {
      var offset = 0
      while true {
        do throws(HTTPError) {
          guard let event = try reader.next(piece.span, at: &offset) else { break }
          switch event {
          case .head(let head):
            lines.append(
              "\(head.method) \(head.target) 1.\(head.minorVersion)" + words(head.headers)
            )
          case .body(let range): add(piece[range], to: &lines)
          case .end(let trailers): lines.append("end" + words(trailers))
          }
        } catch {
          return lines + ["error:\(error)"]
        }
      }
    }
    do throws(HTTPError) { try reader.inputEnded() } catch { lines.append("error:\(error)") }
    return lines
  }

  static func responses(
    _ bytes: [UInt8],
    to methods: [String] = ["GET"],
    cutAt cuts: [Int] = [],
    limits: HTTPLimits = HTTPLimits()
  ) -> [String] {
    var reader = HTTPResponseReader(limits: limits)
    for method in methods { reader.expect(method) }
    var lines: [String] = []
    do throws(HTTPError) {
      for piece in pieces(bytes, at: cuts) {
        var offset = 0
        while let event = try reader.next(piece.span, at: &offset) { add(event, piece, to: &lines) }
        if offset < piece.count { return lines + ["rest"] }
      }
      if let event = try reader.inputEnded() { add(event, [], to: &lines) }
    } catch {
      lines.append("error:\(error)")
    }
    return lines
  }

  private static func add(_ event: HTTPResponseEvent, _ piece: [UInt8], to lines: inout [String]) {
    switch event {
    case .interim(let head): lines.append("interim \(head.status)" + words(head.headers))
    case .switching(let head): lines.append("switching \(head.status)" + words(head.headers))
    case .head(let head): lines.append("\(head.status) \(head.reason)" + words(head.headers))
    case .body(let range): add(piece[range], to: &lines)
    case .end(let trailers): lines.append("end" + words(trailers))
    }
  }

  private static func add(_ body: ArraySlice<UInt8>, to lines: inout [String]) {
    if lines.last?.hasPrefix("body:") != true { lines.append("body:") }
    lines[lines.count - 1] += hexadecimal(Array(body))
  }

  private static func words(_ headers: HTTPHeaders) -> String {
    headers.fields.map { " | \($0.name)=\($0.value)" }.joined()
  }
}
