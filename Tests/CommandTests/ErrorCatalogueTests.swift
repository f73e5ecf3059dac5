import Foundation
import Testing

@Suite("Error catalogue")
struct ErrorCatalogueTests {
  @Test func `every code of the sources is in the catalogue, with cause and remedy`() throws {
    let catalogue = try Binary.debug("errors").output
    let codes = try Self.codesInSources()
    #expect(codes.count > 30)
    for code in codes.sorted() {
      #expect(catalogue.contains("\n  \(code) ") || catalogue.hasPrefix("  \(code) "), "\(code)")
      let page = try Binary.debug("errors", code.lowercased())
      #expect(page.code == 0)
      #expect(page.output.hasPrefix("\(code)\n  cause:  "))
      #expect(page.output.contains("\n  remedy: "))
    }
  }

  @Test func `the catalogue ends with the exit codes`() throws {
    let output = try Binary.debug("errors").output
    let codes = output.split(separator: "\n").drop { $0 != "exit codes" }.dropFirst()
      .compactMap { Int($0.prefix(6).filter(\.isNumber)) }
    #expect(codes == [0, 1, 2, 64, 65, 69, 70, 75, 130, 143])
  }

  /// Three or four capitals, a hyphen and three digits, in quotes, anywhere under `Sources`.
  private static func codesInSources() throws -> Set<String> {
    let root = Binary.root.appending(path: "Sources").path
    let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    var codes: Set<String> = []
    for name in names where name.hasSuffix(".swift") {
      let text = try String(contentsOfFile: "\(root)/\(name)", encoding: .utf8)
      for literal in text.split(separator: "\"") {
        let parts = literal.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, (3...4).contains(parts[0].count), parts[1].count == 3,
          parts[0].allSatisfy({ $0.isUppercase }), parts[1].allSatisfy(\.isNumber)
        else { continue }
        codes.insert(String(literal))
      }
    }
    return codes
  }
}
