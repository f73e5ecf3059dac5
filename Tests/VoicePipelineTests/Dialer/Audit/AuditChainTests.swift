import SimCore
import Testing
import VoicePipeline

@Suite("Audit chain")
struct AuditChainTests {
  private func lines(_ text: [UInt8]) -> [[UInt8]] {
    text.split(separator: UInt8(ascii: "\n")).map { Array($0) + [UInt8(ascii: "\n")] }
  }

  private func joined(_ lines: [[UInt8]]) -> [UInt8] { lines.flatMap(\.self) }

  @Test func `the log is, byte by byte, the one that Python writes`() throws {
    let log = try AuditFixture.vector()
    let expected = try AuditFixture.oracle()
    let written = String(decoding: log.table.compressed, as: UTF8.self)
    #expect(log.table.compressed == expected, "\(written)")
    #expect(log.entries == 5)
    let summary = try #require(AuditVerifier.verify(expected).summary)
    #expect(summary.entries == 5 && summary.head == log.head && summary.seal == log.seal)
    #expect(summary.header == log.header)
    #expect(summary.rows.map(\.sequence) == Array(0...6))
    #expect(summary.rows[5].datum("outcome") == "completed")
    #expect(summary.rows[4].campaign == #"say "hi", twice"#)
  }

  @Test func `every flip of every bit is found, and the line is named`() throws {
    let text = try AuditFixture.oracle()
    var line = 1
    for index in text.indices {
      for bit in 0..<8 {
        var changed = text
        changed[index] ^= 1 << UInt8(bit)
        let finding = AuditVerifier.verify(changed).finding
        #expect(finding?.line == line, "byte \(index), bit \(bit): \(String(describing: finding))")
        let isNamed = finding?.kind == .altered || index == text.count - 1
        #expect(isNamed, "byte \(index), bit \(bit): \(String(describing: finding))")
      }
      if text[index] == UInt8(ascii: "\n") { line += 1 }
    }
  }

  @Test func `a file that was cut off at any byte is found out`() throws {
    let text = try AuditFixture.oracle()
    for count in 0..<text.count {
      let finding = AuditVerifier.verify(Array(text[..<count])).finding
      let before = text[..<count].count { $0 == UInt8(ascii: "\n") }
      #expect(finding?.line == before + 1, "\(count) bytes: \(String(describing: finding))")
      let isWholeLine = count > 0 && text[count - 1] == UInt8(ascii: "\n")
      #expect(
        finding?.kind == (isWholeLine ? .sealMissing : .truncated),
        "\(count) bytes: \(String(describing: finding))"
      )
    }
  }

  @Test func `a line that is taken out, doubled or moved is found in its place`() throws {
    for seed in 0..<8 as Range<UInt64> {
      let all = lines(try AuditFixture.random(seed: seed, entries: 12).table.compressed)
      for index in 1..<all.count {
        var changed = all
        changed.remove(at: index)
        let gone = AuditVerifier.verify(joined(changed)).finding
        let isSeal = index == all.count - 1
        #expect(gone?.kind == (isSeal ? .sealMissing : .missing), "seed \(seed), line \(index)")
        #expect(gone?.line == index + 1)

        changed = all
        changed.insert(all[index], at: index + 1)
        let doubled = AuditVerifier.verify(joined(changed)).finding
        #expect(doubled?.kind == (isSeal ? .trailing : .repeated), "seed \(seed), line \(index)")
        #expect(doubled?.line == index + 2)

        for other in (index + 1)..<max(all.count, index + 1) {
          changed = all
          changed.swapAt(index, other)
          let moved = AuditVerifier.verify(joined(changed)).finding
          #expect(moved?.kind == .reordered, "seed \(seed), \(index) with \(other)")
          #expect(moved?.line == index + 1)
        }
      }
    }
  }

  @Test func `whatever follows the seal is found`() throws {
    let text = try AuditFixture.oracle()
    for rest in ["x", "\n", "\n\n", "7,91000.999,", "\0"] {
      let finding = AuditVerifier.verify(text + Array(rest.utf8)).finding
      #expect(finding?.kind == .trailing && finding?.line == 9, "\(rest)")
    }
  }

  @Test func `a log that is chained anew is whole, and has another head`() throws {
    let first = try AuditFixture.random(seed: 1, entries: 5)
    let second = try AuditFixture.random(seed: 2, entries: 5)
    #expect(AuditVerifier.verify(second.table.compressed).summary != nil)
    #expect(first.head != second.head && first.seal != second.seal)
  }

  @Test func `a line of another log with the right number does not fit`() throws {
    for seed in 0..<20 as Range<UInt64> {
      var all = lines(try AuditFixture.random(seed: seed, entries: 6).table.compressed)
      let other = lines(try AuditFixture.random(seed: seed + 100, entries: 6).table.compressed)
      for index in 1..<all.count {
        let own = all[index]
        all[index] = other[index]
        let finding = AuditVerifier.verify(joined(all)).finding
        #expect(finding?.kind == .altered, "seed \(seed), line \(index)")
        // A foreign header vouches for itself; the next line does not vouch for it.
        #expect(finding?.line == max(index, 2) + 1, "seed \(seed), line \(index)")
        all[index] = own
      }
    }
  }

  @Test func `what is no log at all is told apart from a broken one`() {
    for text in ["phone,time_zone\n1,2\n", "\u{1F}\u{8B}", "{}", "sequence\n", "\n\n"] {
      guard case .foreign = AuditVerifier.verify(Array(text.utf8)) else {
        Issue.record("\(text)")
        continue
      }
    }
  }

  @Test func `a call without a dial, with two, or without an end is found`() throws {
    func finding(_ events: [AuditEvent]) throws -> AuditFinding? {
      var log = try AuditFixture.log()
      let attempt = CallAttempt(
        id: CallID(number: 4, key: 1),
        phone: 2_122_340_001,
        planned: .zero
      )
      for event in events {
        log.record(AuditEntry(event, by: .dialer, at: .zero, of: attempt, data: .none))
      }
      return AuditVerifier.verify(log.sealed(at: .zero).table.compressed).finding
    }
    #expect(try finding([]) == nil)
    #expect(try finding([.dialled, .rerouted, .ended]) == nil)
    for (events, line) in [
      ([AuditEvent.dialled], 3), ([.ended], 3), ([.dialled, .dialled], 4),
      ([.dialled, .ended, .ended], 5), ([.dialled, .ended, .dialled], 5),
    ] {
      let found = try finding(events)
      let text = "\(events): \(String(describing: found))"
      #expect(found?.kind == .unclosed && found?.line == line, "\(text)")
    }
  }

  @Test func `days of retention are never too few`() throws {
    let source = Provenance(grade: .verified, source: "a law")
    let leap = try #require(CivilDateTime(year: 2028, month: 2, day: 29))
    let rows: [(Int, Int, Int, Int)] = [(1, 2029, 3, 1), (4, 2032, 2, 29), (7, 2035, 3, 1)]
    for (years, year, month, day) in rows {
      let end = RetentionClass(name: "x", years: years, provenance: source).end(from: leap)
      #expect(end == CivilDateTime(year: year, month: month, day: day), "\(years)")
    }
  }
}
