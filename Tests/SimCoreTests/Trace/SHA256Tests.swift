import SimCore
import Testing

@Suite("SHA-256")
struct SHA256Tests {
  /// FIPS 180-4 examples and the NIST test of a million letters.
  @Test func `published messages have their published digests`() {
    let long = "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
    let rows: [(String, String)] = [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        long + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
      ),
    ]
    for (message, digest) in rows { #expect(SHA256.hex(of: Array(message.utf8)) == digest) }
    let million = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    #expect(
      SHA256.hex(of: million)
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    )
  }

  @Test func `messages of every length around the blocks have the digests of Python`() {
    var all = SHA256()
    for length in 0..<300 {
      var digest = SHA256()
      digest.update(message(length))
      all.update(digest.finalize())
    }
    #expect(
      all.hexDigest == "d5238871a46ac4a1a75ac3fb19d645b0b3b9e5f35f5f720e2b240d605c6b694e"
    )
  }

  @Test func `pieces of any size give the digest of the whole`() {
    let message = message(5_000)
    let whole = SHA256.hex(of: message)
    for seed in 0..<40 {
      let key = DrawKey(seed: UInt64(seed))
      var digest = SHA256()
      var start = 0
      var piece: UInt64 = 0
      while start < message.count {
        let end = min(message.count, start + key.below(seed % 2 == 0 ? 150 : 20, .testGap, piece))
        digest.update(Array(message[start..<end]))
        start = end
        piece += 1
      }
      #expect(digest.hexDigest == whole)
    }
  }

  @Test func `the processor's instructions and our own code give one digest`() {
    for length in 0..<400 {
      var fast = SHA256()
      var slow = SHA256(usesHardware: false)
      fast.update(message(length))
      slow.update(message(length))
      #expect(fast.finalize() == slow.finalize(), "\(length) bytes")
    }
    var million = SHA256(usesHardware: false)
    million.update([UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000))
    #expect(
      million.hexDigest == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    )
  }

  @Test func `asking for a digest does not end the feeding`() {
    var digest = SHA256()
    digest.update("ab")
    #expect(digest.hexDigest == SHA256.hex(of: Array("ab".utf8)))
    digest.update("c")
    #expect(digest.hexDigest == SHA256.hex(of: Array("abc".utf8)))
    #expect(SHA256.text([0, 15, 255]) == "000fff")
  }

  private func message(_ length: Int) -> [UInt8] {
    (0..<length).map { UInt8(truncatingIfNeeded: $0 * 7 + length) }
  }
}
