import LiveAdapters
import Testing

@Suite("SHA-1")
struct SHA1Tests {
  @Test(arguments: [
    ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
    ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
    ),
  ])
  func `the short vectors of RFC 3174 hold`(text: String, digest: String) {
    #expect(hexadecimal(SHA1.digest(Array(text.utf8))) == digest)
  }

  @Test func `its long vectors hold too`() {
    let million = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    #expect(hexadecimal(SHA1.digest(million)) == "34aa973cd4c4daa4f61eeb2bdbad27316534016f")
    let digits = String(
      repeating: "0123456701234567012345670123456701234567012345670123456701234567",
      count: 10
    )
    #expect(
      hexadecimal(SHA1.digest(Array(digits.utf8))) == "dea356a2cddd90c7a7ecedc5ebb563934f460452"
    )
  }
}
