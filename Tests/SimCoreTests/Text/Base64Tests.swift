import Foundation
import SimCore
import Testing

@Suite("Base64")
struct Base64Tests {
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func `the vectors of RFC 4648 hold in both directions`(plain: String, text: String) {
    #expect(Base64.text(Array(plain.utf8)) == text)
    #expect(Base64.bytes(text.utf8.span) == Array(plain.utf8))
  }

  @Test func `Foundation writes the same, at every length`() {
    for count in 0..<260 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: 37 &* $0 &+ count) }
      let text = Data(bytes).base64EncodedString()
      #expect(Base64.text(bytes) == text)
      #expect(Base64.bytes(text.utf8.span) == bytes)
      #expect(Base64.encodedCount(of: count) == text.utf8.count)
    }
  }

  @Test(arguments: [
    "Z", "Zg", "Zg=", "Zg===", "=g==", "Z===", "====", "Zg==Zg==", "Zh==", "Zm9=", "Zm 9", "Zm9\n",
    "Zm9v\n", "Zm9-", "Zm9_", "Zm9ü", "Zm9vZm9\u{0}",
  ])
  func `a text that no bytes have is refused`(text: String) {
    #expect(Base64.bytes(text.utf8.span) == nil)
  }
}
