import LiveAdapters
import SimCore
import Testing
import VoicePipeline

@Suite("AES-256-GCM")
struct OpenSSLCipherTests {
  struct Vector: Sendable {
    var key: String
    var nonce: String
    var data = ""
    var content = ""
    var sealed: String
  }

  private static let twice = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"
  private static let zeros = String(repeating: "0", count: 64)
  private static let text = """
    d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72\
    1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39
    """
  private static let cipherText = """
    522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa\
    8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662
    """

  /// Test cases 13 to 16 of the GCM specification (McGrew and Viega, 2004), and one of NIST's CAVP
  /// (gcmEncryptExtIV256).
  static let vectors = [
    Vector(
      key: zeros,
      nonce: "000000000000000000000000",
      sealed: "530f8afbc74536b9a963b4f1c4cb738b"
    ),
    Vector(
      key: zeros,
      nonce: "000000000000000000000000",
      content: "00000000000000000000000000000000",
      sealed: "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"
    ),
    Vector(
      key: twice,
      nonce: "cafebabefacedbaddecaf888",
      content: text + "1aafd255",
      sealed: cipherText + "898015adb094dac5d93471bdec1a502270e3cc6c"
    ),
    Vector(
      key: twice,
      nonce: "cafebabefacedbaddecaf888",
      data: "feedfacedeadbeeffeedfacedeadbeefabaddad2",
      content: text,
      sealed: cipherText + "76fc6ece0f4e1768cddf8853bb2d551b"
    ),
    Vector(
      key: "83688deb4af8007f9b713b47cfa6c73e35ea7a3aa4ecdb414dded03bf7a0fd3a",
      nonce: "0b459724904e010a46901cf3",
      data: "794a14ccd178c8ebfd1379dc704c5e208f9d8424",
      content: "33d893a2114ce06fc15d55e454cf90c3",
      sealed: "cc66bee423e3fcd4c0865715e95866960fb291bd3dba94a1dfd8b286cfb97ac5"
    ),
  ]

  private static func bytes(_ digits: String) -> [UInt8] {
    let values = digits.compactMap(\.hexDigitValue)
    return stride(from: 0, to: values.count, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) }
  }

  private static let key = SealKey((0..<32).map { UInt8($0) })
  private static let place = SealedPlace(
    run: String(repeating: "ab", count: 32),
    name: "calls/17.json"
  )

  @Test(arguments: vectors)
  func `published vectors come out, and open again`(vector: Vector) throws {
    let cipher = try #require(OpenSSLCipher())
    let (key, nonce) = (Self.bytes(vector.key), Self.bytes(vector.nonce))
    let (data, content) = (Self.bytes(vector.data), Self.bytes(vector.content))
    let sealed = cipher.seal(content, key: key, nonce: nonce, authenticating: data)
    #expect(SHA256.text(sealed) == vector.sealed)
    #expect(cipher.open(sealed, key: key, nonce: nonce, authenticating: data) == content)
    #expect(cipher.open(sealed, key: key, nonce: nonce, authenticating: data + [0]) == nil)
    for index in sealed.indices {
      var changed = sealed
      changed[index] ^= 1
      #expect(cipher.open(changed, key: key, nonce: nonce, authenticating: data) == nil)
    }
  }

  @Test func `a sealed file is, byte by byte, the one that Python writes`() throws {
    let cipher = try #require(OpenSSLCipher())
    let file = SealedFile.seal(Array("words".utf8), at: Self.place, key: Self.key, cipher: cipher)
    let head =
      "simrun-sealed 1 AES-256-GCM key=0c457dcd4727370b nonce=9b7bf481f7e89dc8e9ef5f5e "
      + "run=\(Self.place.run) file=calls/17.json\n"
    #expect(file == Array(head.utf8) + Self.bytes("b7fc88120e8c82ccbbb5623e51366fad5436513f15"))
    #expect(SealedFile.header(of: file)?.fingerprint == Self.key.fingerprint)
  }

  @Test func `a sealed file opens at its place with its key, and nowhere else`() throws {
    let cipher = try #require(OpenSSLCipher())
    for count in [0, 1, 15, 16, 17, 5_000] {
      let content = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      let file = SealedFile.seal(content, at: Self.place, key: Self.key, cipher: cipher)
      #expect(
        try SealedFile.open(file, at: Self.place, key: Self.key, cipher: cipher) == content
      )
      let other = SealKey([UInt8](repeating: 7, count: 32))
      #expect(throws: SealedFileError.otherKey(fingerprint: Self.key.fingerprint)) {
        try SealedFile.open(file, at: Self.place, key: other, cipher: cipher)
      }
      let elsewhere = SealedPlace(run: Self.place.run, name: "calls/18.json")
      #expect(throws: SealedFileError.otherPlace(Self.place)) {
        try SealedFile.open(file, at: elsewhere, key: Self.key, cipher: cipher)
      }
      let swapped = SealedFile.seal(content, at: elsewhere, key: Self.key, cipher: cipher)
      #expect(throws: SealedFileError.otherPlace(elsewhere)) {
        try SealedFile.open(swapped, at: Self.place, key: Self.key, cipher: cipher)
      }
      let run = SealedPlace(run: String(repeating: "cd", count: 32), name: Self.place.name)
      #expect(throws: SealedFileError.otherPlace(Self.place)) {
        try SealedFile.open(file, at: run, key: Self.key, cipher: cipher)
      }
    }
  }

  @Test func `a flip of any bit, a cut and an addition anywhere are found`() throws {
    let cipher = try #require(OpenSSLCipher())
    let content = Array("my card ends in four one one two".utf8)
    let file = SealedFile.seal(content, at: Self.place, key: Self.key, cipher: cipher)
    for index in file.indices {
      for bit in 0..<8 {
        var changed = file
        changed[index] ^= 1 << UInt8(bit)
        #expect(throws: SealedFileError.self, "byte \(index), bit \(bit)") {
          try SealedFile.open(changed, at: Self.place, key: Self.key, cipher: cipher)
        }
      }
      #expect(throws: SealedFileError.self, "\(index) bytes") {
        try SealedFile.open(Array(file[..<index]), at: Self.place, key: Self.key, cipher: cipher)
      }
    }
    #expect(throws: SealedFileError.damaged) {
      try SealedFile.open(file + [0], at: Self.place, key: Self.key, cipher: cipher)
    }
  }

  @Test func `a nonce and a key of a file belong to one content`() throws {
    let cipher = try #require(OpenSSLCipher())
    var nonces: Set<[UInt8]> = []
    for number in 0..<500 {
      for content in ["yes", "no"] {
        let place = SealedPlace(run: Self.place.run, name: "calls/\(number).json")
        let file = SealedFile.seal(Array(content.utf8), at: place, key: Self.key, cipher: cipher)
        let again = SealedFile.seal(Array(content.utf8), at: place, key: Self.key, cipher: cipher)
        #expect(file == again)
        nonces.insert(try #require(SealedFile.header(of: file)).nonce)
      }
    }
    #expect(nonces.count == 1_000)
  }
}
