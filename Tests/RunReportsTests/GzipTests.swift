import Foundation
import RunReports
import Testing

@Suite("Gzip")
struct GzipTests {
  private static func rows(_ count: Int) -> [UInt8] {
    Array(
      (0..<count).map { "\($0),+1212555\(1_000 + $0 % 9_000),completed,\($0 * 37 % 911)\n" }
        .joined().utf8
    )
  }

  @Test func `what goes in comes out, over one member and over many`() throws {
    for content in [[], [0], Self.rows(10), Self.rows(100_000)] {
      #expect(try Gzip.content(Gzip.members(content)) == content)
    }
  }

  @Test func `a member has no time, no name and no system`() {
    let bytes = Gzip.member(Self.rows(10))
    #expect(Array(bytes[..<10]) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, bytes[8], 255])
  }

  @Test func `pieces give the bytes of the whole`() {
    let content = Self.rows(60_000)
    var writer = GzipWriter()
    var start = 0
    var size = 1
    while start < content.count {
      writer.append(Array(content[start..<min(start + size, content.count)]))
      start += size
      size = size * 3 % 200_003 + 1
    }
    #expect(writer.finish() == Gzip.members(content))
  }

  @Test(.enabled(if: Oracle.hasPython))
  func `Python reads it`() throws {
    let content = Self.rows(100_000)
    let program =
      "import gzip, sys; sys.stdout.buffer.write(gzip.decompress(sys.stdin.buffer.read()))"
    let read = try Oracle.python(program, input: Data(Gzip.members(content)))
    #expect(read == Data(content))
  }

  @Test func `damaged and swollen input is refused`() {
    let bytes = Gzip.members(Self.rows(1_000))
    for count in [0, 1, 9, 20, bytes.count - 1] {
      #expect(throws: GzipError.damaged) { try Gzip.content(Array(bytes[..<count])) }
    }
    for place in stride(from: 11, to: bytes.count, by: 97) {
      var changed = bytes
      changed[place] ^= 0x10
      #expect((try? Gzip.content(changed)) != Self.rows(1_000))
    }
    #expect(throws: GzipError.tooLong) {
      try Gzip.content(Gzip.members([UInt8](repeating: 0, count: 1 << 20)), limit: 1_000)
    }
  }
}
