/// Compresses what is appended, a member at a time, so that no more than one member waits.
package struct GzipWriter: Sendable {
  private var waiting: [UInt8] = []
  /// The finished members.
  private var members: [UInt8] = []
  private var hasMember = false

  package init() {}

  /// Appends content; every full MiB becomes a member.
  package mutating func append(_ content: [UInt8]) {
    var start = 0
    while start < content.count {
      let end = min(content.count, start + Gzip.memberLimit - waiting.count)
      waiting += content[start..<end]
      start = end
      if waiting.count == Gzip.memberLimit { close() }
    }
  }

  /// Closes the last member and gives all of them.
  package consuming func finish() -> [UInt8] {
    if !waiting.isEmpty || !hasMember { close() }
    return members
  }

  private mutating func close() {
    members += Gzip.member(waiting)
    waiting.removeAll(keepingCapacity: true)
    hasMember = true
  }
}
