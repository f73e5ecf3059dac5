import SimCore
import Testing

@Suite("SHA-256")
struct SHA256Tests {
  @Test func `published vectors`() {
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(SHA256.hex(of: Array("abc".utf8)) == abc)
  }
}
