import SimCore
import Testing
import VoicePipeline

@Suite("Encodings of lead files")
struct LeadEncodingTests {
  private static let text = """
    phone;consent;name\r
    2122334567;yes;Zoë\r
    bad;;𝄞 and 😀\r
    3122334567;no;"a; ""b""
    c"\r
    4152334567;WAHR;
    """

  private static func utf16(_ text: String, isBigEndian: Bool, mark: Bool = true) -> [UInt8] {
    let units = (mark ? [0xFEFF] : []) + Array(text.utf16)
    return units.flatMap { unit -> [UInt8] in
      let bytes = [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)]
      return isBigEndian ? bytes.reversed() : bytes
    }
  }

  @Test func `UTF-16 gives what UTF-8 gives, cut into blocks at every byte`() throws {
    var expected = try LeadFileSummary(Array(Self.text.utf8), blockSize: 4_096)
    #expect(expected.leads.count == 3)
    #expect(expected.rejects.map(\.line) == [3])
    for isBigEndian in [false, true] {
      for mark in [false, true] {
        let bytes = Self.utf16(Self.text, isBigEndian: isBigEndian, mark: mark)
        expected.digest = try LeadFileSummary(bytes, blockSize: 4_096).digest
        #expect(SHA256.text(expected.digest) == SHA256.hex(of: bytes))
        for blockSize in Array(1...40) + [bytes.count - 1, bytes.count, bytes.count + 1] {
          let found = try LeadFileSummary(bytes, blockSize: blockSize)
          #expect(found == expected, "\(isBigEndian) \(mark) \(blockSize)")
        }
      }
    }
  }

  @Test func `every character is transcoded as the library does it`() throws {
    // Each scalar as the value of a column that is read, so that the row is refused, not broken.
    let key = DrawKey(seed: 16)
    for seed in 0..<40 as Range<UInt64> {
      var text = "phone,time_zone\n"
      for index in 0..<50 as Range<UInt64> {
        var value = UInt32(key.below(0x11_0000, Purpose("test.scalar"), seed << 8 | index))
        if index % 4 == 0 { value &= 0x7FF }
        let scalar = Unicode.Scalar(value) ?? "x"
        let letter = "\n\r\0,\"".unicodeScalars.contains(scalar) ? "y" : Character(scalar)
        text += "212233\(1_000 + index),\(letter)\n"
      }
      let plain = try LeadFileSummary(Array(text.utf8), blockSize: 4_096)
      #expect(plain.rejects.allSatisfy { $0.reason == .timeZone || $0.reason == .formula })
      for isBigEndian in [false, true] {
        let bytes = Self.utf16(text, isBigEndian: isBigEndian)
        let found = try LeadFileSummary(bytes, blockSize: 1 + Int(seed))
        #expect(found.rejects == plain.rejects, "seed \(seed)")
        #expect(found.leads == plain.leads)
      }
    }
  }

  @Test func `half of a pair refuses its row where it is read, and nowhere else`() throws {
    let lone: [UInt16] = [0xD834, 0xDD1E, 0xDBFF, 0xDC00]
    for unit in lone {
      for (field, isRefused) in [("2122334567,*,", true), ("2122334567,,*", false)] {
        for ending in ["", "\n", "x\n3122334567,,\n"] {
          let text = "phone,time_zone,name\n4152334567,,\n\(field)\(ending)"
          let units = text.utf16.map { $0 == 0x2A ? unit : $0 }
          var bytes: [UInt8] = [0xFF, 0xFE]
          for unit in units { bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
          for blockSize in [1, 2, 3, 64] {
            let found = try LeadFileSummary(bytes, blockSize: blockSize)
            let expected =
              isRefused ? [RejectedRow(line: 3, column: 2, reason: .encoding)] : []
            #expect(found.rejects == expected, "\(unit) \(field) \(ending.count)")
          }
        }
      }
    }
  }

  @Test func `a file that ends within a character is cut off, and says where`() throws {
    for isBigEndian in [false, true] {
      for text in ["phone\n2122334567\n", "phone\n", "phone"] {
        let bytes = Self.utf16(text, isBigEndian: isBigEndian) + [0x32]
        let error = try loadError(bytes)
        guard case .truncated(_, let byte)? = error else {
          Issue.record("\(String(describing: error))")
          continue
        }
        #expect(byte == bytes.count - 1)
        #expect(error?.code == "LEAD-015")
        #expect(error?.cause.contains("at byte \(byte)") == true)
      }
    }
  }

  @Test func `the format is told`() throws {
    let cases: [(bytes: [UInt8], text: String)] = [
      (Array("phone,consent\n2122334567,yes".utf8), "UTF-8 with commas"),
      (Array("\u{FEFF}phone\tconsent\n2122334567\tyes".utf8), "UTF-8 with tabs"),
      (Array("phone\n2122334567".utf8), "UTF-8 with commas"),
      (
        Self.utf16("phone;consent\n2122334567;yes", isBigEndian: false), "UTF-16 LE with semicolons"
      ),
      (Self.utf16("phone\tconsent\n2122334567\tyes", isBigEndian: true), "UTF-16 BE with tabs"),
      (Array("sep=;\r\nphone;a,b,c,d\r\n2122334567;".utf8), "UTF-8 with semicolons"),
      (Array("SEP=\t\nphone\n2122334567".utf8), "UTF-8 with tabs"),
    ]
    for (bytes, text) in cases {
      for blockSize in [1, 5, 4_096] {
        try withFile(bytes) { path in
          var options = LeadFileOptions()
          options.blockSize = blockSize
          let file = try LeadFile.load(path, options: options)
          #expect(file.format.text == text)
          #expect(file.accepted == 1)
        }
      }
    }
  }

  @Test func `the header alone decides what separates, and its known names come first`() throws {
    let headers = [
      ("phone;a,b;c,d;e,f\n2122334567;;;\n", "semicolons"),
      ("\"phone\";\"x,y,z\"\n2122334567;\n", "semicolons"),
      ("x;y;z,phone\na;b,2122334567\n", "commas"),
      ("phone\ta;b\n2122334567\t1,2,3\n", "tabs"),
    ]
    for (text, name) in headers {
      let file = try load(text)
      #expect(file.format.text == "UTF-8 with \(name)")
      #expect(file.accepted == 1)
    }
    // The line of a header below a declared separator is its own.
    let error = try loadError(Array("sep=;\nphone;phone\n".utf8))
    #expect(error?.position?.line == 2)
    #expect(error?.code == "LEAD-008")
  }

  @Test func `rows end the same whatever separates them`() throws {
    let rows = (0..<500).map { "212233\($0 + 1_000)|America/Denver|\($0 % 12)|yes|no" }
    let table = (["phone|time_zone|priority|consent|do_not_call"] + rows).joined(separator: "\n")
    let expected = try LeadFileSummary(
      Array(table.replacing("|", with: ",").utf8),
      blockSize: 4_096
    )
    #expect(expected.rejects.count == 82)
    for separator in [";", "\t"] {
      let bytes = Array(table.replacing("|", with: separator).utf8)
      for blockSize in [1, 13, 4_096] {
        let found = try LeadFileSummary(bytes, blockSize: blockSize)
        #expect(found.leads == expected.leads)
        #expect(found.rejects == expected.rejects)
      }
    }
  }
}
