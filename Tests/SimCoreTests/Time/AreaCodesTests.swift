import Foundation
import SimCore
import Testing

@Suite("Area codes")
struct AreaCodesTests {
  @Test func `every row of the source data is in the table`() throws {
    let source = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../scripts/data/npa-timezones.csv")
    let text = try String(contentsOf: source, encoding: .utf8)
    var codes: [Int] = []
    for line in text.split(whereSeparator: \.isNewline).dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      let code = try #require(Int(fields[0]))
      let zones = try #require(AreaCodes.zones(of: code), "\(code)")
      #expect(zones.zones.map(\.name) == fields[3].split(separator: " ").map(String.init).sorted())
      #expect(AreaCodes.country(of: code) == String(fields[1]))
      #expect(AreaCodes.region(of: code)?.isEmpty == false)
      codes.append(code)
    }
    #expect(AreaCodes.all == codes.sorted())
    #expect(codes.count == 428)
  }

  @Test func `well-known area codes lie where everyone knows them to lie`() {
    let rows = [
      (212, "New York", "US", ["America/New_York"]), (808, "Hawaii", "US", ["Pacific/Honolulu"]),
      (416, "Ontario", "CA", ["America/Toronto"]), (602, "Arizona", "US", ["America/Phoenix"]),
      (787, "Puerto Rico", "PR", ["America/Puerto_Rico"]),
      (850, "Florida", "US", ["America/Chicago", "America/New_York"]),
    ]
    for (code, region, country, zones) in rows {
      #expect(AreaCodes.region(of: code) == region)
      #expect(AreaCodes.country(of: code) == country)
      #expect(AreaCodes.zones(of: code)?.zones.map(\.name) == zones)
    }
  }

  @Test func `regions have one spelling each`() {
    let regions = AreaCodes.all.compactMap { AreaCodes.region(of: $0) }
    #expect(!regions.contains { $0.utf8.count <= 2 })
    #expect(!regions.contains("British Colombia"))
    #expect(regions.count { $0 == "Texas" } == 28)
  }

  @Test func `toll-free, premium and impossible codes have no zone`() {
    for code in [-1, 0, 1, 100, 200, 555, 800, 855, 888, 900, 911, 999, 1_000, 10_212] {
      #expect(AreaCodes.zones(of: code) == nil, "\(code)")
      #expect(AreaCodes.region(of: code) == nil)
    }
  }

  @Test func `sets of zones are few, distinct and numbered without gaps`() {
    let sets = ZoneSetID.all
    #expect(sets.map { Int($0.index) } == Array(sets.indices))
    #expect(Set(sets.map(\.zones)).count == sets.count)
    #expect(sets.count == 35)
    #expect(sets.allSatisfy { !$0.zones.isEmpty })
  }
}
