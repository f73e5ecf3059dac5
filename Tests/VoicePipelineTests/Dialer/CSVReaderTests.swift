import Foundation
import SimCore
import Testing
import VoicePipeline

/// One step of a reader, as the vectors write it.
private struct Step: Codable, Equatable {
  var line: Int
  var fields: [String]?
  var fault: String?
  var field: Int?
}

/// A file and what must be read from it; `scripts/generate-csv-vectors.py` writes them.
private struct Vector: Codable {
  var input: Data
  var steps: [Step]
}

@Suite("CSV reader")
struct CSVReaderTests {
  private func steps(_ path: String, blockSize: Int) throws -> [Step] {
    let file = try InputFile(path: path)
    // Debug builds hash slowly.
    let isSmall = file.size ?? 0 < 1_000
    var reader = CSVReader(file, blockSize: blockSize, hashes: isSmall)
    var steps: [Step] = []
    while true {
      switch try reader.next() {
      case .row: steps.append(Step(line: reader.line, fields: reader.texts()))
      case .fault(let fault, let line):
        steps.append(Step(line: line, fault: fault.reason.text, field: fault.field))
      case .end:
        if isSmall { #expect(try reader.digest() == SHA256.digest(ofFile: path)) }
        return steps
      }
    }
  }

  private func steps(_ bytes: [UInt8], blockSize: Int = 4_096) throws -> [Step] {
    try withFile(bytes) { try steps($0, blockSize: blockSize) }
  }

  private static let vectors: [Vector] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let data = try? Data(contentsOf: root.appending(path: "scripts/data/csv-vectors.json"))
    return data.flatMap { try? JSONDecoder().decode([Vector].self, from: $0) } ?? []
  }()

  @Test func `fields are those of Python's csv module, and of a model where it gives up`() throws {
    #expect(Self.vectors.count == 300)
    for (number, vector) in Self.vectors.enumerated() {
      let found = try steps(Array(vector.input))
      let expected = vector.steps.map { step in
        Step(
          line: step.line,
          fields: step.fields.map { Array($0.prefix(8)) },
          fault: step.fault,
          field: step.field
        )
      }
      #expect(found == expected, "vector \(number)")
    }
  }

  @Test func `a file may be cut into blocks at every byte`() throws {
    for (number, vector) in Self.vectors.enumerated() where number % 3 == 0 {
      try withFile(Array(vector.input)) { path in
        let whole = try steps(path, blockSize: 4_096)
        for blockSize in [1, 2, 3, 5, 7, 8, 9, 13] {
          let found = try steps(path, blockSize: blockSize)
          #expect(found == whole, "vector \(number), blocks of \(blockSize)")
        }
      }
    }
    let odd = Array("\u{FEFF}a,\"b\"\"\r\n,c\"\r\n\r\nd\r\"e\nf\",g\n\"h\",\"i\"x\nj,k".utf8)
    let whole = try steps(odd)
    for blockSize in 1...odd.count { #expect(try steps(odd, blockSize: blockSize) == whole) }
  }

  @Test func `a field of 64 KiB is taken, one byte more is not`() throws {
    let limit = 64 << 10
    let long = [UInt8](repeating: UInt8(ascii: "x"), count: limit)
    for (before, after) in [("", ""), ("\"", "\"")] {
      let start = "a,\(before)"
      let end = "\(after),b\nc,d\n"
      let fits = Array(start.utf8) + long + Array(end.utf8)
      let tooLong = Array(start.utf8) + long + Array("x\(end)".utf8)
      for blockSize in [999, 1 << 14, 1 << 20] {
        let taken = try steps(fits, blockSize: blockSize)
        #expect(taken.first?.fields?.map(\.utf8.count) == [1, limit, 1])
        #expect(taken.count == 2)
        let refused = try steps(tooLong, blockSize: blockSize)
        #expect(
          refused == [
            Step(line: 1, fault: "field over 64 KiB", field: 2), Step(line: 2, fields: ["c", "d"]),
          ]
        )
      }
    }
  }

  @Test func `a field of 10 MB costs a row, not memory`() throws {
    let long = [UInt8](repeating: UInt8(ascii: "x"), count: 10_000_000)
    for quote in ["", "\""] {
      let bytes = Array("a,\(quote)".utf8) + long + Array("\(quote)\nb,c\n".utf8)
      #expect(
        try steps(bytes, blockSize: 1 << 16) == [
          Step(line: 1, fault: "field over 64 KiB", field: 2), Step(line: 2, fields: ["b", "c"]),
        ]
      )
    }
  }

  @Test func `a row of many short fields ends at 256 KiB`() throws {
    let fields = [UInt8](repeating: UInt8(ascii: ","), count: 256 << 10)
    for blockSize in [200_000, 1 << 20] {
      let taken = try steps(fields + Array("\na\n".utf8), blockSize: blockSize)
      #expect(taken.count == 2)
      #expect(taken.first?.fields?.count == CSVReader.fieldsMax)
      let refused = try steps(fields + Array(",\na\n".utf8), blockSize: blockSize)
      #expect(refused.map(\.fault) == ["row over 256 KiB", nil])
      #expect(refused.first?.field == (256 << 10) + 2)
    }
  }

  @Test func `a quote that nothing closes costs its line only`() throws {
    #expect(
      try steps(Array("a,b\n\"c,d\ne,f\ng,h".utf8)) == [
        Step(line: 1, fields: ["a", "b"]), Step(line: 2, fault: "quote never closed", field: 1),
        Step(line: 3, fields: ["e", "f"]), Step(line: 4, fields: ["g", "h"]),
      ]
    )
    let rows = (0..<20_000).map { "a,\($0)\n" }.joined()
    for blockSize in [7_777, 1 << 18] {
      let found = try steps(Array("a,\"b\n\(rows)".utf8), blockSize: blockSize)
      #expect(found.first == Step(line: 1, fault: "quote never closed", field: 2))
      #expect(found.count == 20_001)
      #expect(found.last == Step(line: 20_001, fields: ["a", "19999"]))
    }
  }
}

extension SHA256 {
  fileprivate static func digest(ofFile path: String) throws -> [UInt8] {
    var hash = SHA256()
    hash.update(try Files.readAll(path))
    return hash.finalize()
  }
}
