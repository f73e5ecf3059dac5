import Experiments
import Foundation
import LiveAdapters
import RunReports
import SimCore
import Testing
import VoicePipeline

/// Every file of a run directory, unpacked, searched for what names a person.
@Suite("Personal data in a run directory")
struct PersonalDataInRunTests {
  private static let goals = """
    goals:
      - {goal: payment, share: 40%}
      - {goal: appointment, share: 40%}
      - {goal: collection, share: 20%}
    """

  /// Ten digits of every lead.
  private static func phones(_ bench: RunBench) throws -> [String] {
    let text = try String(contentsOfFile: bench.path("leads.csv"), encoding: .utf8)
    return text.split(separator: "\n").dropFirst().compactMap { line in
      let digits = line.split(separator: ",").first?.filter(\.isNumber) ?? ""
      return digits.count >= 10 ? String(digits.suffix(10)) : nil
    }
  }

  /// The names of a directory's files, with those in folders of it.
  private static func names(_ folder: String, _ lead: String = "") throws -> [String] {
    try Files.list(folder).flatMap { name in
      let path = "\(folder)/\(name)"
      return Files.isDirectory(path) ? try names(path, "\(lead)\(name)/") : [lead + name]
    }
  }

  private static func text(_ path: String) throws -> [UInt8] {
    let bytes = try Files.readAll(path)
    return path.hasSuffix(".gz") ? try Gzip.content(bytes, limit: 1 << 28) : bytes
  }

  /// Runs of digits, and of digits with the usual signs between them, of ten digits or more.
  private static func numbers(in text: [UInt8]) -> Set<String> {
    var found: Set<String> = []
    var digits: [UInt8] = []
    func end() {
      if digits.count >= 10 {
        for start in 0...(digits.count - 10) {
          found.insert(String(decoding: digits[start..<start + 10], as: UTF8.self))
        }
      }
      digits = []
    }
    for byte in text {
      if 0x30...0x39 ~= byte {
        digits.append(byte)
      } else if !" -.()+/".utf8.contains(byte) {
        end()
      }
    }
    end()
    return found
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `no number of a lead, and none that was said, stands in clear`(seed: UInt64) throws {
    let bench = try RunBench()
    let run = try bench.run(try bench.scenario(Self.goals), seed: seed)
    let phones = Set(try Self.phones(bench))
    #expect(phones.count > 2_000)
    let spoken = run.facts.exemplars.flatMap { Self.spoken($0) }
    #expect(!spoken.isEmpty, "a run in which nobody said a number proves nothing")
    for name in try Self.names(bench.path("run")) {
      let text = try Self.text(bench.path("run/\(name)"))
      #expect(Self.numbers(in: text).isDisjoint(with: phones), "\(name)")
      let words = String(decoding: text, as: UTF8.self)
      for number in spoken { #expect(!words.contains(number), "\(name): \(number)") }
      if name.hasPrefix("calls/") {
        for sentence in Self.sentences(words) {
          #expect(PersonalData.isAbsent(from: Array(sentence.utf8)), "\(name)")
          #expect(SaidDigits.masked(sentence) == sentence, "\(name)")
        }
      }
    }
  }

  @Test func `a sealed run has the numbers that were said in its sealed files alone`() throws {
    let bench = try RunBench()
    let cipher = try #require(OpenSSLCipher())
    let key = SealKey((0..<32).map { UInt8($0) })
    let clear = try bench.run(try bench.scenario(Self.goals), into: "clear")
    let run = try RunExperiment.run(
      RunRequest(
        scenarioPath: bench.path("bench.yaml"),
        build: RunBench.build,
        seed: 1,
        outputDirectory: bench.path("run"),
        sealing: Sealing(key: key, cipher: cipher)
      )
    )
    #expect(run.facts.engine.digest == clear.facts.engine.digest)
    let names = try Self.names(bench.path("run"))
    #expect(names.filter { $0.hasPrefix("calls/") }.allSatisfy { $0.hasSuffix(".json.sealed") })
    for exemplar in run.facts.exemplars {
      let name = CallFile.name(exemplar)
      let content = try SealedFile.open(
        try Files.readAll(bench.path("run/\(name).sealed")),
        at: SealedPlace(run: run.facts.engine.digest, name: name),
        key: key,
        cipher: cipher
      )
      #expect(content == Array(CallFile.text(exemplar, masksNumbers: false).utf8))
      for number in Self.spoken(exemplar) {
        #expect(String(decoding: content, as: UTF8.self).contains(number))
      }
      for sentence in Self.sentences(String(decoding: content, as: UTF8.self)) {
        for other in names where other == "report.html" && sentence.count > 12 {
          let page = String(decoding: try Self.text(bench.path("run/\(other)")), as: UTF8.self)
          #expect(!page.contains(sentence), "\(sentence)")
        }
      }
    }
  }

  /// The numbers of four digits and more that were said in a call, in words.
  private static func spoken(_ exemplar: ExemplarCall) -> [String] {
    sentences(CallFile.text(exemplar, masksNumbers: false)).compactMap { sentence in
      let words = sentence.split(separator: " ").map(String.init)
      let masked = SaidDigits.masked(words)
      let places = words.indices.filter { masked[$0] != words[$0] }
      guard places.count >= 4, let first = places.first, let last = places.last else { return nil }
      return words[first...last].joined(separator: " ")
    }
  }

  /// What stands in a call's file as words.
  private static func sentences(_ file: String) -> [String] {
    file.split(separator: "\n").compactMap { line in
      guard let start = line.firstRange(of: "\": \""), let end = line.lastIndex(of: "\""),
        start.upperBound < end
      else { return nil }
      let key = line[..<start.lowerBound].split(separator: "\"").last
      guard ["words", "recognized"].contains(key) else { return nil }
      return String(line[start.upperBound..<end])
    }
  }
}
