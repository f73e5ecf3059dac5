import SimCore
import Testing
import VoicePipeline

@Suite("Access log")
struct AccessLogTests {
  private static let run = SHA256.hex(of: Array("run".utf8))

  private static func entries() throws -> [AccessEntry] {
    let time = try #require(UnixInstant("2026-04-01T12:00:00.123456Z"))
    return [
      AccessEntry(
        .opened,
        by: "anna (uid 1000)",
        at: time,
        file: "calls/17.json.sealed",
        reason: #"case 4, "late" reply; (303) 234-0003 or b@example.org asked"#,
        data: "key 0c457dcd4727370b"
      ),
      AccessEntry(.refused, by: "bob", at: time, file: "calls/17.json.sealed", reason: "a\nb"),
      AccessEntry(
        .purged,
        by: "anna (uid 1000)",
        at: time.advanced(by: .seconds(60)),
        file: "calls/17.json.sealed",
        reason: "retention over since 2026-04-01",
        data: "digest \(run); bytes 12,345"
      ),
    ]
  }

  private static func text() throws -> [UInt8] {
    var log = AccessLog(run: run)
    return try entries().flatMap { log.append($0) }
  }

  private static func log(_ text: [UInt8]) -> AccessLog? {
    if case .whole(let log) = AccessLog.read(text, run: run) { log } else { nil }
  }

  private static func finding(_ text: [UInt8], of run: String = run) -> AuditFinding? {
    if case .broken(let finding) = AccessLog.read(text, run: run) { finding } else { nil }
  }

  @Test func `what was written is read again, without numbers of people`() throws {
    let text = try Self.text()
    let log = try #require(Self.log(text))
    #expect(log.rows.map(\.action) == [.begun, .opened, .refused, .purged])
    #expect(log.rows[1].reason == #"case 4, "late" reply; [redacted] or [redacted] asked"#)
    #expect(log.rows[2].reason == "a b")
    #expect(log.rows[3].datum("digest") == Self.run && log.rows[3].datum("bytes") == "12,345")
    #expect(log.rows[1].user == "anna (uid 1000)" && log.rows[1].file == "calls/17.json.sealed")
    #expect(log.rows[1].time.text() == "2026-04-01T12:00:00.123Z")
    #expect(!String(decoding: text, as: UTF8.self).contains("234-0003"))
  }

  @Test func `every chain value is the digest of the one before and of the line`() throws {
    let lines = String(decoding: try Self.text(), as: UTF8.self).split(separator: "\n").dropFirst()
    var before: [UInt8] = []
    for line in lines {
      let comma = try #require(line.lastIndex(of: ","))
      var hash = SHA256()
      hash.update(before)
      hash.update(String(line[..<comma]))
      before = hash.finalize()
      #expect(line[comma...].dropFirst() == SHA256.text(before))
    }
    #expect(Self.log(try Self.text())?.headText == SHA256.text(before))
  }

  @Test func `a log that is read goes on as if it had never been away`() throws {
    var whole = AccessLog(run: Self.run)
    var text: [UInt8] = []
    for entry in try Self.entries() {
      var resumed = try #require(Self.log(text))
      let bytes = resumed.append(entry)
      #expect(bytes == whole.append(entry))
      #expect(resumed.headText == whole.headText)
      text += bytes
    }
    #expect(text == (try Self.text()))
  }

  @Test func `every flip of a bit is found in its line`() throws {
    let text = try Self.text()
    var line = 1
    for index in text.indices {
      for bit in 0..<8 {
        var changed = text
        changed[index] ^= 1 << UInt8(bit)
        let found = Self.finding(changed)
        #expect(found != nil, "byte \(index), bit \(bit)")
        #expect(found?.line ?? 0 <= line + 1, "byte \(index), bit \(bit)")
      }
      if text[index] == 0x0A { line += 1 }
    }
  }

  @Test func `a line taken out, moved or cut off within is found`() throws {
    let lines = try Self.text().split(separator: 0x0A).map { Array($0) + [0x0A] }
    for index in 0..<(lines.count - 1) {
      var less = lines
      less.remove(at: index)
      #expect(Self.finding(less.flatMap(\.self))?.line == index + 1, "line \(index + 1)")
      var moved = lines
      moved.swapAt(index, index + 1)
      #expect(Self.finding(moved.flatMap(\.self))?.line == index + 1, "line \(index + 1)")
    }
    let text = lines.flatMap(\.self)
    for count in 1..<text.count {
      let cut = Array(text[..<count])
      let isWhole = cut.last == 0x0A && cut.count { $0 == 0x0A } > 1
      #expect((Self.finding(cut) == nil) == isWhole, "\(count) bytes")
    }
  }

  @Test func `the log of another run is none of this one`() throws {
    let other = SHA256.hex(of: Array("other".utf8))
    #expect(Self.finding(try Self.text(), of: other)?.kind == .contradicted)
    #expect(Self.log([])?.rows.isEmpty == true)
  }
}
