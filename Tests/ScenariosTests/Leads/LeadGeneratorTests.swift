import Foundation
import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Lead generator")
struct LeadGeneratorTests {
  private func lines(_ generator: LeadGenerator, _ rows: Range<Int>) -> [[Substring]] {
    String(decoding: generator.lines(rows), as: UTF8.self)
      .split(separator: "\n")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
  }

  @Test func `a seed decides every byte, and a longer file starts with a shorter one`() {
    for seed in 0..<20 as Range<UInt64> {
      let bytes = LeadGenerator(seed: seed).lines(0..<300)
      #expect(bytes == LeadGenerator(seed: seed).lines(0..<300))
      #expect(bytes.starts(with: LeadGenerator(seed: seed).lines(0..<299)))
      #expect(bytes != LeadGenerator(seed: seed + 1).lines(0..<300))
    }
  }

  @Test func `no number comes twice, and every one may be dialled`() throws {
    var seen: Set<Substring> = []
    for row in lines(LeadGenerator(seed: 7), 0..<200_000) {
      #expect(seen.insert(row[0]).inserted)
      let phone = try PhoneNumber(text: String(row[0]))
      #expect(phone.e164 == row[0])
      #expect(AreaCodes.country(of: phone.areaCode) == "US")
    }
    #expect(seen.count == 200_000)
  }

  @Test func `the last number of all exists, and area codes come evenly`() throws {
    let generator = LeadGenerator(seed: 3)
    #expect(generator.rowsMax > 2_000_000_000)
    #expect(lines(generator, generator.rowsMax - 1..<generator.rowsMax).count == 1)
    var counts: [Int: Int] = [:]
    for row in lines(generator, 0..<100_000) {
      counts[Int(row[0].dropFirst(2).prefix(3)) ?? 0, default: 0] += 1
    }
    let areaCodes = AreaCodes.all.filter { AreaCodes.country(of: $0) == "US" }
    // Pearson's chi-square: its 99.99 % quantile lies about 4 deviations over its mean.
    let expected = 100_000 / Double(areaCodes.count)
    let statistic = areaCodes.reduce(0.0) { sum, areaCode in
      let excess = Double(counts[areaCode] ?? 0) - expected
      return sum + excess * excess / expected
    }
    let freedom = Double(areaCodes.count - 1)
    #expect(abs(statistic - freedom) < 4 * (2 * freedom).squareRoot())
    #expect(counts.count == areaCodes.count)
  }

  @Test func `shares are as asked for`() {
    var mix = LeadMix()
    mix.consentShare = 0.7
    mix.doNotCallShare = 0.1
    mix.zoneShare = 0.6
    let rows = lines(LeadGenerator(seed: 5, mix: mix), 0..<50_000)
    func share(_ matches: ([Substring]) -> Bool) -> Double {
      Double(rows.count(where: matches)) / Double(rows.count)
    }
    // Five standard deviations of a share over 50,000 rows are at most 0.0112.
    #expect(abs(share { $0[3] == "yes" } - 0.7) < 0.0112)
    #expect(abs(share { $0[3] == "no" } - 0.15) < 0.0112)
    #expect(abs(share { $0[4] == "yes" } - 0.1) < 0.0112)
    #expect(abs(share { !$0[1].isEmpty } - 0.6) < 0.0112)
    #expect(abs(share { $0[2] == "9" } - 0.1) < 0.0112)
  }

  @Test func `consent to texts is a column more, and leaves the others as they are`() throws {
    var mix = LeadMix()
    mix.smsConsentShare = 0.4
    let plain = lines(LeadGenerator(seed: 5), 0..<20_000)
    let rows = lines(LeadGenerator(seed: 5, mix: mix), 0..<20_000)
    #expect(rows.map { Array($0.dropLast()) } == plain.map { Array($0) })
    let agreed = Double(rows.count { $0.last == "yes" }) / 20_000
    // Five standard deviations.
    #expect(abs(agreed - 0.4) < 0.0174)
    let path = NSTemporaryDirectory() + "/simrun-leads-\(UUID().uuidString).csv"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try LeadGenerator(seed: 5, mix: mix).write(rows: 20_000, to: path)
    let file = try LeadFile.load(path)
    #expect(file.accepted == 20_000)
    for (index, row) in rows.enumerated() {
      #expect((file.leads[index].smsConsent == .granted) == (row.last == "yes"))
    }
  }

  @Test func `a generated file is read back without a reject`() throws {
    let path = NSTemporaryDirectory() + "/simrun-leads-\(UUID().uuidString).csv"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let generator = LeadGenerator(seed: 11)
    try generator.write(rows: 20_000, to: path)
    #expect(try Files.readAll(path) == LeadGenerator.header + generator.lines(0..<20_000))
    let file = try LeadFile.load(path)
    #expect(file.accepted == 20_000)
    #expect(file.rejects.count == 0)
    for (index, row) in lines(generator, 0..<20_000).enumerated() {
      let lead = file.leads[index]
      #expect(lead.phone.e164 == row[0])
      #expect(lead.priority == Int(row[2]))
      #expect(
        lead.consent == (row[3] == "yes" ? .granted : row[3] == "no" ? .refused : .notRecorded)
      )
      #expect(lead.isOnDoNotCallList == (row[4] == "yes"))
      let own = ZoneTable.zone(named: String(row[1]))
      let area = AreaCodes.zones(of: lead.phone.areaCode)?.zones ?? []
      #expect(Set(file.leads.zones(of: lead)) == Set(area + (own.map { [$0] } ?? [])))
    }
  }
}
