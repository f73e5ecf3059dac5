import Foundation
import SimCore
import Testing
import VoicePipeline

/// A workbook, and the same as CSV by openpyxl; `Tests/Oracles/workbooks.py` writes them.
private struct GoodWorkbook: Codable {
  var name: String
  var file: Data
  var csv: String
}

/// A file that must be refused, with the code and some words of the message.
private struct BadWorkbook: Codable {
  var name: String
  var file: Data
  var code: String
  var words: String
}

private struct WorkbookVectors: Codable {
  var good: [GoodWorkbook]
  var bad: [BadWorkbook]
}

@Suite("Workbooks of other programs")
struct WorkbookOracleTests {
  private static func vectors() throws -> WorkbookVectors {
    let url = try #require(
      Bundle.module.url(forResource: "workbooks", withExtension: "json", subdirectory: "Vectors")
    )
    return try JSONDecoder().decode(WorkbookVectors.self, from: Data(contentsOf: url))
  }

  @Test func `workbooks of openpyxl and XlsxWriter are what openpyxl reads in them`() throws {
    let vectors = try Self.vectors().good
    #expect(vectors.count == 12)
    for vector in vectors {
      let found = try LeadFileSummary(Array(vector.file), blockSize: 4_096)
      let expected = try LeadFileSummary(Array(vector.csv.utf8), blockSize: 4_096)
      #expect(found.rows == 40, "\(vector.name)")
      #expect(found.leads == expected.leads, "\(vector.name)")
      #expect(found.rejects == expected.rejects, "\(vector.name)")
      #expect(found.leads.count > 10 && found.rejects.count > 10, "\(vector.name)")
    }
  }

  @Test func `what is no workbook, or no safe one, is refused by name`() throws {
    let vectors = try Self.vectors().bad
    #expect(vectors.count == 20)
    for vector in vectors {
      let error = try loadError(Array(vector.file))
      #expect(error?.code == vector.code, "\(vector.name): \(String(describing: error))")
      #expect(error?.cause.contains(vector.words) == true, "\(vector.name): \(error?.cause ?? "")")
      #expect(error?.remedy.isEmpty == false)
    }
  }

  @Test func `bytes of workbooks may change or be missing in any way`() throws {
    // Whatever comes of it is rows whose sum is right, or an error with a code.
    let vectors = try Self.vectors().good
    let key = DrawKey(seed: 9)
    var read = 0
    for round in 0..<10_000 as Range<UInt64> {
      var bytes = Array(vectors[Int(round) % 2].file)
      for change in 0...key.below(3, .count, round) {
        let index = round << 8 | UInt64(change)
        let place = key.below(bytes.count, .place, index)
        switch key.below(5, .change, index) {
        case 0: bytes.removeLast(min(bytes.count - 1, place))
        case 1: bytes.insert(UInt8(truncatingIfNeeded: index), at: place)
        default: bytes[place] ^= UInt8(1 + key.below(255, .byte, index))
        }
      }
      guard let file = try? LeadFileSummary(bytes, blockSize: 512) else { continue }
      read += 1
      #expect(file.rows == file.leads.count + file.rejects.count, "round \(round)")
    }
    // A name or a date of an entry may change and nothing else with it.
    #expect(read > 0 && read < 9_000)
  }
}

extension Purpose {
  fileprivate static let count = Purpose("test.count")
  fileprivate static let place = Purpose("test.place")
  fileprivate static let change = Purpose("test.change")
  fileprivate static let byte = Purpose("test.byte")
}
