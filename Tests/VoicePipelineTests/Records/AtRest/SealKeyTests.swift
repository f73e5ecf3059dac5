import SimCore
import Testing
import VoicePipeline

@Suite("Seal key")
struct SealKeyTests {
  private static let digits = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"

  /// The fingerprint is the one that Python makes (Tests/Oracles/sealed_file.py).
  @Test(arguments: [
    digits, digits.uppercased(), "  \(digits)\r\n",
    "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
  ])
  func `a key is read from hexadecimal digits and from base64`(text: String) throws {
    let key = try #require(SealKey(text: Array(text.utf8)))
    #expect(key.fingerprint == "0c457dcd4727370b")
    #expect(key.fingerprint == SealKey((0..<32).map { UInt8($0) }).fingerprint)
    #expect(SealKey.isKey(text))
  }

  @Test(arguments: [
    "", "key", String(digits.dropLast()), digits + "0", digits + digits,
    "\(digits.prefix(32)) \(digits.suffix(32))", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg==",
    "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8", "g" + digits.dropFirst(), "seal.key",
  ])
  func `anything else is no key`(text: String) {
    #expect(SealKey(text: Array(text.utf8)) == nil)
  }

  @Test func `one bit of a key is another fingerprint`() {
    var seen: Set<String> = []
    for bit in 0..<256 {
      var bytes = [UInt8](repeating: 0, count: 32)
      bytes[bit / 8] = 1 << UInt8(bit % 8)
      seen.insert(SealKey(bytes).fingerprint)
    }
    #expect(seen.count == 256)
  }
}
